'use server';

import { revalidatePath } from 'next/cache';
import { ok } from '@/lib/domain/kernel/result';
import { defineAction } from '@/lib/infra/http/define-action';
import { paths } from '@/lib/ui/paths';
import { actSentence, undoSentence } from '@/lib/words/act-words';
import * as commands from './commands';
import { actInput, undoInput } from './contract';

export const actOnAttempts = defineAction({
  permission: 'assignment:manage',
  input: actInput,
  run: async (scope, input) => {
    const done = await commands.actOnAttempts(scope, input);
    if (!done.ok) return done;
    revalidatePath(paths.assignment(input.assignmentId));
    return ok({ message: actSentence(done.value) });
  },
});

export const undoActs = defineAction({
  permission: 'assignment:manage',
  input: undoInput,
  run: async (scope, input) => {
    const done = await commands.undoActs(scope, input);
    if (!done.ok) return done;
    revalidatePath(paths.assignment(input.assignmentId));
    return ok({ message: undoSentence(done.value) });
  },
});
