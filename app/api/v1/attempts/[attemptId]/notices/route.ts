import { refuseAttempt } from '@/app/api/v1/attempts/attempt-problem';
import { attemptParams } from '@/lib/features/attempt/contract';
import { type NoticeRow, toNotice } from '@/lib/features/attempt/mappers';
import { defineExamRoute } from '@/lib/infra/http/define-exam-route';
import { reply } from '@/lib/infra/http/reply';
import { readNotices } from '@/lib/infra/running-attempt';

/** What staff did to an attempt of theirs, with date and reason; asked when the event stream says that there is something new. */
export const GET = defineExamRoute({
  params: attemptParams,
  handle: async (call) => {
    const { tokenHash, params } = call;
    const { attemptId } = params;
    const { status, notices } = await readNotices<NoticeRow>(tokenHash, attemptId);
    return status === 'ok'
      ? reply({ outcome: status, notices: notices.map(toNotice) })
      : refuseAttempt(call, status);
  },
});
