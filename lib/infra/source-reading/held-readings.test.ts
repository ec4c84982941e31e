import { describe, expect, it } from 'vitest';
import type { ParsedPost } from '@/lib/domain/scenario-import/parsed-post';
import type { SourceFormat } from '@/lib/domain/scenario-import/source-format';
import { wordFile } from '@/tests/support/word-file';
import { readHere } from './read-here';

async function read(
  bytes: Uint8Array | string,
  name = 'source.txt',
  format: SourceFormat | null = null,
): Promise<ParsedPost> {
  const source = typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes;
  const found = await readHere({ name, bytes: source, format, mapping: null });
  if (!found.ok) throw new Error(found.error.message);
  return found.value.post;
}

const errorsOf = ({ messages }: ParsedPost): readonly string[] =>
  messages.filter(({ level }) => level === 'error').map(({ code }) => code);

const W =
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:o="urn:schemas-microsoft-com:office:office"';
const text = (words: string): string => `<w:r><w:t xml:space="preserve">${words}</w:t></w:r>`;

/** A Word document with one question, in whose text this markup stands. */
function document(inner: string): Uint8Array {
  const paragraphs = ['Question 1', '', 'A. Eight', 'B. Nine', '', 'Answer: A'].map(
    (words) => `<w:p>${words === '' ? '' : text(words)}</w:p>`,
  );
  paragraphs[1] = `<w:p>${text('If ')}${inner}${text(' holds, what is twice that?')}</w:p>`;
  return wordFile([], {
    'word/document.xml': `<w:document ${W}><w:body>${paragraphs.join('')}</w:body></w:document>`,
  });
}

describe('formulas of a Word document', () => {
  it('come along where they fit on a line', async () => {
    const formula = '<m:oMath><m:r><m:t>x</m:t></m:r><m:r><m:t>=4</m:t></m:r></m:oMath>';
    const post = await read(document(formula), 'bank.docx');
    expect(post.items.map(({ stem, ready }) => [stem, ready])).toEqual([
      ['If x=4 holds, what is twice that?', true],
    ]);
  });

  it.each([
    ['with limits', '<m:oMath><m:nary><m:sub><m:r><m:t>1</m:t></m:r></m:sub></m:nary></m:oMath>'],
    ['of the old editor', '<w:r><w:object><o:OLEObject Type="Embed" ProgID="Equation.3"/></w:object></w:r>'],
    ['drawn by a field', '<w:r><w:instrText> EQ \\f(1,2) </w:instrText></w:r>'],
  ])('block their question %s, with the place', async (_, formula) => {
    const post = await read(document(formula), 'bank.docx');
    expect(errorsOf(post)).toEqual(['text/formula']);
    expect(post.items.map(({ stem, ready }) => [stem.includes('⟦formula⟧'), ready])).toEqual([[true, false]]);
    expect(post.messages.find(({ code }) => code === 'text/formula')?.message).toMatch(
      /^A formula in the text of question 1 can't be kept/,
    );
  });
});

const moodle = (stem: string, options: readonly string[]): string =>
  `<quiz><question type="multichoice"><name><text>m</text></name><questiontext format="html"><text><![CDATA[${stem}]]></text></questiontext><single>true</single>${options
    .map(
      (option, at) =>
        `<answer fraction="${at === 0 ? 100 : 0}" format="html"><text><![CDATA[${option}]]></text></answer>`,
    )
    .join('')}</question></quiz>`;

