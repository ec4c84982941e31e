'use server';

import { revalidatePath } from 'next/cache';
import { ok } from '@/lib/domain/kernel/result';
import { defineAction } from '@/lib/infra/http/define-action';
import { formatCount } from '@/lib/ui/format';
import { paths } from '@/lib/ui/paths';
import * as commands from './commands';
import { cohortTargetsInput, roleTargetInput, targetInput } from './contract';

const TARGETS = { one: 'target', other: 'targets' } as const;

export const openTarget = defineAction({
  permission: 'person:manage',
  input: targetInput,
  run: async (scope, input) => {
    const opened = await commands.openTarget(scope, input);
    if (!opened.ok) return opened;
    revalidatePath(paths.person(input.membershipId));
    return ok({ message: `They prepare for ${opened.value.certificationName} now.` });
  },
});

export const closeTarget = defineAction({
  permission: 'person:manage',
  input: targetInput,
  run: async (scope, input) => {
    const closed = await commands.closeTarget(scope, input);
    if (!closed.ok) return closed;
    revalidatePath(paths.person(input.membershipId));
    return ok({ message: 'Closed. What they answered is kept.' });
  },
});

export const closeCohortTargets = defineAction({
  permission: 'cohort:manage',
  input: cohortTargetsInput,
  run: async (scope, input) => {
    const closed = await commands.closeCohortTargets(scope, input);
    if (!closed.ok) return closed;
    revalidatePath(paths.cohort(input.cohortId));
    return ok({ message: `Closed ${formatCount(closed.value.count, TARGETS)}.` });
  },
});

export const reopenCohortTargets = defineAction({
  permission: 'cohort:manage',
  input: cohortTargetsInput,
  run: async (scope, input) => {
    const opened = await commands.reopenCohortTargets(scope, input);
    if (!opened.ok) return opened;
    revalidatePath(paths.cohort(input.cohortId));
    return ok({ message: `Opened ${formatCount(opened.value.count, TARGETS)} again.` });
  },
});

const PEOPLE = { one: 'person', other: 'people' } as const;

export const openRoleTarget = defineAction({
  permission: 'person:manage',
  input: roleTargetInput,
  run: async (scope, input) => {
    const opened = await commands.setRoleTarget(scope, { ...input, open: true });
    if (!opened.ok) return opened;
    revalidatePath(paths.certification(input.certificationId));
    return ok({ message: `${formatCount(opened.value.count, PEOPLE)} more prepare for it now.` });
  },
});

export const closeRoleTarget = defineAction({
  permission: 'person:manage',
  input: roleTargetInput,
  run: async (scope, input) => {
    const closed = await commands.setRoleTarget(scope, { ...input, open: false });
    if (!closed.ok) return closed;
    revalidatePath(paths.certification(input.certificationId));
    return ok({
      message: `Ended for ${formatCount(closed.value.count, PEOPLE)}. What they answered is kept.`,
    });
  },
});
