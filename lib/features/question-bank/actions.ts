'use server';

import { revalidatePath } from 'next/cache';
import { ok } from '@/lib/domain/kernel/result';
import { defineAction } from '@/lib/infra/http/define-action';
import { paths } from '@/lib/ui/paths';
import { changeBank as changeBankIn, createBank as createBankIn } from './commands';
import { changeBankInput, createBankInput } from './contract';

export const createBank = defineAction({
  permission: 'bank:manage',
  input: createBankInput,
  run: async (scope, input) => {
    const made = await createBankIn(scope, input);
    return made.ok ? ok({ redirectTo: paths.bank(made.value.bankId) }) : made;
  },
});

export const changeBank = defineAction({
  permission: 'bank:manage',
  input: changeBankInput,
  run: async (scope, input) => {
    const changed = await changeBankIn(scope, input);
    if (!changed.ok) return changed;
    revalidatePath(paths.bank(input.bankId));
    return ok({ message: 'The bank was changed.' });
  },
});
