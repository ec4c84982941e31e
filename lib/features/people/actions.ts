'use server';

import { revalidatePath } from 'next/cache';
import { ok } from '@/lib/domain/kernel/result';
import { invitationLink } from '@/lib/infra/auth/account';
import { resetLinkAddress } from '@/lib/infra/auth/reset-link';
import { defineAction } from '@/lib/infra/http/define-action';
import { paths } from '@/lib/ui/paths';
import { ROLE_WORDS } from '@/lib/ui/role-words';
import * as commands from './commands';
import {
  accommodationInput,
  addPersonInput,
  changeRoleInput,
  externalIdInput,
  personInput,
} from './contract';

export const addPerson = defineAction({
  permission: 'person:manage',
  input: addPersonInput,
  run: async (scope, input) => {
    const added = await commands.addPerson(scope, input);
    if (!added.ok) return added;
    revalidatePath(paths.people);
    const { name, invitation } = added.value;
    return invitation
      ? ok({
          message: `${name} is invited. Send them this link; it is shown only now.`,
          data: { link: invitationLink(invitation.token), expiresAt: invitation.expiresAt },
        })
      : ok({ message: `${name} is back in the organisation and signs in as before.` });
  },
});

export const invitePerson = defineAction({
  permission: 'person:manage',
  input: personInput,
  run: async (scope, input) => {
    const invited = await commands.invitePerson(scope, input);
    if (!invited.ok) return invited;
    revalidatePath(paths.person(input.membershipId));
    const { token, expiresAt } = invited.value;
    return ok({
      message: 'Send them this link; it is shown only now.',
      data: { link: invitationLink(token), expiresAt },
    });
  },
});

export const revokeInvitation = defineAction({
  permission: 'person:manage',
  input: personInput,
  run: async (scope, input) => {
    const revoked = await commands.revokeInvitation(scope, input);
    if (!revoked.ok) return revoked;
    revalidatePath(paths.person(input.membershipId));
    return ok({ message: `The invitation of ${revoked.value.name} doesn’t work any more.` });
  },
});

export const makeResetLink = defineAction({
  permission: 'person:manage',
  input: personInput,
  run: async (scope, input) => {
    const made = await commands.makeResetLink(scope, input);
    if (!made.ok) return made;
    const { token, expiresAt } = made.value;
    return ok({
      message: 'Send them this link; it is shown only now.',
      data: { link: resetLinkAddress(token), expiresAt },
    });
  },
});

export const changeRole = defineAction({
  permission: 'role:grant',
  input: changeRoleInput,
  run: async (scope, input) => {
    const changed = await commands.changeRole(scope, input);
    if (!changed.ok) return changed;
    revalidatePath(paths.person(input.membershipId));
    return ok({ message: `${changed.value.name} now has the role ${ROLE_WORDS[input.role].name}.` });
  },
});

export const removePerson = defineAction({
  permission: 'person:manage',
  input: personInput,
  run: async (scope, input) => {
    const removed = await commands.removePerson(scope, input);
    if (!removed.ok) return removed;
    revalidatePath(paths.person(input.membershipId));
    return ok({ message: `${removed.value.name} was removed. What they did is kept.` });
  },
});

export const restorePerson = defineAction({
  permission: 'person:manage',
  input: personInput,
  run: async (scope, input) => {
    const restored = await commands.restorePerson(scope, input);
    if (!restored.ok) return restored;
    revalidatePath(paths.person(input.membershipId));
    return ok({ message: `${restored.value.name} is back in the organisation.` });
  },
});

export const setExternalId = defineAction({
  permission: 'person:manage',
  input: externalIdInput,
  run: async (scope, input) => {
    const set = await commands.setExternalId(scope, input);
    if (!set.ok) return set;
    revalidatePath(paths.person(input.membershipId));
    return ok({ message: input.externalId ? 'Saved.' : 'Saved; there is no number now.' });
  },
});

export const setAccommodation = defineAction({
  permission: 'person:manage',
  input: accommodationInput,
  run: async (scope, input) => {
    const set = await commands.setAccommodation(scope, input);
    if (!set.ok) return set;
    revalidatePath(paths.person(input.membershipId));
    return ok({ message: 'Saved. It counts for every attempt that starts from now on.' });
  },
});
