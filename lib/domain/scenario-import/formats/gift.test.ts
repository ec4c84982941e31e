import { describe, expect, it } from 'vitest';
import { applyEdits } from '../apply-edits';
import { parseGift } from './gift';

const brief = (source: string) => {
  const { items, lines, messages } = parseGift(source);
  return {
    items: items.map(({ title, stem, options, ready }) => ({
      title,
      stem,
      options: options.map(
        ({ text, correct, rationale }) =>
          `${correct ? '=' : '~'}${text}${rationale === null ? '' : ` # ${rationale}`}`,
      ),
      ready,
    })),
    unrecognised: lines.unrecognised,
    codes: messages.filter(({ code }) => code !== 'rationale/missing').map(({ code }) => code),
  };
};

describe('a question with more options than there are letters', () => {
  it('is told so, and not that letters are used twice', () => {
    const options = (count: number) => Array.from({ length: count }, (_, at) => `~wrong ${at}`).join(' ');
    const codesOf = (count: number) =>
      parseGift(`Which? { =right ${options(count - 1)} }`)
        .messages.map(({ code }) => code)
        .filter((code) => code.startsWith('option/'));
    expect(codesOf(26)).toEqual([]);
    expect(codesOf(27)).toEqual(['option/too-many']);
  });
});

describe('parseGift', () => {
  it('reads title, stem, answers, feedback of each and of all, id, tags and category', () => {
    const source = [
      '$CATEGORY: $course$/top/Storage/Delta \\ Lake',
      '// a note [id:d-1] [tag:history]',
      '::Time travel:: Which table keeps history? {',
      '=Delta # It has a log.',
      '~Parquet # Only files.',
      '~%0%CSV',
      '#### See the manual.',
      '}',
    ].join('\n');
    const [item] = parseGift(source).items;
    expect(item).toMatchObject({
      sourceId: 'd-1',
      title: 'Time travel',
      stem: 'Which table keeps history?',
      options: [
        { label: 'A', text: 'Delta', correct: true, rationale: 'It has a log.', line: 4, rationaleLine: 4 },
        { label: 'B', text: 'Parquet', correct: false, rationale: 'Only files.', line: 5 },
        { label: 'C', text: 'CSV', correct: false, rationale: null, line: 6 },
      ],
      overallRationale: 'See the manual.',
      tags: ['Delta \\ Lake', 'history'],
      firstLine: 3,
      lastLine: 8,
      keyLine: 4,
      ready: true,
    });
    expect(parseGift(source).lines).toMatchObject({ item: 6, noise: 2, unrecognised: 0 });
  });

  it('reads answers in one line, text behind the braces, weights and true/false', () => {
    expect(
      brief(
        'Who? {~no one=Grant~Lee}\n\nIt is {=big ~small} indeed.\n\nTwo: {~%50%a ~%50%b ~%-100%c}\n\nYes. {T#wrong#right}\n\nNo. {FALSE}',
      ),
    ).toEqual({
      items: [
        { title: null, stem: 'Who?', options: ['~no one', '=Grant', '~Lee'], ready: true },
        { title: null, stem: 'It is _____ indeed.', options: ['=big', '~small'], ready: true },
        { title: null, stem: 'Two:', options: ['=a', '=b', '~c'], ready: true },
        { title: null, stem: 'Yes.', options: ['=True # right', '~False # wrong'], ready: true },
        { title: null, stem: 'No.', options: ['~True', '=False'], ready: true },
      ],
      unrecognised: 0,
      codes: [],
    });
  });

  it('reads escapes, and colons without one', () => {
    expect(
      brief('What: \\{x\\} \\= 1 \\# \\~ \\\\? {=https\\://x.y ~note: this\\nthat}').items,
    ).toMatchObject([{ stem: 'What: {x} = 1 # ~ \\?', options: ['=https://x.y', '~note: this\nthat'] }]);
  });

  it('reads HTML as what it shows and Markdown as it is', () => {
    const source =
      '[html]<p>Use <b>COPY INTO</b> &amp; <code>x*y</code></p><ul><li>one</li></ul> {=[plain]a*b*c ~[markdown]`d`}';
    expect(brief(source).items).toMatchObject([
      { stem: 'Use **COPY INTO** & `x*y`\n- one', options: ['=a*b*c', '~`d`'] },
    ]);
  });

  it('takes scripts out and says so', () => {
    const { items, messages } = parseGift('[html]Go<script>alert(1)</script> on {=a ~b}');
    expect(items[0]?.stem).toBe('Go on');
    expect(messages.map(({ code }) => code)).toContain('text/removed');
  });

  it('names the kinds that it does not import, each at its line', () => {
    const source =
      'Write. {}\n\nHow much? {#3:1}\n\nPair. {=a -> b =c -> d}\n\nName. {=x =y}\n\n::Info:: Just text\n\nGood? {=a ~b}';
    const { items, messages } = parseGift(source);
    expect(items.map(({ ready }) => ready)).toEqual([false, false, false, false, false, true]);
    const found = messages.filter(({ code }) => code === 'item/unsupported');
    expect(found.map(({ line }) => line)).toEqual([1, 3, 5, 7, 9]);
    expect(messages.filter(({ level }) => level === 'error').length).toBe(5);
  });

  it('never lets an open brace hide the next question, and closes it with one press', () => {
    const source = '::One:: First? {\n=a\n~b\n\n::Two:: Second? {\n=c\n~d\n}';
    expect(brief(source)).toMatchObject({
      items: [
        { title: 'One', options: ['=a', '~b'], ready: false },
        { title: 'Two', ready: true },
      ],
      codes: ['markup/broken'],
    });
    const fix = parseGift(source).messages.find(({ code }) => code === 'markup/broken')?.fixes?.[0];
    expect(brief(applyEdits(source, fix?.edits ?? []))).toMatchObject({
      items: [{ ready: true }, { ready: true }],
      codes: [],
    });
  });

  it.each([
    ['code with braces in the stem', 'What does f() { return 1; } give? {=1 ~2}', ['=1', '~2']],
    ['braces in an answer', 'Which? {\n=use {x}\n~none\n}', ['=use {x}', '~none']],
    [
      'an equals sign within an answer',
      'Which? {\n=a = b\n~https://x/?y=1\n}',
      ['=a = b', '~https://x/?y=1'],
    ],
  ])('reads %s as text, and escapes it with one press', (_, source, options) => {
    expect(brief(source)).toMatchObject({ items: [{ options, ready: true }], codes: ['markup/repaired'] });
    const fix = parseGift(source).messages.find(({ code }) => code === 'markup/repaired')?.fixes?.[0];
    expect(brief(applyEdits(source, fix?.edits ?? []))).toMatchObject({
      items: [{ options, ready: true }],
      codes: [],
    });
  });

  it('finds questions between which the blank line is missing', () => {
    expect(
      brief('One? {=a ~b}\nTwo? {=c ~d}\n::T:: Three? {\n=e\n~f}\n// note\nFour? {=g ~h}').items.length,
    ).toBe(4);
  });

  it('says where the points of GIFT and ours differ', () => {
    expect(brief('Q? {=a =b ~c}').codes).toEqual(['key/partial-credit']);
    expect(brief('Q? {=a ~%50%b ~c}').codes).toEqual(['key/partial-credit']);
    expect(brief('Q? {~%70%a ~%30%b ~c}').codes).toEqual(['key/partial-credit']);
    expect(brief('Q? {~%33.333%a ~%33.333%b ~%33.333%c ~d}').codes).toEqual([]);
  });

  it('accounts for text that is no question', () => {
    expect(brief('My questions\n\nQ? {=a ~b}\n\nThe end')).toMatchObject({
      unrecognised: 2,
      codes: ['line/unrecognised', 'line/unrecognised'],
    });
    expect(brief('nothing').codes).toContain('post/no-items');
  });
});
