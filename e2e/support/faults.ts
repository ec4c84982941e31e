import { readFileSync } from 'node:fs';

/** The sample that is broken, as it is. */
export const sample = readFileSync('tests/golden/scenario-import/s2/input.txt', 'utf8');

/** A question of the sample while it is broken: places are found by how lines begin, from its head on. */
interface Broken {
  readonly lines: string[];
  readonly head: number;
}

function find({ lines, head }: Broken, start: string): number {
  const at = lines.findIndex((line, index) => index >= head && line.startsWith(start));
  if (at === -1) throw new Error(`The sample has no line that begins with “${start}”`);
  return at;
}

function rewrite(post: Broken, start: string, change: (line: string) => string): void {
  const at = find(post, start);
  post.lines[at] = change(post.lines[at] ?? '');
}

function insert(post: Broken, at: number, ...lines: readonly string[]): void {
  post.lines.splice(at, 0, ...lines);
}

/** Twelve ways in which posts are broken, each by the number of the question that it strikes, from the last to the first. */
const FAULTS: Readonly<Record<string, readonly [number, (post: Broken) => void]>> = {
  'a range that runs backwards': [
    37,
    ({ lines, head }) => {
      const background = lines.lastIndexOf('Background — Questions 37–39', head);
      lines[background] = 'Background — Questions 39–37';
    },
  ],
  'a question that lost its head': [32, ({ lines, head }) => lines.splice(head, 1)],
  'a line that belongs to nothing': [
    30,
    (post) => insert(post, find(post, 'Answer:'), 'Share this with your team', ''),
  ],
  'code without an end': [29, (post) => insert(post, post.head + 2, '```sql', 'SELECT 1')],
  'two keys': [28, (post) => insert(post, find(post, 'Answer:') + 1, 'Answer: B')],
  'neither a title nor a text': [
    27,
    (post) => post.lines.splice(post.head, find(post, 'A ') - post.head, 'Question 27', ''),
  ],
  'two options that say the same': [
    26,
    (post) => rewrite(post, 'D ', () => `D${(post.lines[find(post, 'A ')] ?? '').slice(1)}`),
  ],
  'a rationale that contradicts the key': [
    25,
    (post) => rewrite(post, 'A is correct.', (line) => line.replace('A is correct.', 'A is incorrect.')),
  ],
  'an option without text': [24, (post) => rewrite(post, 'C ', () => 'C')],
  'a letter twice': [23, (post) => rewrite(post, 'B ', (line) => `A${line.slice(1)}`)],
  'a key that names no option': [22, (post) => rewrite(post, 'Answer:', () => 'Answer: F')],
  'no key': [21, (post) => post.lines.splice(find(post, 'Answer:'), 1)],
};

export const FAULT_COUNT = Object.keys(FAULTS).length;

/** The sample with all of them. */
export function breakSample(): string {
  const lines = sample.split('\n');
  for (const [number, fault] of Object.values(FAULTS)) {
    fault({ lines, head: find({ lines, head: 0 }, `Question ${number}:`) });
  }
  return lines.join('\n');
}
