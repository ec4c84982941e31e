'use server';

import { revalidatePath } from 'next/cache';
import { ok } from '@/lib/domain/kernel/result';
import { defineAction } from '@/lib/infra/http/define-action';
import { paths } from '@/lib/ui/paths';
import { addComment as addCommentIn, moveItem as moveItemIn } from './commands';
import { commentInput, moveItemInput } from './contract';

export const moveItem = defineAction({
  permission: 'item:propose',
  input: moveItemInput,
  run: async (scope, input) => {
    const done = await moveItemIn(scope, input);
    if (!done.ok) return done;
    revalidatePath(paths.item(input.itemId));
    return ok({ message: 'The state was changed.' });
  },
});

export const addComment = defineAction({
  permission: 'item:propose',
  input: commentInput,
  run: async (scope, input) => {
    const done = await addCommentIn(scope, input);
    if (!done.ok) return done;
    revalidatePath(paths.item(input.itemId));
    return ok({ message: 'The comment was added.' });
  },
});
