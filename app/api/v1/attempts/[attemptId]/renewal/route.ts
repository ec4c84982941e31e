import { toActsBatch } from '@/app/api/v1/attempts/acts-batch';
import { refuseAttempt } from '@/app/api/v1/attempts/attempt-problem';
import { SESSION_AFTER_EXAM_HOURS } from '@/lib/domain/kernel/limits';
import { attemptParams, leaseInput } from '@/lib/features/attempt/contract';
import { extendSessionCookie } from '@/lib/infra/auth/session-cookie';
import { askWithOthers } from '@/lib/infra/exam-watch/watch';
import { defineExamRoute } from '@/lib/infra/http/define-exam-route';
import { reply } from '@/lib/infra/http/reply';

/** How much time is left, and whether this tab still may write. Asked of the database together with everybody who asks in these moments. */
export const POST = defineExamRoute({
  params: attemptParams,
  body: leaseInput,
  handle: async (call) => {
    const { tokenHash, cookie, params, body } = call;
    const { attemptId } = params;
    const { leaseId, acts } = body;
    const { status, remainingMs } = await askWithOthers({
      tokenHash,
      attemptId,
      leaseId,
      seen: toActsBatch(acts),
    });
    if (status !== 'ok') return refuseAttempt(call, status, remainingMs === null ? {} : { remainingMs });
    // More time makes the session last longer; the cookie has to carry it as far.
    const longer = await extendSessionCookie(
      cookie,
      new Date(Date.now() + (remainingMs ?? 0) + SESSION_AFTER_EXAM_HOURS * 3_600_000),
    );
    return { ...reply({ outcome: status, remainingMs }), ...(longer ? { cookie: longer } : {}) };
  },
});
