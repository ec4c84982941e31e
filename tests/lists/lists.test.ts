import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROLES, type Role } from '@/lib/domain/access/actor';
import { DEMO_ORGANISATIONS } from '@/lib/ui/demo-people';
import { seedDatabase } from '@/scripts/local-database';
import type { Answer } from '../support/doors/ask';
import { LISTS, type ListDoor } from '../support/doors/lists-table';
import { cookieOf, openDoors } from '../support/doors/open-doors';

/*
 * Every list of the organisation of 5,000 people, opened over HTTP by every role: the first page, the last one, one behind the end, a
 * search that finds one and a search that finds nothing. What a page prints has to be what the database counts.
 */

const NOTHING = 'zzqqxxjj';

interface Visitor {
  readonly membershipId: string;
  readonly cookie: string;
}

const doors = openDoors(undefined, async ({ urls: { admin: adminUrl, app, hr, jobs } }) => {
  const authSecret = 'only-for-doors-only-for-doors-only-for-doors';
  await seedDatabase({ adminUrl, logins: { app, hr, jobs }, authSecret }, { output: 'capture', big: true });
});
const visitors = new Map<Role, Visitor>();
const ids = new Map<string, string>();
let organisationId = '';

const rowsOf = async <Row extends object>(text: string, values: readonly unknown[] = []): Promise<Row[]> =>
  (await doors().database.admin.query<Row>(text, [...values])).rows;

beforeAll(async () => {
  const [organisation] = await rowsOf<{ id: string }>('SELECT id FROM organisation WHERE name = $1', [
    DEMO_ORGANISATIONS.big,
  ]);
  organisationId = organisation?.id ?? '';
  for (const role of ROLES) {
    const [found] = await rowsOf<{ id: string; person_id: string }>(
      'SELECT id, person_id FROM membership WHERE organisation_id = $1 AND email = $2',
      [organisationId, `${role}@meridian.example.com`],
    );
    if (!found) throw new Error(`There is no ${role}`);
    visitors.set(role, { membershipId: found.id, cookie: await cookieOf(found.person_id) });
  }
  const named: readonly (readonly [name: string, from: string])[] = [
    ['everybody', "cohort WHERE organisation_id = $1 AND name = 'Everybody who prepares'"],
    ['pool', "bank WHERE organisation_id = $1 AND name = 'Question pool'"],
    ['exam', 'exam WHERE organisation_id = $1 AND archived_at IS NULL ORDER BY id'],
    [
      'given',
      `assignment WHERE organisation_id = $1 AND cohort_id = (
         SELECT id FROM cohort WHERE organisation_id = $1 AND name = 'Everybody who prepares') ORDER BY id`,
    ],
    ['certification', 'certification WHERE organisation_id = $1'],
    ['topic', "topic WHERE organisation_id = $1 AND name = 'Ingestion: basics'"],
    ['import', "import WHERE organisation_id = $1 AND source_name = 'collection-1.txt'"],
  ];
  for (const [name, from] of named) {
    const [row] = await rowsOf<{ id: string }>(`SELECT id FROM ${from} LIMIT 1`, [organisationId]);
    ids.set(name, row?.id ?? '');
  }
}, 300_000);

/** What a `<Pager>` printed: "1 to 50 of 4,916 people", or "12 people". */
interface Printed {
  readonly from: number;
  readonly to: number;
  readonly total: number;
}

const PAGER =
  /<nav aria-label="Pages"[^>]*><p[^>]*>([^<]*)<\/p>|<p class="text-muted tabular-nums">([^<]*)<\/p>/g;
const SENTENCE = /^(?:([\d,]+) to ([\d,]+) of )?([\d,]+)\u00a0(.+)$/;

function printedBy({ body }: Answer, [one, other]: ListDoor['noun']): readonly Printed[] {
  const text = body.replace(/<script[\s\S]*?<\/script>/g, '').replace(/<!--.*?-->/g, '');
  const number = (figure: string) => Number(figure.replaceAll(',', ''));
  return [...text.matchAll(PAGER)].flatMap(([, long, short]) => {
    const [, from, to, total = '', noun] = SENTENCE.exec(long ?? short ?? '') ?? [];
    if (noun !== (total === '1' ? one : other)) return [];
    const all = number(total);
    return [{ from: number(from ?? '1'), to: number(to ?? total), total: all }];
  });
}

