import { describe, expect, it } from 'vitest';
import { formatPageMark, parsePageMark, placeOf } from './page-mark';

const ORGANISATION = '0192a000-0000-7000-8000-000000000001';
const OTHER = '0192a000-0000-7000-8000-000000000002';
const PERSON = '0192a000-0000-7000-8000-00000000000a';
const STRANGER = '0192a000-0000-7000-8000-00000000000b';
const session = { personId: PERSON, memberships: [{ organisationId: ORGANISATION }] };

describe('the mark of a page', () => {
  it('reads what it writes', () => {
    const mark = { organisationId: ORGANISATION, personId: PERSON };
    expect(parsePageMark(formatPageMark(mark))).toEqual(mark);
  });

  it.each([null, undefined, '', ORGANISATION, `${ORGANISATION}.`, `${ORGANISATION}.${PERSON}.x`, 'a.b'])(
    'takes %j for no mark',
    (text) => {
      expect(parsePageMark(text)).toBeNull();
    },
  );

  it('acts in the organisation that the page was made for', () => {
    const place = placeOf({ organisationId: ORGANISATION, personId: PERSON }, session);
    expect(place).toEqual({ kind: 'own', membership: { organisationId: ORGANISATION } });
  });

  it('tells apart who has left, who is somebody else and a page without a mark', () => {
    expect(placeOf({ organisationId: OTHER, personId: PERSON }, session).kind).toBe('left');
    expect(placeOf({ organisationId: ORGANISATION, personId: STRANGER }, session).kind).toBe('other_person');
    expect(placeOf({ organisationId: OTHER, personId: STRANGER }, session).kind).toBe('other_person');
    expect(placeOf(null, session).kind).toBe('unmarked');
  });
});
