import { parseScenarioPost } from '../lib/domain/scenario-import/parse-scenario-post';
import { formatTable } from './text-table';

/**
 * How the time of reading a post grows with its size, up to 1 MB: for posts as they are written and for text that is made to
 * be slow. It measures on a machine that does nothing else, with a small nursery, so that small sources pay for their memory as large
 * ones do.
 */
const SIZES = [125_000, 250_000, 500_000, 1_000_000] as const;
const MAX_GROWTH = 2.3;
const MAX_SECONDS = 2;
const MIN_RUNS = 4;
const MAX_RUNS = 20;
const ENOUGH_MS = 2000;

const GOOD = [
  ...['Question 1: Title', '', 'A desk trades. Which one?', '', 'A first', 'B second', '', 'Answer: A', ''],
  ...['Rationale:', 'A is correct. Because.', 'B is incorrect. Because not.', '', ''],
].join('\n');

/** What is repeated, by name. */
const UNITS: Readonly<Record<string, string>> = {
  posts: GOOD,
  'posts without heads': 'Which one is it then?\n\nA. first\nB. second\n\nAnswer: A\n\n',
  'numbered posts': '1. Which one is it?\nA) first\nB) second\nAnswer: A\n\n',
  'bare capitals': 'A A A\n',
  labels: 'A. x\nB. y\n\n',
  heads: 'Question 1\n',
  'open fences': '```sql\n',
  'closed fences': '```\nx\n```\n',
  quotes: '> [!NOTE]\n> A. x\n',
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
function measure(source: string): number {
  let least = Number.POSITIVE_INFINITY;
  let spent = 0;
  for (let run = 0; run < MIN_RUNS || (run < MAX_RUNS && spent < ENOUGH_MS); run += 1) {
    globalThis.gc?.();
    const before = performance.now();
    parseScenarioPost(source);
    const took = performance.now() - before;
    least = Math.min(least, took);
    spent += took;
  }
  return least;
}

const rows = Object.entries(UNITS).map(([name, unit]) => {
  const times = SIZES.map((size) => measure(unit.repeat(Math.ceil(size / unit.length)).slice(0, size)));
  const growth = times.slice(1).map((time, at) => (time + 5) / ((times[at] ?? 0) + 5));
  const worst = Math.max(...growth);
  const isBad = worst > MAX_GROWTH || (times.at(-1) ?? 0) > MAX_SECONDS * 1000;
  return {
    isBad,
    cells: [name, ...times.map((time) => time.toFixed(0)), worst.toFixed(2), isBad ? 'TOO SLOW' : ''],
  };
});
const head = ['milliseconds', ...SIZES.map((size) => `${size / 1000} kB`), 'growth', ''];
console.log(formatTable([head, ...rows.map(({ cells }) => cells)]).join('\n'));
process.exitCode = rows.some(({ isBad }) => isBad) ? 1 : 0;
