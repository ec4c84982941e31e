'use server';

import { revalidatePath } from 'next/cache';
import type { ActOutcome } from '@/lib/domain/attempt/staff-act';
import { ok } from '@/lib/domain/kernel/result';
import { defineAction } from '@/lib/infra/http/define-action';
import { paths } from '@/lib/ui/paths';
import * as commands from './commands';
import { actInput, undoInput } from './contract';

/** Codes and counts; the screen has the words. */
const toldAs = (outcome: ActOutcome) => ({ message: '', data: { outcome: JSON.stringify(outcome) } });

export const actOnAttempts = defineAction({
  permission: 'assignment:manage',
  input: actInput,
  run: async (scope, input) => {
    const done = await commands.actOnAttempts(scope, input);
    if (!done.ok) return done;
    revalidatePath(paths.assignment(input.assignmentId));
    return ok(toldAs(done.value));
  },
});

export const undoActs = defineAction({
  permission: 'assignment:manage',
  input: undoInput,
  run: async (scope, input) => {
    const done = await commands.undoActs(scope, input);
    if (!done.ok) return done;
    revalidatePath(paths.assignment(input.assignmentId));
    return ok(toldAs(done.value));
  },
});
