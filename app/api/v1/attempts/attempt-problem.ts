import type { PageMark } from '@/lib/domain/access/page-mark';
import { failure, notFound } from '@/lib/domain/kernel/failure';
import { PROBLEM, type Reply, refusal } from '@/lib/infra/http/reply';
import { type SaveStatus, type Shut, whyShut } from '@/lib/infra/running-attempt';

type Status = Exclude<SaveStatus, 'saved' | 'duplicate' | 'stale'>;
type Refusal = Status | Shut;

interface Call {
  readonly tokenHash: Buffer;
  readonly mark: PageMark | null;
  readonly params: { readonly attemptId: string };
  readonly requestId: string;
}

/**
 * What a running exam is refused with. An attempt that isn't open to whoever asks is asked for once more: what its learner reads
 * depends on whether they were removed, or are somebody else by now.
 */
export async function refuseAttempt(
  { tokenHash, mark, params, requestId }: Call,
  outcome: Status,
  extra: Record<string, unknown> = {},
): Promise<Reply> {
  const isShut = outcome === 'not_found' || outcome === 'signed_out';
  const why = isShut ? await whyShut(tokenHash, params.attemptId, mark?.personId ?? null) : outcome;
  return attemptProblem(why, requestId, extra);
}

/** `outcome` is what the player acts on; the words are for people who read logs. */
function attemptProblem(outcome: Refusal, requestId: string, extra: Record<string, unknown>): Reply {
  const members = { outcome, ...extra };
  switch (outcome) {
    case 'signed_out':
      return refusal(failure('signed_out', 'Sign in to go on. Nothing was lost.'), requestId, members);
    case 'not_found':
      return refusal(notFound('attempt'), requestId, members);
    case 'removed':
      return refusal(
        failure('forbidden', 'You no longer belong to the organisation of this attempt.'),
        requestId,
        members,
      );
    case 'other_person':
      return refusal(
        failure('forbidden', 'Somebody else has signed in since this page was opened.'),
        requestId,
        members,
      );
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
