import { parseScenarioPost } from '@/lib/domain/scenario-import/parse-scenario-post';
import { toReport } from '@/lib/domain/scenario-import/parsed-post';
import { planImport } from '@/lib/domain/scenario-import/plan';

const cases: Record<string, string> = {
  empty: '',
  oneLine: 'A '.repeat(500_000),
  oneLine2: 'Question 1: '.repeat(90_000),
  stars: '*a'.repeat(500_000),
  ticks: 'Question 1\n' + '`a``b'.repeat(200_000),
  aaa: 'A A A\n'.repeat(200_000),
  qaaa: 'Question 1: x\n' + 'A A A\n'.repeat(200_000),
  ab: 'Question 1: x\n' + 'A x\nB y\n'.repeat(100_000),
  nul: '\0'.repeat(1_000_000),
  nulLines: '\0\n'.repeat(300_000),
  heads: 'Question 1\n'.repeat(100_000),
  stim: 'Background - Questions 1-200\n'.repeat(40_000),
  keys: 'Question 1\nx\nA a\nB b\n' + 'Answer: A\n'.repeat(200_000),
  fences: 'Question 1\n' + '```a\n'.repeat(200_000),
  fences2: 'Question 1\n' + '```\n'.repeat(200_001),
  rat: 'Question 1\nx\nA a\nB b\nRationale:\n' + 'A is correct. x\n\n'.repeat(100_000),
  gen: 'Question 1\nx\nA a\nB b\nAnswer: A\n' + 'Rationale:\nfoo\n'.repeat(100_000),
  defer: 'Question 1\nx\nA a\nB b\nAnswer: A\nA is correct\n' + '\nfoo'.repeat(100_000),
  spaces: ' '.repeat(1_000_000),
  spacesx: ' '.repeat(1_000_000) + 'x',
  trail: 'Question 1: x' + ' '.repeat(1_000_000) + 'y',
  dashes: '-'.repeat(1_000_000),
  dash2: '- '.repeat(500_000),
  under: 'Answer: ' + '_'.repeat(1_000_000) + 'x',
  dots: 'Question 1\nx\nA a\nB b\nAnswer: ' + '.'.repeat(1_000_000) + 'x',
  letters: 'Question 1\nx\nA a\nB b\nAnswer: ' + 'A, '.repeat(300_000),
  blanks: 'Question 1\n' + 'x\n\n\n\n\n\n\n\n'.repeat(60_000),
  ratl: 'Question 1\nx\nA a\nB b\nAnswer: A\nA is correct. ' + 'A and B, '.repeat(100_000),
  ratl2: 'Question 1\nx\nA a\nB b\nAnswer: A\nA is correct. ' + 'option B is '.repeat(100_000),
  answerblank: 'Question 1\nx\nA a\nB b\n' + 'Answer:\n\n\n\n'.repeat(100_000),
  lists: 'Question 1\n' + '- a\n'.repeat(100_000) + 'A a\nB b\nAnswer: A',
  nest:
    'Question 1\n' +
    Array.from({ length: 600 }, (_, i) => ' '.repeat(i) + '- a').join('\n') +
    '\nA a\nB b\nAnswer: A',
};
for (const [name, source] of Object.entries(cases)) {
  const t0 = performance.now();
  const post = parseScenarioPost(source);
  const t1 = performance.now();
  const json = JSON.stringify(toReport(post));
  let n = 0;
  planImport({ stimuli: [], items: [] }, post, () => `id${n++}`);
  const t2 = performance.now();
  const { lines } = post;
  const ok = lines.total === lines.stimulus + lines.item + lines.noise + lines.blank + lines.unrecognised;
  console.log(
    name.padEnd(10),
    `${(t1 - t0).toFixed(0)} ms parse, ${(t2 - t1).toFixed(0)} ms plan`,
    source.length,
    JSON.stringify(lines),
    ok,
    post.items.length,
    post.messages.length,
    json.length,
  );
}
