/**
 * For whom and in which organisation a page was made. Every page carries its mark and every request from it sends the mark
 * along, so that it acts there whatever another tab has switched to. A mark proves nothing: membership is asked anew each time.
 */
export interface PageMark {
  readonly organisationId: string;
  readonly personId: string;
}

/** How a form, a request of a script and the address of a download carry it. */
export const PAGE_MARK_FIELD = 'pageMark';
export const PAGE_MARK_HEADER = 'x-cutscore-page';

const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const MARK = new RegExp(`^(${UUID})\\.(${UUID})$`, 'i');

export const formatPageMark = ({ organisationId, personId }: PageMark): string =>
  `${organisationId}.${personId}`;

/** The mark that a request carries; null for none, also for one that no page of this product has. */
export function parsePageMark(text: string | null | undefined): PageMark | null {
  const [, organisationId, personId] = MARK.exec(text ?? '') ?? [];
  return organisationId && personId
    ? { organisationId: organisationId.toLowerCase(), personId: personId.toLowerCase() }
    : null;
}

/**
 * `unmarked`: no mark (a page of an older build, or an address that was typed in). `other_person`: somebody else is signed in by
 * now. `left`: the person no longer belongs to that organisation.
 */
export type Place<M> =
  | { readonly kind: 'own'; readonly membership: M }
  | { readonly kind: 'unmarked' | 'other_person' | 'left' };

/** Where a page with this mark may act, for the person who is signed in now and the organisations that they belong to now. */
export function placeOf<M extends { readonly organisationId: string }>(
  mark: PageMark | null,
  { personId, memberships }: { readonly personId: string; readonly memberships: readonly M[] },
): Place<M> {
  if (mark === null) return { kind: 'unmarked' };
  if (mark.personId !== personId) return { kind: 'other_person' };
  const membership = memberships.find(({ organisationId }) => organisationId === mark.organisationId);
  return membership ? { kind: 'own', membership } : { kind: 'left' };
}
