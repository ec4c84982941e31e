'use server';

import { ok } from '@/lib/domain/kernel/result';
import { defineAction } from '@/lib/infra/http/define-action';
import { paths, withQuery } from '@/lib/ui/paths';
import { balanceBank as balanceBankIn } from './commands';
import { balanceInput } from './contract';

export const balanceBank = defineAction({
  permission: 'bank:manage',
  input: balanceInput,
  run: async (scope, input) => {
    const done = await balanceBankIn(scope, input);
    if (!done.ok) return done;
    return ok({ redirectTo: withQuery(paths.bank(input.bankId), { done: done.value.editId }) });
  },
});
