import { readdirSync, readFileSync } from 'node:fs';
import { parseScenarioPost } from '../lib/domain/scenario-import/parse-scenario-post';
import { readHtml } from '../lib/infra/source-reading/html-page';
import { readMoodleXml } from '../lib/infra/source-reading/moodle-xml';
import { readQtiText } from '../lib/infra/source-reading/qti';
import { READER_SOURCES, type Reader } from '../tests/support/reader-sources';
import { formatTable } from './text-table';

/**
 * How the time of reading a source grows with its size, up to 1 MB: for sources as they are written and for text that is made to
 * be slow. It measures on a machine that does nothing else, with a small nursery, so that small sources pay for their memory as large
 * ones do.
 */
const SIZES = [125_000, 250_000, 500_000, 1_000_000] as const;
/** Per doubling, over all of them; a single one may be more by what a collection of garbage adds, but no jump. */
const MAX_GROWTH = 2.3;
const MAX_STEP = 3;
/** What every reading costs; of the quickest sources it would be most of the time. */
const ONCE_MS = 5;
const MIN_RUNS = 4;
const MAX_RUNS = 20;
const ENOUGH_MS = 2000;

const GOOD = [
  ...['Question 1: Title', '', 'A desk trades. Which one?', '', 'A first', 'B second', '', 'Answer: A', ''],
  ...['Rationale:', 'A is correct. Because.', 'B is incorrect. Because not.', '', ''],
].join('\n');

/** Every post of the golden files, one after the other. */
const GOLDEN = readdirSync('tests/golden/import')
  .map((name) => `tests/golden/import/${name}/input.md`)
  .flatMap((path) => read(path))
  .join('\n\n');

function read(path: string): readonly string[] {
  try {
    return [readFileSync(path, 'utf8')];
  } catch {
    return [];
  }
}

/** Takes out or doubles a piece every hundred characters or so, at places that are the same each time. */
function damage(source: string): string {
  let seed = 7;
  const next = (below: number): number => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
    return Math.floor((seed / 2 ** 32) * below);
  };
  const parts: string[] = [];
  for (let at = 0; at < source.length; ) {
    const end = at + 40 + next(120);
    parts.push(source.slice(at, end));
    at = end + next(2) * next(30) - next(2) * next(30);
  }
  return parts.join('');
}

/** What is repeated, by name. */
const UNITS: Readonly<Record<string, string>> = {
  'golden posts': GOLDEN,
  'damaged golden posts': damage(GOLDEN),
  posts: GOOD,
  'posts without heads': 'Which one is it then?\n\nA. first\nB. second\n\nAnswer: A\n\n',
  'numbered posts': '1. Which one is it?\nA) first\nB) second\nAnswer: A\n\n',
  'bare capitals': 'A A A\n',
  labels: 'A. x\nB. y\n\n',
  heads: 'Question 1\n',
  'open fences': '```sql\n',
  'closed fences': '```\nx\n```\n',
  quotes: '> [!NOTE]\n> A. x\n',
  'quotes of nothing': '>\n',
  'a question of tags': '[tag:b]\n',
  'front matter': '---\nid: a\n---\n',
  tags: '<details><summary>x</summary>\n',
  entities: '&amp;lt; and &quot;x&quot;\n',
  'one line of entities': '&amp;lt;',
  'one line of labels': 'A. x B. y C. z ',
  'one line of back quotes': '`a``b',
  'one line of tags': '<br> <summary>',
  'one line of letters': 'x',
  'answer lists': 'Answers\n1. B\n2. A\n',
  'list of answers': '1. B\n',
  'keys without value': 'Answer:\n\n\n',
  explanations: 'B is right. Options A, C are wrong. ',
  backgrounds: 'Background — Questions 1–3\ntext\n',
  'backgrounds without range': 'Passage 1\n\nWhich?\n\nA. x\nB. y\n\n',
  'control characters': '\0x\0\n',
  boxes: '- [x] a\n- [ ] b\n',
  stars: '*A. x\n',
  'white space': ' \t \n',
  'stray lines': 'Question 1\nx\nA a\nB b\nAnswer: A\nA is correct\n\nfoo\n',
};

/** Milliseconds, the least of some runs: the quicker they are, the more of them. */
async function measure(read: (text: string) => unknown, source: string): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  let spent = 0;
  for (let run = 0; run < MIN_RUNS || (run < MAX_RUNS && spent < ENOUGH_MS); run += 1) {
    globalThis.gc?.();
    const before = performance.now();
    await read(source);
    const took = performance.now() - before;
    least = Math.min(least, took);
    spent += took;
  }
  return least;
}

/** Readers of the formats that mark their parts with tags; they are not only text in, text out. */
const MARKUP: readonly (readonly [string, Reader, string])[] = [
  ['a page', readHtml, '<h3>Question 1</h3><p>Which?</p><ol type="A"><li>x<li>y</ol><p>Answer: A</p>'],
  [
    'honest Moodle XML',
    (text) => readMoodleXml(`<quiz>${text}</quiz>`),
    '<question type="multichoice"><name><text>T</text></name><questiontext><text>Which?</text></questiontext><answer fraction="100"><text>x</text></answer><answer fraction="0"><text>y</text></answer></question>\n',
  ],
  ['Moodle XML of open tags', (text) => readMoodleXml(`<quiz>${text}`), '<question type="multichoice">'],
  ['QTI of open tags', readQtiText, '<assessmentItem identifier="a"><itemBody>'],
];

interface Source {
  readonly name: string;
  readonly read: Reader;
  readonly unit: string;
  readonly maxSeconds: number;
}

const ALL: readonly Source[] = [
  ...Object.entries(UNITS).map(([name, unit]) => ({ name, read: parseScenarioPost, unit, maxSeconds: 2 })),
  // Other readers are bounded by the limit of the thread that they run in.
  ...[...READER_SOURCES, ...MARKUP].map(([name, read, unit]) => ({ name, read, unit, maxSeconds: 10 })),
];

const rows: { readonly isBad: boolean; readonly cells: readonly string[] }[] = [];
for (const { name, read, unit, maxSeconds } of ALL) {
  const times: number[] = [];
  for (const size of SIZES)
    times.push(await measure(read, unit.repeat(Math.ceil(size / unit.length)).slice(0, size)));
  const steps = times.slice(1).map((time, at) => (time + ONCE_MS) / ((times[at] ?? 0) + ONCE_MS));
  const growth = steps.reduce((product, step) => product * step, 1) ** (1 / steps.length);
  const worst = Math.max(...steps);
  const isBad = growth > MAX_GROWTH || worst > MAX_STEP || (times.at(-1) ?? 0) > maxSeconds * 1000;
  const cells = [
    name,
    ...times.map((time) => time.toFixed(0)),
    growth.toFixed(2),
    worst.toFixed(2),
    isBad ? 'TOO SLOW' : '',
  ];
  rows.push({ isBad, cells });
}
const head = ['milliseconds', ...SIZES.map((size) => `${size / 1000} kB`), 'per doubling', 'worst', ''];
console.log(formatTable([head, ...rows.map(({ cells }) => cells)]).join('\n'));
process.exitCode = rows.some(({ isBad }) => isBad) ? 1 : 0;
