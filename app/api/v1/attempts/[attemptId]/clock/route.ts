import { refuseAttempt } from '@/app/api/v1/attempts/attempt-problem';
import { clockParams } from '@/lib/features/attempt/contract';
import { defineExamRoute } from '@/lib/infra/http/define-exam-route';
import { reply } from '@/lib/infra/http/reply';
import { readAttemptClock } from '@/lib/infra/running-attempt';

/** How much time is left by the database's clock, and whether this tab still may write. One round trip. */
export const GET = defineExamRoute({
  params: clockParams,
  handle: async (call) => {
    const { tokenHash, params } = call;
    const { status, remainingMs } = await readAttemptClock(tokenHash, params.attemptId, params.leaseId);
    const clock = remainingMs === null ? {} : { remainingMs };
    return status === 'ok' ? reply({ outcome: status, ...clock }) : refuseAttempt(call, status, clock);
  },
});
