'use server';

import { revalidatePath } from 'next/cache';
import { ok } from '@/lib/domain/kernel/result';
import { defineAction } from '@/lib/infra/http/define-action';
import { formatCount } from '@/lib/ui/format';
import { paths } from '@/lib/ui/paths';
import * as commands from './commands';
import {
  changeCohortInput,
  cohortInput,
  cohortMemberInput,
  createCohortInput,
  enrolFoundInput,
  enrolInput,
} from './contract';

export const createCohort = defineAction({
  permission: 'cohort:manage',
  input: createCohortInput,
  run: async (scope, input) => {
    const created = await commands.createCohort(scope, input);
    return created.ok ? ok({ redirectTo: paths.cohort(created.value.id) }) : created;
  },
});

export const changeCohort = defineAction({
  permission: 'cohort:manage',
  input: changeCohortInput,
  run: async (scope, input) => {
    const changed = await commands.changeCohort(scope, input);
    if (!changed.ok) return changed;
    revalidatePath(paths.cohort(input.cohortId));
    return ok({ message: 'The cohort was saved.' });
  },
});

export const archiveCohort = defineAction({
  permission: 'cohort:manage',
  input: cohortInput,
  run: async (scope, { cohortId }) => {
    const done = await commands.setCohortArchived(scope, { cohortId, archived: true });
    if (!done.ok) return done;
    revalidatePath(paths.cohort(cohortId));
    return ok({ message: `${done.value.name} was archived.` });
  },
});

export const restoreCohort = defineAction({
  permission: 'cohort:manage',
  input: cohortInput,
  run: async (scope, { cohortId }) => {
    const done = await commands.setCohortArchived(scope, { cohortId, archived: false });
    if (!done.ok) return done;
    revalidatePath(paths.cohort(cohortId));
    return ok({ message: `${done.value.name} is in use again.` });
  },
});

export const enrol = defineAction({
  permission: 'cohort:manage',
  input: enrolInput,
  run: async (scope, input) => {
    const done = await commands.enrol(scope, input);
    if (!done.ok) return done;
    revalidatePath(paths.cohort(input.cohortId));
    const people = formatCount(done.value.enrolledCount, { one: 'person', other: 'people' });
    return ok({ message: `Enrolled ${people}.` });
  },
});

export const enrolFound = defineAction({
  permission: 'cohort:manage',
  input: enrolFoundInput,
  run: async (scope, input) => {
    const done = await commands.enrolFound(scope, input);
    if (!done.ok) return done;
    revalidatePath(paths.cohort(input.cohortId));
    const people = formatCount(done.value.enrolledCount, { one: 'person', other: 'people' });
    return ok({ message: `Enrolled ${people}.` });
  },
});

export const withdraw = defineAction({
  permission: 'cohort:manage',
  input: cohortMemberInput,
  run: async (scope, input) => {
    const done = await commands.withdraw(scope, input);
    if (!done.ok) return done;
    revalidatePath(paths.cohort(input.cohortId));
    return ok({ message: 'Taken out of the cohort. Their attempts are kept.' });
  },
});

export const addStaff = defineAction({
  permission: 'cohort:manage',
  input: cohortMemberInput,
  run: async (scope, input) => {
    const done = await commands.addStaff(scope, input);
    if (!done.ok) return done;
    revalidatePath(paths.cohort(input.cohortId));
    return ok({ message: 'Added. They see the evidence of this cohort from now on.' });
  },
});

export const removeStaff = defineAction({
  permission: 'cohort:manage',
  input: cohortMemberInput,
  run: async (scope, input) => {
    const done = await commands.removeStaff(scope, input);
    if (!done.ok) return done;
    revalidatePath(paths.cohort(input.cohortId));
    return ok({ message: 'Taken off. They no longer see the evidence of this cohort.' });
  },
});
