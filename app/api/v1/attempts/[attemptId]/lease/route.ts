import { attemptProblem } from '@/app/api/v1/attempts/attempt-problem';
import { attemptParams, leaseInput } from '@/lib/features/attempt/contract';
import { keepSessionCookieUntil } from '@/lib/infra/auth/session-cookie';
import { defineRoute } from '@/lib/infra/http/define-route';
import { json } from '@/lib/infra/http/problem';
import { claimAttempt } from '@/lib/infra/running-attempt';

/** Makes the calling tab the one that may write; answers with everything stored. One round trip. */
export const POST = defineRoute({
  auth: 'token',
  params: attemptParams,
  body: leaseInput,
  handle: async ({ tokenHash, params, body, requestId }) => {
    const { status, remainingMs, responses } = await claimAttempt(tokenHash, params.attemptId, body.leaseId);
    if (status !== 'claimed') return attemptProblem(status, requestId);
    // The claim has made the session outlive the exam by an hour; the cookie has to carry it as far.
    await keepSessionCookieUntil(new Date(Date.now() + remainingMs + 60 * 60 * 1000));
    return json({ outcome: status, remainingMs, responses });
  },
});
