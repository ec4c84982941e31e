import { refuseAttempt } from '@/app/api/v1/attempts/attempt-problem';
import { attemptParams } from '@/lib/features/attempt/contract';
import { askWithOthers, openEventStream } from '@/lib/infra/exam-watch/watch';
import { defineExamRoute } from '@/lib/infra/http/define-exam-route';
import { NO_ACTS } from '@/lib/infra/running-attempt';

/** Tells a running exam what staff do to it, as it happens: `notice` with the id of the act, and `state` with the time that is left. */
export const GET = defineExamRoute({
  params: attemptParams,
  handle: async (call) => {
    const { tokenHash, params } = call;
    const { attemptId } = params;
    const now = await askWithOthers({ tokenHash, attemptId, leaseId: null, seen: NO_ACTS });
    if (now.status !== 'ok' && now.status !== 'paused') return refuseAttempt(call, now.status);
    return openEventStream({ tokenHash, attemptId }, now);
  },
});
