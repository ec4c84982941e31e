'use server';

import { failure } from '@/lib/domain/kernel/failure';
import { err, ok } from '@/lib/domain/kernel/result';
import { readTokenHash } from '@/lib/infra/auth/session';
import { defineAction } from '@/lib/infra/http/define-action';
import { paths } from '@/lib/ui/paths';
import { startAttempt as startAttemptOf } from './commands';
import { startInput } from './contract';

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
