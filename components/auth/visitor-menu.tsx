'use client';

import { AccountMenu } from '@/components/shell/account-menu';
import type { MenuGroup } from '@/components/ui/menu';
import { IDLE } from '@/lib/domain/kernel/action-state';
import { switchOrganisation } from '@/lib/features/identity/actions';
import type { VisitorView } from '@/lib/features/identity/contract';
import { homePathOf } from '@/lib/ui/navigation';
import { paths } from '@/lib/ui/paths';
import { ROLE_WORDS } from '@/lib/ui/role-words';
import { useSignOut } from './use-sign-out';

function organisationForm(organisationId: string): FormData {
  const form = new FormData();
  form.set('organisationId', organisationId);
  return form;
}

/** Who is signed in and as what; the other organisations; the way out. */
export function VisitorMenu({ visitor }: { visitor: VisitorView }) {
  const { actor, organisation, organisations } = visitor;
  const { begin, dialog } = useSignOut();
  const others: MenuGroup = {
    label: 'Organisation',
    entries: organisations.map(({ id, name }) => ({
      kind: 'action',
      label: name,
      current: id === organisation.id,
      action: async () => void (await switchOrganisation(IDLE, organisationForm(id))),
    })),
  };
  const own: MenuGroup = {
    label: `${visitor.email}, ${ROLE_WORDS[actor.role].name.toLowerCase()}`,
    entries: [
      // Staff may be assigned an exam like anybody else; it just isn't the first thing in their day.
      ...(homePathOf(actor) === paths.learn
        ? []
        : [{ kind: 'link', href: paths.learn, label: 'My exams' } as const]),
      { kind: 'link', href: paths.account, label: 'Your account' },
      { kind: 'action', label: 'Sign out', action: begin },
    ],
  };
  return (
    <>
      <AccountMenu personName={visitor.name} groups={organisations.length > 1 ? [others, own] : [own]} />
      {dialog}
    </>
  );
}
