'use server';

import { revalidatePath } from 'next/cache';
import { ok } from '@/lib/domain/kernel/result';
import { defineAction } from '@/lib/infra/http/define-action';
import { paths } from '@/lib/ui/paths';
import { leaveAttempt as leaveAttemptOf } from './commands';
import { leaveInput } from './contract';

/** Leaves a running exam without a result; the page that it was asked from shows its keys then. */
export const leaveAttempt = defineAction({
  permission: 'bank:read',
  input: leaveInput,
  run: async (scope, { attemptId }) => {
    const left = await leaveAttemptOf(scope, attemptId);
    if (!left.ok) return left;
    revalidatePath(paths.admin, 'layout');
    return ok({ message: 'You left the exam. It counts as used.' });
  },
});
