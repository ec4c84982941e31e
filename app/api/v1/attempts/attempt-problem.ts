import { failure, notFound } from '@/lib/domain/kernel/failure';
import { PROBLEM, type Reply, refusal } from '@/lib/infra/http/reply';
import type { SaveStatus } from '@/lib/infra/running-attempt';

type Refusal = Exclude<SaveStatus, 'saved' | 'duplicate' | 'stale'>;

/** What a running exam is refused with. `outcome` is what the player acts on; the words are for people who read logs. */
export function attemptProblem(
  outcome: Refusal,
  requestId: string,
  extra: Record<string, unknown> = {},
): Reply {
  const members = { outcome, ...extra };
  switch (outcome) {
    case 'signed_out':
      return refusal(failure('signed_out', 'Sign in to go on. Nothing was lost.'), requestId, members);
    case 'not_found':
      return refusal(notFound('attempt'), requestId, members);
    case 'superseded':
      return refusal(
        failure('conflict', 'The attempt is open in another tab or on another device.'),
        requestId,
        members,
      );
    case 'conflict':
      return refusal(
        failure(
          'conflict',
          'This question was answered elsewhere since. The learner chooses which answer counts.',
        ),
        requestId,
        members,
      );
    case 'misfit':
      return refusal(
        failure('invalid', 'More options were chosen than the question asks for.'),
        requestId,
        members,
      );
    case 'paused':
      return refusal(
        failure('conflict', 'The attempt is paused. Its time stands still.'),
        requestId,
        members,
      );
    case 'closed':
      return refusal(
        failure('conflict', 'The attempt is closed. The answer is kept apart and not graded.'),
        requestId,
        members,
      );
    case 'late':
      return gone(requestId, members);
  }
}

/** 410: the time for this answer is over for good, so that sending it again is pointless. */
function gone(requestId: string, members: Record<string, unknown>): Reply {
  const body = {
    type: 'urn:cutscore:problem:late',
    title: 'Too late',
    status: 410,
    detail: 'The time was up when the answer arrived. It is kept apart and not graded.',
    code: 'late',
    requestId,
    ...members,
  };
  return { status: 410, body, headers: PROBLEM };
}