describe('what a structured source holds', () => {
  it('is read with its formulas, or blocked', async () => {
    const fraction = (below: string): string => `<math><mfrac><mn>1</mn><mn>${below}</mn></mfrac></math>`;
    const whole = await read(moodle('Which part?', [fraction('6'), fraction('5')]));
    expect(whole.items[0]?.options.map((option) => option.text)).toEqual(['1/6', '1/5']);
    const part = await read(
      moodle('Which sum? <math><munder><mo>∑</mo><mi>k</mi></munder></math>', ['One', 'Two']),
    );
    expect(errorsOf(part)).toEqual(['text/formula']);
  });

  it('loses the letters that its options have of their own', async () => {
    const post = await read(moodle('What is 640?', ['(A) a number', '(B) a word']));
    expect(post.items[0]?.options.map((option) => option.text)).toEqual(['a number', 'a word']);
    expect(post.messages.map(({ code }) => code)).toContain('option/letters-removed');
    expect(errorsOf(post)).toEqual([]);
  });

  it('is blocked where those letters are in another order, or a key stands in a text', async () => {
    expect(errorsOf(await read(moodle('What is 640?', ['(B) a number', '(A) a word'])))).toEqual([
      'option/own-letters',
    ]);
    expect(errorsOf(await read(moodle('<p>What is 640?</p><p>Answer: B</p>', ['One', 'Two'])))).toEqual([
      'stem/holds-key',
    ]);
    expect(errorsOf(await read(moodle('Which two? (Select two.)', ['One', 'Two'])))).toEqual([
      'key/count-differs',
    ]);
  });

  it('is read from a table of Markdown without the line of dashes', async () => {
    const rows = [
      '| Question | A | B | Answer |',
      '|---|:---|---:|---|',
      '| What bakes? | Oven | Door | A |',
    ];
    const post = await read(rows.join('\n'), 'bank.md', 'table');
    expect(post.items.map(({ stem, ready }) => [stem, ready])).toEqual([['What bakes?', true]]);
  });
});

describe('letters that are not UTF-8', () => {
  it('are read as Mac OS Roman where only that makes words', async () => {
    const bytes = Buffer.from(
      'Question,A,B,Answer\nWhat is a K\u009fken?,H\u009fhnchen,K\u008albchen,A\n',
      'latin1',
    );
    expect((await read(bytes, 'bank.csv')).items[0]?.options.map((option) => option.text)).toEqual([
      'Hühnchen',
      'Kälbchen',
    ]);
  });

  it('are refused where every letter would be a wrong one', async () => {
    // "Вопрос 1. Что это?" in windows-1251.
    const bytes = Buffer.from(
      'c2eeeff0eef120312e20d7f2ee20fdf2ee3f0ac02e20cbe0ecefe00ac12e20d1e5f2fc',
      'hex',
    );
    const found = await readHere({ name: 'bank.txt', bytes, format: null, mapping: null });
    expect(found).toMatchObject({ ok: false, error: { message: expect.stringMatching(/Save it as UTF-8/) } });
  });
});

describe('heads with ids', () => {
  it('begin questions as those with numbers do, and end nothing in a background', async () => {
    const question = (head: string, key: string): string =>
      `### Question ${head} *(Hard)*\n\n**Scenario**: The pier of ${head}.\n\n**Question** *(Easy)*: What is done in ${head}?\n\nA) Paint\nB) Planks\n\n> [!success]- Answer\n> **Correct Answer: ${key}**`;
    const post = await read(
      [question('1', 'A'), question('GS-1', 'B'), question('PERF-2', 'A')].join('\n\n'),
    );
    expect(errorsOf(post)).toEqual([]);
    const keys = post.items.map(({ sourceId, stem, options }) => [
      sourceId,
      stem,
      options.map(({ correct }) => correct),
    ]);
    expect(keys).toEqual([
      [null, 'What is done in 1?', [true, false]],
      ['GS-1', 'What is done in GS-1?', [false, true]],
      ['PERF-2', 'What is done in PERF-2?', [true, false]],
    ]);
  });
});

describe('a formula of a page that was never closed', () => {
  it('swallows no question below it', async () => {
    const question = (number: number, option: string) =>
      `<h2>Question ${number}: What holds?</h2><p>A. Eight</p><p>B. ${option}</p><p>Answer: A</p>`;
    const page = `<html><body>${question(1, '<math><mtext><table><mglyph>Nine')}${question(2, 'Ten')}</body></html>`;
    const post = await read(new TextEncoder().encode(page), 'page.html');
    expect(post.items).toHaveLength(2);
    expect(post.items[1]?.ready).toBe(true);
    expect(errorsOf(post)).toContain('text/formula');
  });
});
