'use server';

import { revalidatePath } from 'next/cache';
import { ok } from '@/lib/domain/kernel/result';
import { defineAction } from '@/lib/infra/http/define-action';
import { paths } from '@/lib/ui/paths';
import {
  createItem as createItemIn,
  restoreVersion as restoreVersionIn,
  saveItem as saveItemIn,
} from './commands';
import { createItemInput, restoreVersionInput, saveItemInput } from './contract';

export const createItem = defineAction({
  permission: 'item:propose',
  input: createItemInput,
  run: async (scope, input) => {
    const made = await createItemIn(scope, input);
    return made.ok ? ok({ redirectTo: paths.item(made.value.itemId) }) : made;
  },
});

export const saveItem = defineAction({
  permission: 'item:propose',
  input: saveItemInput,
  run: async (scope, input) => {
    const saved = await saveItemIn(scope, input);
    if (!saved.ok) return saved;
    revalidatePath(paths.item(input.itemId));
    return ok({ redirectTo: paths.item(input.itemId) });
  },
});

export const restoreVersion = defineAction({
  permission: 'item:propose',
  input: restoreVersionInput,
  run: async (scope, input) => {
    const restored = await restoreVersionIn(scope, input);
    if (!restored.ok) return restored;
    revalidatePath(paths.item(input.itemId));
    return ok({ redirectTo: paths.item(input.itemId) });
  },
});
