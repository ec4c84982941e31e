import { attemptProblem } from '@/app/api/v1/attempts/attempt-problem';
import { clockParams } from '@/lib/features/attempt/contract';
import { defineRoute } from '@/lib/infra/http/define-route';
import { json } from '@/lib/infra/http/problem';
import { readAttemptClock } from '@/lib/infra/running-attempt';

/** How much time is left by the database's clock, and whether this tab still may write. One round trip. */
export const GET = defineRoute({
  auth: 'token',
  params: clockParams,
  handle: async ({ tokenHash, params, requestId }) => {
    const { status, remainingMs } = await readAttemptClock(tokenHash, params.attemptId, params.leaseId);
    if (status === 'ok') return json({ outcome: status, remainingMs });
    return attemptProblem(status, requestId, { remainingMs });
  },
});
