import { describe, expect, it } from 'vitest';
import type { ColumnMapping } from '@/lib/domain/scenario-import/column-mapping';
import { detectFormat } from '@/lib/domain/scenario-import/detect-format';
import { MAX_ITEMS } from '@/lib/domain/scenario-import/too-many-items';
import { readTable } from './read-table';

const read = (text: string, mapping: ColumnMapping | null = null) => {
  const result = readTable(text, mapping);
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
};
const brief = (text: string, mapping: ColumnMapping | null = null) => {
  const { post } = read(text, mapping);
  return post.items.map(({ stem, options, ready }) => ({
    stem,
    options: options.map(({ text: body, correct }) => `${correct ? '*' : ''}${body}`),
    ready,
  }));
};
const codes = (text: string) =>
  read(text)
    .post.messages.map(({ code }) => code)
    .filter((code) => code !== 'rationale/missing');

const UDEMY =
  'Question,Question Type,Answer Option 1,Explanation 1,Answer Option 2,Explanation 2,Answer Option 3,Explanation 3,Answer Option 4,Explanation 4,Answer Option 5,Explanation 5,Answer Option 6,Explanation 6,Correct Answers,Overall Explanation,Domain';

describe('readTable', () => {
  it('takes as many rows below a header as an import takes, and names the first that is too much', () => {
    const rows = (count: number) => `Question,Option 1,Option 2,Key\n${'Which?,x,y,A\n'.repeat(count)}`;
    expect(read(rows(MAX_ITEMS)).post.items).toHaveLength(MAX_ITEMS);
    expect(read(rows(MAX_ITEMS + 1)).post.messages).toMatchObject([
      { code: 'post/too-many-items', line: MAX_ITEMS + 2 },
    ]);
  });

  it('reads the bulk upload of Udemy', () => {
    const text = `${UDEMY}\n"Which, if any?",multiple-choice,One,Yes.,Two,"No ""way"".",,,,,,,,,1,See both.,Storage\nWhich two?,multi-select,a,,b,,c,,,,,,,,"1,3",,Storage\n`;
    expect(detectFormat(text)[0]).toMatchObject({ format: 'udemy-csv', confidence: 0.99 });
    const { post, table } = read(text);
    expect(table.isCertain).toBe(true);
    expect(post.items).toMatchObject([
      {
        stem: 'Which, if any?',
        options: [
          { label: 'A', text: 'One', correct: true, rationale: 'Yes.' },
          { label: 'B', text: 'Two', correct: false, rationale: 'No "way".' },
        ],
        overallRationale: 'See both.',
        tags: ['Storage'],
        firstLine: 2,
        ready: true,
      },
      { options: [{ correct: true }, { correct: false }, { correct: true }], firstLine: 3, ready: true },
    ]);
    expect(post.lines).toMatchObject({ total: 3, item: 2, noise: 1, unrecognised: 0 });
  });

  it.each([
    ['commas', ','],
    ['semicolons', ';'],
    ['tabs', '\t'],
  ])('finds the columns of rows apart by %s from their header', (_, sign) => {
    const text = [
      ['id', 'Question', 'A', 'B', 'Answer', 'Rationale', 'Topic'],
      ['q1', 'Which?', 'x', 'y', 'b', 'Because.', 'T'],
    ]
      .map((row) => row.join(sign))
      .join('\n');
    expect(detectFormat(text)[0]?.format).toBe('table');
    expect(read(text).post.items[0]).toMatchObject({
      sourceId: 'q1',
      overallRationale: 'Because.',
      tags: ['T'],
      ready: true,
    });
    expect(brief(text)).toEqual([{ stem: 'Which?', options: ['x', '*y'], ready: true }]);
  });

  it('guesses the columns of rows without a header, and does as it is told', () => {
    const text =
      'Which table keeps a history of it?,Delta,Parquet,A\nWhich one has no schema of any kind?,Avro,Text,B\n';
    expect(brief(text)).toEqual([
      { stem: 'Which table keeps a history of it?', options: ['*Delta', 'Parquet'], ready: true },
      { stem: 'Which one has no schema of any kind?', options: ['Avro', '*Text'], ready: true },
    ]);
    expect(read(text).table.isCertain).toBe(false);
    const mapping = {
      header: false,
      '1': 'option',
      '2': 'stem',
      '3': 'option',
      '4': 'key',
      keyStyle: 'letters',
    };
    expect(brief(text, mapping)[0]).toEqual({
      stem: 'Delta',
      options: ['*Which table keeps a history of it?', 'Parquet'],
      ready: true,
    });
    expect(read(text, mapping).table.mapping).toEqual(mapping);
  });

  it.each([
    ['a letter', 'b', ['x', '*y', 'z']],
    ['letters', 'A; C', ['*x', 'y', '*z']],
    ['letters in one word', 'AC', ['*x', 'y', '*z']],
    ['a number', '2', ['x', '*y', 'z']],
    ['the text', 'Z', ['x', 'y', '*z']],
    ['a letter with its text', '"B. y"', ['x', '*y', 'z']],
    ['two texts', 'x; z', ['*x', 'y', '*z']],
  ])('reads %s as the key', (_, key, options) => {
    expect(brief(`Question,Option 1,Option 2,Option 3,Correct\nQ?,x,y,z,${key}`)[0]?.options).toEqual(
      options,
    );
  });

  it('keeps cells of several lines, counts their lines, and shares a background', () => {
    const text =
      'Scenario,Question,A,B,Key\n"One\n\nshop","What\nnow?",x,y,A\n"One\n\nshop",Else?,x,y,B\n\nlone\n';
    const { post } = read(text);
    expect(post.stimuli[0]).toEqual({ text: 'One\n\nshop', firstLine: 2, lastLine: 5 });
    expect(
      post.items.map(({ stem, stimulus, firstLine, lastLine }) => [stem, stimulus, firstLine, lastLine]),
    ).toEqual([
      ['What\nnow?', 0, 2, 5],
      ['Else?', 0, 6, 8],
      ['', 1, 10, 10],
    ]);
    expect(post.lines).toMatchObject({ total: 10, unrecognised: 0 });
  });

  it('blocks only the row whose quote is never closed', () => {
    const text = 'Question,A,B,Key\nOne?,x,y,A\n"Two?,x,y,B\nThree?,x,"y, or z",B\n';
    expect(brief(text).map(({ ready }) => ready)).toEqual([true, false, true]);
    expect(codes(text)).toContain('markup/broken');
  });

  it('takes off what keeps a spreadsheet from running a cell', () => {
    expect(brief("Question,A,B,Key\n'=1+1 is?,'-2,''=x,A")[0]).toEqual({
      stem: '=1+1 is?',
      options: ['*-2', "'=x"],
      ready: true,
    });
  });

  it('reads HTML in cells as what it shows', () => {
    expect(brief('Question,A,B,Key\n<p>Use <b>this</b> &amp; that?</p>,x,`<b>`,A')[0]).toMatchObject({
      stem: 'Use **this** & that?',
      options: ['*x', '`<b>`'],
    });
  });

  it.each([
    ['a key that names no option', 'Question,A,B,Key\nQ?,x,y,D', ['key/unknown-option']],
    ['a key that says nothing', 'Question,A,B,Key\nQ?,x,y,none of it', ['key/unreadable']],
    ['a missing key', 'Question,A,B,Key\nQ?,x,y,', ['key/missing']],
    ['a type that is not supported', 'Question,Question Type,A,B,Key\nQ?,essay,,,', ['item/unsupported']],
    [
      'a type that differs from the key',
      'Question,Type,A,B,C,Key\nQ?,multiple-choice,x,y,z,"A,B"',
      ['key/read-as'],
    ],
    ['an empty option between others', 'Question,A,B,C,Key\nQ?,x,,z,A', ['option/empty']],
  ])('names %s', (_, text, expected) => {
    expect(codes(text)).toEqual(expected);
  });

  describe('of other tools', () => {
    const HEAD =
      ',Question - max 120 characters,Answer 1 - max 75 characters,Answer 2 - max 75 characters,Time limit (sec) – 5 or 10 secs,Correct answer(s) - choose at least one';

    it('finds the header below the words of a template, and no question in rows that are only numbered', () => {
      const text = `,,,,,\n,Lamp template,,,,\n,"Write questions, and their answers.",,,,\n${HEAD}\n1,Which lamp burns?,red,green,20,2\n2,Which are lit?,red,green,20,"1,2"\n3,,,,,\n`;
      expect(detectFormat(text)[0]).toMatchObject({ format: 'table' });
      const { post, table } = read(text);
      expect(table).toMatchObject({ isCertain: true, mapping: { '2': 'stem', '3': 'option', '6': 'key' } });
      expect(brief(text).map(({ options }) => options)).toEqual([
        ['red', '*green'],
        ['*red', '*green'],
      ]);
      expect(post.lines).toMatchObject({ item: 2, noise: 5, unrecognised: 0 });
    });

    it('knows notes in brackets, the row that says what to write, and boxes as a kind of question', () => {
      const text =
        'Question Text,Question Type,Option 1,Option 2,"Option 3\n(optional)",Correct Answer\n"The question (required)","Its type",First (required),Second (required),Third (optional),"One number, or several"\nWhich burns?,Multiple Choice,red,green,,1\nWhich are lit?,Checkbox,red,green,blue,"1,3"\nName one,Fill-in-the-Blank,red,green,,\n';
      expect(brief(text).map(({ options, ready }) => [options, ready])).toEqual([
        [['*red', 'green'], true],
        [['*red', 'green', '*blue'], true],
        [['red', 'green'], false],
      ]);
      expect(codes(text)).toEqual(['item/unsupported']);
    });

    it('takes the right answer beside wrong ones for an option', () => {
      const text =
        'Lamps,,,\nQuestion,Correct Answer,Incorrect Answer 1,Incorrect Answer 2 (Optional)\nWhich burns?,red,green,\nWhich is lit?,2,1,3\n';
      expect(read(text).table.mapping).toMatchObject({ keyStyle: 'option' });
      expect(brief(text).map(({ options, ready }) => [options, ready])).toEqual([
        [['*red', 'green'], true],
        [['*2', '1', '3'], true],
      ]);
      expect(
        codes('Question,Correct Answer,Incorrect Answer 1,Incorrect Answer 2\nWhich burns?,,green,blue\n'),
      ).toEqual(['option/empty', 'key/missing']);
    });

    it.each([
      ['letters', 'Question,A,B,C,Correct Answer,Incorrect Feedback'],
      ['alternatives', 'Question,Alternative 1,Alternative 2,Alternative 3,Correct Answer,Wrong answer note'],
      ['only some wrong ones', 'Question,Option 1,Option 2,Wrong Answer 3,Correct Answer,Notes'],
    ])('takes a letter beside %s for the letter of an option', (_, header) => {
      expect(brief(`${header}\nWhich burns?,red,green,blue,B,Look again\n`)).toMatchObject([
        { options: ['red', '*green', 'blue'], ready: true },
      ]);
    });

    it('keeps a first question about what is required or optional', () => {
      const text =
        'Question,Option 1,Option 2,Option 3,Correct Answer\nWhich (required) part is missing?,oil (required),wick (required),bell (optional),';
      expect(brief(`${text}A\n`)).toMatchObject([
        { options: ['*oil (required)', 'wick (required)', 'bell (optional)'] },
      ]);
      expect(brief(`${text}wick (required)\n`)).toMatchObject([
        { options: ['oil (required)', '*wick (required)', 'bell (optional)'] },
      ]);
    });

    it('loses no questions above a header that stands among them', () => {
      const text =
        'Which burns?,red,green,A\nWhich is lit?,red,blue,B\nQuestion,Option 1,Option 2,Key\nWhich is out?,red,green,A\n';
      expect(brief(text)).toHaveLength(4);
    });

    it('tells options in code apart that differ in a capital', () => {
      expect(brief('Question,A,B,Answer\nWhich?,`Lamp`,`lamp`,`lamp`\n')[0]?.options).toEqual([
        '`Lamp`',
        '*`lamp`',
      ]);
    });
  });
});
