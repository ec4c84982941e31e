import type { PageMark } from '@/lib/domain/access/page-mark';
import { type Failure, failure, notFound, refuse } from '@/lib/domain/kernel/failure';
import { findSession } from '@/lib/infra/auth/session';
import { scopeOfPage } from '@/lib/infra/http/page-place';
import { type Reply, refusal } from '@/lib/infra/http/reply';
import type { StartRefusal } from '@/lib/infra/starting-attempt';

interface Call {
  readonly tokenHash: Buffer;
  readonly mark: PageMark | null;
  readonly requestId: string;
}

const FAILURES: Readonly<Record<Exclude<StartRefusal, 'not_there'>, Failure>> = {
  not_found: notFound('exam'),
  forbidden: refuse('forbidden', 'role_not_allowed', {}),
  left: refuse('conflict', 'exam_left', {}),
  coming: refuse('conflict', 'exam_coming', {}),
  closed: refuse('conflict', 'exam_closed', {}),
  full: refuse('conflict', 'exam_attempts_used', {}),
  no_form: refuse('conflict', 'exam_form_broken', {}),
};

/** What a start is refused with. Of a page that was made for somebody else, or elsewhere, it is asked once more why. */
export async function refuseStart({ tokenHash, mark, requestId }: Call, why: StartRefusal): Promise<Reply> {
  return refusal(why === 'not_there' ? await whyNotThere(tokenHash, mark) : FAILURES[why], requestId);
}

async function whyNotThere(tokenHash: Buffer, mark: PageMark | null): Promise<Failure> {
  const session = await findSession(tokenHash, mark);
  if (!session) return failure('signed_out', 'You have been signed out. Sign in and start again.');
  const scope = scopeOfPage(session, mark);
  return scope.ok ? FAILURES.not_found : scope.error;
}
