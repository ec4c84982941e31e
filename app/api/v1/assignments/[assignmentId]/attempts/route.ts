import { refuseStart } from '@/app/api/v1/assignments/start-problem';
import { startInput } from '@/lib/features/attempt/contract';
import { defineExamRoute } from '@/lib/infra/http/define-exam-route';
import { reply } from '@/lib/infra/http/reply';
import { startAttempt } from '@/lib/infra/starting-attempt';

/**
 * Starts an attempt, or finds the one that runs. An address instead of an action: an action's name changes with every build, and
 * a start card may have waited on a screen since before the last one. Who starts waits like who hands in, and not with pages.
 */
export const POST = defineExamRoute({
  params: startInput,
  handle: async (call) => {
    const { tokenHash, mark, params } = call;
    if (!mark) return refuseStart(call, 'not_there');
    const started = await startAttempt({ tokenHash, ...mark }, params.assignmentId);
    return started.ok ? reply({ attemptId: started.value }) : refuseStart(call, started.error);
  },
});
