import 'server-only';
import { formatPageMark, PAGE_MARK_FIELD, type PageMark, parsePageMark } from '@/lib/domain/access/page-mark';
import { type Failure, refuse } from '@/lib/domain/kernel/failure';
import { err, ok, type Result } from '@/lib/domain/kernel/result';
import { placeIn, readPageMark, type Session, scopeIn } from '../auth/session';
import type { MemberScope } from '../tenant-scope';
import { type FormValues, lastOf } from './form-values';

const REASON = {
  left: 'page_organisation_left',
  other_person: 'page_other_person',
  unmarked: 'page_unmarked',
} as const;

/** The mark that a form carries: its field, which it has before its script has loaded, or the header of the script. */
export const markOf = async (values: FormValues): Promise<PageMark | null> =>
  parsePageMark(lastOf(values[PAGE_MARK_FIELD])) ?? (await readPageMark());

function refusePage({ active, personId }: Session, kind: keyof typeof REASON): Result<never, Failure> {
  const there = active && {
    name: active.organisationName,
    pageMark: formatPageMark({ organisationId: active.organisationId, personId }),
  };
  return err(refuse('forbidden', REASON[kind], {}, there ? { continueIn: there } : {}));
}

/**
 * The scope of whoever is signed in, in the organisation that the page of this request was made for. Refused when the person is
 * no longer a member there, when somebody else is signed in, or when the page doesn't say; the refusal names the organisation
 * in which the same act may be tried instead.
 */
export function scopeOfPage(session: Session, mark: PageMark | null): Result<MemberScope, Failure> {
  const place = placeIn(session, mark);
  return place.kind === 'own' ? ok(scopeIn(session, place.membership)) : refusePage(session, place.kind);
}

/** Whether the page is of whoever is signed in, in whichever organisation. */
export function isOwnPage(session: Session, mark: PageMark | null): Result<true, Failure> {
  const { kind } = placeIn(session, mark);
  return kind === 'unmarked' || kind === 'other_person' ? refusePage(session, kind) : ok(true);
}
