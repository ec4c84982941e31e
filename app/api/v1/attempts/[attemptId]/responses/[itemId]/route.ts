import { refuseAttempt } from '@/app/api/v1/attempts/attempt-problem';
import { writeActs } from '@/lib/domain/attempt/activity';
import { type ResponseBody, responseInput, responseParams } from '@/lib/features/attempt/contract';
import { defineExamRoute } from '@/lib/infra/http/define-exam-route';
import { reply } from '@/lib/infra/http/reply';
import { saveResponse } from '@/lib/infra/running-attempt';

/** Saves one answer; idempotent by (attempt, item, rev). One round trip. */
export const PUT = defineExamRoute({
  params: responseParams,
  body: responseInput,
  handle: async (call) => {
    const { tokenHash, params, body } = call;
    const outcome = await saveResponse(tokenHash, { ...params, ...toRevision(body) });
    const { status, rev, epoch, savedAt, current } = outcome;
    const clock = outcome.remainingMs === null ? {} : { remainingMs: outcome.remainingMs };
    switch (status) {
      case 'saved':
      case 'duplicate':
        return reply({ outcome: status, rev, savedAt, ...clock });
      case 'stale':
        return reply({ outcome: status, ...clock, current: { rev, epoch, savedAt, ...current } });
      case 'conflict':
        return refuseAttempt(call, status, { ...clock, current: { rev, epoch, savedAt, ...current } });
      default:
        return refuseAttempt(call, status, clock);
    }
  },
});

/** One shape of the two that pages may send: those of the release before know neither lease nor base. */
function toRevision(body: ResponseBody) {
  if (!('answer' in body)) return body;
  const { answer, acts, ...revision } = body;
  return { ...revision, selected: answer.selected, acts: writeActs(acts) };
}
