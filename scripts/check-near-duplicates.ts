import { readFileSync } from 'node:fs';
import { NEAR_DUPLICATE } from '@/lib/domain/scenario-import/near-duplicate';
import { runCommand } from './administrator';
import { withClient } from './database-client';
import { migrateDatabase } from './migrate-database';
import { openTestCluster } from './test-cluster';
import { formatTable } from './text-table';

/**
 * `npm run check:near-duplicates`: how well thresholds of trigram similarity find pairs that people call the same question.
 * Three kinds of pairs are not the same: other questions on the same topic, and two that differ in little that matters, a
 * proposed solution or one word. The last two can't be told apart by any threshold; they show why nothing is merged by it.
 */
type Question = readonly [stem: string, options: readonly string[]];
interface Pair {
  readonly same: boolean;
  readonly kind?: 'solution' | 'word' | 'topic';
  readonly one: Question;
  readonly other: Question;
}

const pairs: readonly Pair[] = JSON.parse(readFileSync('tests/golden/near-duplicates/pairs.json', 'utf8'));
const THRESHOLDS = [0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.9];

const paragraph = (text: string) => [{ type: 'paragraph', children: [{ type: 'text', text }] }];

interface Scored {
  readonly same: boolean;
  readonly kind: string;
  readonly similarity: number;
  /** How many of the 16 marks of their sketches two questions share. */
  readonly marks: number;
}

async function score(adminUrl: string): Promise<readonly Scored[]> {
  const asJson = ([stem, options]: Question) => ({
    stem: paragraph(stem),
    options: options.map((option, id) => ({ id, body: paragraph(option) })),
  });
  const rows = pairs.map(({ one, other }) => ({ one: asJson(one), other: asJson(other) }));
  const { rows: scored } = await withClient(adminUrl, (client) =>
    client.query<{ similarity: number; marks: number }>(
      `SELECT similarity(a.text, b.text)::float8 AS similarity,
         (SELECT count(*)::int FROM unnest(app.sketch(a.text)) x JOIN unnest(app.sketch(b.text)) y ON x = y) AS marks
       FROM jsonb_array_elements($1::jsonb) WITH ORDINALITY AS p(pair, at),
         LATERAL (SELECT app.search_text(pair->'one'->'stem', pair->'one'->'options') AS text) a,
         LATERAL (SELECT app.search_text(pair->'other'->'stem', pair->'other'->'options') AS text) b
       ORDER BY p.at`,
      [JSON.stringify(rows)],
    ),
  );
  return scored.map((row, at) => ({
    same: pairs[at]?.same === true,
    kind: pairs[at]?.kind ?? 'same',
    ...row,
  }));
}

function report(scored: readonly Scored[]): void {
  const share = (part: number, whole: number): string => (whole === 0 ? '-' : (part / whole).toFixed(2));
  const count = (threshold: number, ...kinds: readonly string[]): number =>
    scored.filter(({ kind, similarity }) => kinds.includes(kind) && similarity >= threshold).length;
  const same = scored.filter((pair) => pair.same).length;
  const rows = THRESHOLDS.map((threshold) => {
    const found = count(threshold, 'same');
    const wrong = count(threshold, 'topic');
    const little = count(threshold, 'solution', 'word');
    return [
      `${threshold}${threshold === NEAR_DUPLICATE ? ' *' : ''}`,
      share(found, same),
      share(found, found + wrong),
      share(found, found + wrong + little),
    ];
  });
  const head = [
    'threshold',
    'recall',
    'precision (other topics)',
    'precision (all pairs that must not merge)',
  ];
  for (const line of formatTable([head, ...rows])) console.log(line);
  for (const kind of ['same', 'topic', 'solution', 'word']) {
    const of = scored.filter((pair) => pair.kind === kind);
    const values = of.map(({ similarity }) => similarity).sort((one, other) => one - other);
    const found = of.filter(({ similarity }) => similarity >= NEAR_DUPLICATE);
    const marks = found.length === 0 ? 0 : Math.min(...found.map((pair) => pair.marks));
    console.log(
      `${kind}: ${of.length} pairs, similarity ${values[0]?.toFixed(2)} to ${values.at(-1)?.toFixed(2)}, those above the threshold share at least ${marks} of 16 marks`,
    );
  }
}

await runCommand(async () => {
  const cluster = await openTestCluster();
  try {
    const name = `cutscore_near_${process.pid}`;
    await migrateDatabase(cluster.adminUrl(name), cluster.logins(name));
    report(await score(cluster.adminUrl(name)));
  } finally {
    await cluster.stop();
  }
});