/** The quickest and the biggest answer of each list, for the lines that say so. */
const noted = new Map<string, { readonly ms: number; readonly bytes: number }>();
function note({ page, list = '' }: ListDoor, ms: number, bytes: number): void {
  const name = `${page} ${list}`;
  const known = noted.get(name) ?? { ms, bytes };
  noted.set(name, { ms: Math.min(known.ms, ms), bytes: Math.max(known.bytes, bytes) });
}
afterAll(() => {
  const lines = [...noted].map(
    ([name, { ms, bytes }]) =>
      `  ${name}: from ${ms.toFixed(0)} ms on, at most ${Math.round(bytes / 1024)} KB of HTML`,
  );
  console.log(`${cells.length} cells\n${lines.join('\n')}`);
});

/** Opens a list as this role, with these words and this page of it. */
async function open(door: ListDoor, role: Role, given: { readonly q?: string; readonly page?: number }) {
  const [path = '', search = ''] = door.page
    .replace(/\{(\w+)\}/g, (_, name) => ids.get(name) ?? '')
    .split('?');
  const query = new URLSearchParams(search);
  const prefix = door.list ? `${door.list}-` : '';
  if (given.q !== undefined) query.set(`${prefix}q`, given.q);
  if (given.page !== undefined) query.set(`${prefix}page`, String(given.page));
  const address = query.size === 0 ? path : `${path}?${query}`;
  const before = performance.now();
  const answer = await doors().ask(address, { headers: { cookie: visitors.get(role)?.cookie ?? '' } });
  note(door, performance.now() - before, answer.body.length);
  expect([address, role, answer.status]).toEqual([address, role, 200]);
  return printedBy(answer, door.noun);
}

const parameters = (role: Role): readonly string[] => [
  organisationId,
  visitors.get(role)?.membershipId ?? '',
];
/** `$1` and `$2` are always used, so that their types are known. */
const given = '($1::uuid IS NOT NULL AND $2::uuid IS NOT NULL)';

async function countRows(door: ListDoor, role: Role): Promise<number> {
  const [row] = await rowsOf<{ n: number }>(
    `SELECT count(*)::int AS n FROM ${door.rows(role)} AND ${given}`,
    parameters(role),
  );
  return row?.n ?? -1;
}

/** Words that exactly one row has; undefined where no text does. */
async function findWords(door: ListDoor, role: Role): Promise<string | undefined> {
  const [row] = await rowsOf<{ text: string }>(
    `WITH found AS MATERIALIZED (
       SELECT (${door.words})::text AS text, public.fold_text((${door.words})::text) AS folded
       FROM ${door.rows(role)} AND ${given})
     SELECT a.text FROM found a
     WHERE length(a.text) BETWEEN 1 AND 100
       AND (SELECT count(*) FROM found b WHERE b.folded LIKE ALL (public.search_patterns(a.text))) = 1 LIMIT 1`,
    parameters(role),
  );
  return row?.text;
}

const cells = LISTS.flatMap((door) =>
  door.roles.map((role) => ({ door, role, name: door.page, list: door.list ?? '' })),
);

describe('in the big organisation', () => {
  it.each(cells)('$name $list is walked by $role: counted, paged, searched', async ({ door, role }) => {
    const nth = door.nth ?? 0;
    const total = await countRows(door, role);
    const first = await open(door, role, {});
    if (total === 0) {
      // Lists before this one may count the same noun.
      expect(first).toHaveLength(nth);
      return;
    }
    const shown = first[nth];
    const pageSize = shown?.to ?? 0;
    expect(shown).toEqual({ from: 1, to: Math.min(total, pageSize), total });
    expect(pageSize).toBeLessThanOrEqual(50);

    const last = Math.ceil(total / pageSize);
    const end = await open(door, role, { page: last });
    expect(end[nth]).toEqual({ from: (last - 1) * pageSize + 1, to: total, total });
    const behind = await open(door, role, { page: last + 1 });
    expect(behind[nth]).toEqual(shown);

    const words = await findWords(door, role);
    if (words !== undefined) {
      const one = await open(door, role, { q: words });
      expect([words, one[nth]]).toEqual([words, { from: 1, to: 1, total: 1 }]);
    }
    const none = await open(door, role, { q: NOTHING });
    expect(none).toHaveLength(first.length - 1);
  });
});
