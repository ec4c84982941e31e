import 'server-only';
import { formatPageMark, type PageMark } from '@/lib/domain/access/page-mark';
import { type Failure, refuse } from '@/lib/domain/kernel/failure';
import { err, ok, type Result } from '@/lib/domain/kernel/result';
import { placeIn, type Session, scopeIn } from '../auth/session';
import type { MemberScope } from '../tenant-scope';

const REASON = {
  left: 'page_organisation_left',
  other_person: 'page_other_person',
  unmarked: 'page_unmarked',
} as const;

/**
 * The scope of whoever is signed in, in the organisation that the page of this request was made for. Refused when the person is
 * no longer a member there, when somebody else is signed in, or when the page doesn't say; the refusal names the organisation
 * in which the same act may be tried instead.
 */
export function scopeOfPage(session: Session, mark: PageMark | null): Result<MemberScope, Failure> {
  const place = placeIn(session, mark);
  if (place.kind === 'own') return ok(scopeIn(session, place.membership));
  const { active, personId } = session;
  const there = active && {
    name: active.organisationName,
    pageMark: formatPageMark({ organisationId: active.organisationId, personId }),
  };
  return err(refuse('forbidden', REASON[place.kind], {}, there ? { continueIn: there } : {}));
}
