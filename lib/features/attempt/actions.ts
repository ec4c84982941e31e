'use server';

import { revalidatePath } from 'next/cache';
import { failure } from '@/lib/domain/kernel/failure';
import { err, ok } from '@/lib/domain/kernel/result';
import { readTokenHash } from '@/lib/infra/auth/session';
import { defineAction } from '@/lib/infra/http/define-action';
import { paths } from '@/lib/ui/paths';
import { leaveAttempt as leaveAttemptOf, startAttempt as startAttemptOf } from './commands';
import { leaveInput, startInput } from './contract';

export const startAttempt = defineAction({
  permission: 'exam:take',
  input: startInput,
  run: async (scope, { assignmentId }) => {
    const tokenHash = await readTokenHash();
    if (!tokenHash) return err(failure('signed_out', 'You have been signed out. Sign in and start again.'));
    const started = await startAttemptOf(scope, assignmentId, tokenHash);
    return started.ok ? ok({ redirectTo: paths.attempt(started.value) }) : started;
  },
});

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
