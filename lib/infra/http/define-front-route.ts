import 'server-only';
import { newId } from '../id';
import type { ExamHandler } from './define-exam-route';
import { isOwnHost } from './own-host';
import { misdirectedReply, type Reply, unforeseen } from './reply';

type Direct = Pick<ExamHandler, 'direct'>;

/** A route that the server's own door answers for everybody, in front of the page or route of that address: host and faults in one place. */
export function defineFrontRoute(answer: (headers: Pick<Headers, 'get'>) => Promise<Reply>): Direct {
  return {
    direct: async ({ headers, pathname }) => {
      if (!isOwnHost(headers)) return misdirectedReply;
      try {
        return await answer(headers);
      } catch (error) {
        return unforeseen(error, pathname, newId());
      }
    },
  };
}
