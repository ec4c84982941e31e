import { toActsBatch } from '@/app/api/v1/attempts/acts-batch';
import { refuseAttempt } from '@/app/api/v1/attempts/attempt-problem';
import { SESSION_AFTER_EXAM_HOURS } from '@/lib/domain/kernel/limits';
import { attemptParams, leaseInput } from '@/lib/features/attempt/contract';
import { extendSessionCookie } from '@/lib/infra/auth/session-cookie';
import { defineExamRoute } from '@/lib/infra/http/define-exam-route';
import { reply } from '@/lib/infra/http/reply';
import { claimAttempt } from '@/lib/infra/running-attempt';

/** Makes the calling tab the one that may write; answers with everything stored. One round trip. */
export const POST = defineExamRoute({
  params: attemptParams,
  body: leaseInput,
  handle: async (call) => {
    const { tokenHash, cookie, params, body } = call;
    const { leaseId, acts } = body;
    const claim = await claimAttempt(tokenHash, params.attemptId, leaseId, toActsBatch(acts));
    const { status, epoch, remainingMs, paused, responses, activity } = claim;
    if (status !== 'claimed') return refuseAttempt(call, status);
    if (remainingMs === null) throw new Error('A claimed attempt has a clock');
    // The claim has made the session outlive the exam by an hour; the cookie has to carry it as far.
    const longer = await extendSessionCookie(
      cookie,
      new Date(Date.now() + remainingMs + SESSION_AFTER_EXAM_HOURS * 3_600_000),
    );
    return {
      ...reply({ outcome: status, epoch, remainingMs, paused, responses, activity }),
      ...(longer ? { cookie: longer } : {}),
    };
  },
});
