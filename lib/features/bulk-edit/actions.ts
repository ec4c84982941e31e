'use server';

import { revalidatePath } from 'next/cache';
import { ok } from '@/lib/domain/kernel/result';
import { defineAction } from '@/lib/infra/http/define-action';
import { paths, withQuery } from '@/lib/ui/paths';
import { toParameters } from '../item-search/contract';
import { editItems as editItemsIn, undoEdit as undoEditIn } from './commands';
import { editItemsInput, filterOf, undoEditInput } from './contract';

/** Goes back to the view that it was asked from, which then offers to take the change back. */
export const editItems = defineAction({
  permission: 'bank:manage',
  input: editItemsInput,
  run: async (scope, input) => {
    const done = await editItemsIn(scope, input);
    if (!done.ok) return done;
    const view = toParameters(filterOf(input.filter));
    revalidatePath(paths.bank(input.bankId));
    return ok({ redirectTo: withQuery(paths.bank(input.bankId), { ...view, done: done.value.editId }) });
  },
});

export const undoEdit = defineAction({
  permission: 'bank:manage',
  input: undoEditInput,
  run: async (scope, { editId, bankId }) => {
    const undone = await undoEditIn(scope, editId);
    if (!undone.ok) return undone;
    revalidatePath(paths.bank(bankId));
    const { restored, left } = undone.value;
    const kept = left === 0 ? '' : ` ${left} changed since and stay as they are.`;
    return ok({
      message: `Taken back for ${restored === 1 ? '1 question' : `${restored} questions`}.${kept}`,
    });
  },
});
