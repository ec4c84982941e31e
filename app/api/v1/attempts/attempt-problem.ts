import { failure, notFound } from '@/lib/domain/kernel/failure';
import { problem } from '@/lib/infra/http/problem';
import type { SaveStatus } from '@/lib/infra/running-attempt';

type Refusal = Exclude<SaveStatus, 'saved' | 'duplicate' | 'stale'>;

/** What a running exam is refused with. `outcome` is what the player acts on; the words are for people who read logs. */
export function attemptProblem(
  outcome: Refusal,
  requestId: string,
  extra: Record<string, unknown> = {},
): Response {
  const members = { outcome, ...extra };
  switch (outcome) {
    case 'signed_out':
      return problem(failure('signed_out', 'Sign in to go on. Nothing was lost.'), requestId, members);
    case 'not_found':
      return problem(notFound('attempt'), requestId, members);
    case 'superseded':
      return problem(
        failure('conflict', 'The attempt is open in another tab or on another device.'),
        requestId,
        members,
      );
    case 'conflict':
      return problem(
        failure('conflict', 'Another answer is stored under this revision.'),
        requestId,
        members,
      );
    case 'closed':
      return problem(
        failure('conflict', 'The attempt is closed. The answer is kept apart and not graded.'),
        requestId,
        members,
      );
    case 'late':
      return gone(requestId, members);
  }
}

/** 410: the time for this answer is over for good, so that sending it again is pointless. */
function gone(requestId: string, members: Record<string, unknown>): Response {
  const body = {
    type: 'urn:cutscore:problem:late',
    title: 'Too late',
    status: 410,
    detail: 'The time was up when the answer arrived. It is kept apart and not graded.',
    code: 'late',
    requestId,
    ...members,
  };
  const headers = { 'Cache-Control': 'private, no-store', 'Content-Type': 'application/problem+json' };
  return Response.json(body, { status: 410, headers });
}
