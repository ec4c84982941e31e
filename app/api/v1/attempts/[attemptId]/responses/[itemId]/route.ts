import { attemptProblem } from '@/app/api/v1/attempts/attempt-problem';
import { responseInput, responseParams } from '@/lib/features/attempt/contract';
import { defineRoute } from '@/lib/infra/http/define-route';
import { json } from '@/lib/infra/http/problem';
import { saveResponse } from '@/lib/infra/running-attempt';

/** Saves one answer; idempotent by (attempt, item, rev). One round trip. */
export const PUT = defineRoute({
  auth: 'token',
  params: responseParams,
  body: responseInput,
  handle: async ({ tokenHash, params, body, requestId }) => {
    const { status, rev, savedAt, remainingMs, current } = await saveResponse(tokenHash, {
      ...params,
      ...body,
    });
    switch (status) {
      case 'saved':
      case 'duplicate':
        return json({ outcome: status, rev, savedAt, remainingMs });
      case 'stale':
        return json({ outcome: status, remainingMs, current: { rev, savedAt, ...current } });
      case 'conflict':
        return attemptProblem(status, requestId, { remainingMs, current: { rev, savedAt, ...current } });
      default:
        return attemptProblem(status, requestId, { remainingMs });
    }
  },
});
