import { attemptProblem } from '@/app/api/v1/attempts/attempt-problem';
import { responseInput, responseParams } from '@/lib/features/attempt/contract';
import { defineExamRoute } from '@/lib/infra/http/define-exam-route';
import { reply } from '@/lib/infra/http/reply';
import { saveResponse } from '@/lib/infra/running-attempt';

/** Saves one answer; idempotent by (attempt, item, rev). One round trip. */
export const PUT = defineExamRoute({
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
        return reply({ outcome: status, rev, savedAt, remainingMs });
      case 'stale':
        return reply({ outcome: status, remainingMs, current: { rev, savedAt, ...current } });
      case 'conflict':
        return attemptProblem(status, requestId, { remainingMs, current: { rev, savedAt, ...current } });
      default:
        return attemptProblem(status, requestId, { remainingMs });
    }
  },
});
