import { toActsBatch } from '@/app/api/v1/attempts/acts-batch';
import { refuseAttempt } from '@/app/api/v1/attempts/attempt-problem';
import { attemptParams, submissionInput } from '@/lib/features/attempt/contract';
import { defineExamRoute } from '@/lib/infra/http/define-exam-route';
import { reply } from '@/lib/infra/http/reply';
import { submitAttempt } from '@/lib/infra/running-attempt';

/** Submits; a job grades. A replay with the same key gets the stored receipt. One round trip. */
export const POST = defineExamRoute({
  params: attemptParams,
  body: submissionInput,
  handle: async (call) => {
    const { tokenHash, params, body } = call;
    const { leaseId, submitKey, acts } = body;
    const batch = toActsBatch(acts);
    const { status, receipt } = await submitAttempt(tokenHash, params.attemptId, leaseId, submitKey, batch);
    if (status === 'submitted' || status === 'duplicate') return reply({ outcome: status, receipt });
    return refuseAttempt(call, status, { receipt });
  },
});
