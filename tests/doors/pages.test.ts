import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Answer } from '../support/doors/ask';
import { type Expected, expectedOf, leakedIds, Tally, telling } from '../support/doors/cells';
import { expectPageHeaders } from '../support/doors/headers';
import { listPages } from '../support/doors/manifest';
import { openDoors } from '../support/doors/open-doors';
import { PAGES, type PageDoor } from '../support/doors/pages-table';
import { type Scene, setScene, VISITORS, type Visitor, WHOSE, type Whose } from '../support/doors/visitors';
import { readOwnedIds } from '../support/tenant-world';

/* Every page, opened over HTTP by every role and by nobody, with ids of their own, of a cohort that isn't theirs, of another
 * organisation, of nothing, and with none that is one. */

const doors = openDoors();
const tally = new Tally();
afterAll(() => console.log(`Pages: ${Object.keys(PAGES).length} doors, ${tally}`));

let scene: Scene;
let owned: ReadonlySet<string>;
beforeAll(async () => {
  scene = await setScene();
  owned = await readOwnedIds(doors().database.admin, scene.foreign.ids.organisation);
});

const idsOf = ({ ids = [] }: PageDoor, whose: Whose) => ids.map((kind) => scene.ids[whose][kind]);

function open(pattern: string, door: PageDoor, visitor: Visitor, whose: Whose): Promise<Answer> {
  const ids = [...idsOf(door, whose)];
  const path = pattern.replace(/\[[^\]]+\]/g, () => ids.shift() ?? '');
  const { cookie } = scene.headersOf(visitor);
  return doors().ask(path + (door.query ?? ''), { headers: cookie ? { cookie } : {} });
}

/** Where a page leaves a visitor, by status and address. */
function foundBehind({ status, headers }: Answer, door: PageDoor): Expected | string {
  const to = String(headers.location ?? '');
  if (status === 307 && /^(http:\/\/[^/]+)?\/sign-in(\?|$)/.test(to)) return 'sign in';
  if (status === door.leadsOn?.status) return 'in';
  return { 200: 'in', 403: 'not allowed', 404: 'no such thing' }[status] ?? `${status} ${to}`;
}

describe('the table of pages', () => {
  it('has every page of the application, and no other', () => {
    expect(Object.keys(PAGES).sort()).toEqual(listPages());
  });
});

describe('the page', () => {
  it.each(Object.entries(PAGES))(
    '%s opens to whom the policy lets in, and to nobody else',
    async (pattern, door) => {
      const places = door.ids ? WHOSE : (['own'] as const);
      const cells = VISITORS.flatMap((visitor) => places.map((whose) => ({ visitor, whose })));
      const asked = { ...door, hasIds: (door.ids ?? []).length > 0 };
      const seen = await Promise.all(
        cells.map(async ({ visitor, whose }) => {
          const answer = await open(pattern, door, visitor, whose);
          const where = `${pattern} as ${visitor} with ids: ${whose}`;
          expectPageHeaders(answer, where);
          expect(leakedIds(answer, owned, idsOf(door, whose)), where).toEqual([]);
          tally.add(whose);
          const wanted = expectedOf(asked, scene, visitor, whose);
          return {
            where,
            wanted,
            found: foundBehind(answer, door),
            told: telling(answer, idsOf(door, whose)),
            visitor,
            whose,
          };
        }),
      );
      expect(
        seen
          .filter(({ wanted, found }) => wanted !== found)
          .map(({ where, wanted, found }) => `${where}: ${found}, not ${wanted}`),
      ).toEqual([]);
      // Another organisation's id, nobody's, and no id at all: the same answer, word for word.
      for (const visitor of VISITORS) {
        const told = seen.filter(
          (cell) => cell.visitor === visitor && !['own', 'otherCohort'].includes(cell.whose),
        );
        expect(new Set(told.map((cell) => cell.told)).size, `${pattern} as ${visitor}`).toBeLessThanOrEqual(
          1,
        );
      }
    },
  );
});
