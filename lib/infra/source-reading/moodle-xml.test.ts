import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { applyEdits } from '@/lib/domain/scenario-import/apply-edits';
import { cpuTime } from '@/tests/support/cpu-time';
import { readMoodleXml } from './moodle-xml';
import type { ReaderOutput } from './source-reader';

async function read(xml: string): Promise<ReaderOutput> {
  const answer = await readMoodleXml(xml);
  if (!answer.ok) throw new Error(answer.error.message);
  return answer.value;
}

const quiz = (...questions: string[]): string =>
  `<?xml version="1.0"?>\n<quiz>\n${questions.join('\n')}\n</quiz>`;

const answer = (fraction: number | string, text: string, feedback = ''): string =>
  `<answer fraction="${fraction}" format="html"><text>${text}</text><feedback format="html"><text>${feedback}</text></feedback></answer>`;

const multichoice = (name: string, rest: string): string =>
  `<question type="multichoice">\n<name><text>${name}</text></name>\n<questiontext format="html"><text><![CDATA[<p>Which class is cheapest?</p>]]></text></questiontext>\n${rest}\n</question>`;

const codesOf = ({ post }: ReaderOutput): readonly string[] =>
  post.messages.map(({ line, code, item }) => `${line} ${code} ${item}`);

describe('readMoodleXml', () => {
  it('reads the key, rationales, topic, tags, id and order of a question', async () => {
    const { post } = await read(
      quiz(
        '<question type="category"><category><text>$course$/top/Cloud/Cost // price</text></category></question>',
        multichoice(
          'Life cycle',
          `<idnumber>GS-1</idnumber><single>true</single><shuffleanswers>0</shuffleanswers>
<generalfeedback format="html"><text><![CDATA[See <a href="https://example.org/p">the list</a>.]]></text></generalfeedback>
${answer(100, 'Archive', '&lt;b&gt;Cheap&lt;/b&gt; to keep.')}${answer(0, 'Standard', 'Fast, not cheap.')}
<tags><tag><text>storage</text></tag></tags>`,
        ),
      ),
    );
    expect(post.items).toMatchObject([
      {
        sourceId: 'GS-1',
        title: 'Life cycle',
        stem: 'Which class is cheapest?',
        overallRationale: 'See the list (https://example.org/p).',
        tags: ['Cloud / Cost / price', 'storage'],
        fixedOrder: true,
        firstLine: 4,
        ready: true,
        options: [
          { label: 'A', text: 'Archive', correct: true, rationale: '**Cheap** to keep.' },
          { label: 'B', text: 'Standard', correct: false, rationale: 'Fast, not cheap.' },
        ],
      },
    ]);
    expect(post.messages).toEqual([]);
    expect(post.lines.unrecognised).toBe(0);
  });

  it('reads the type for several answers of a plugin, which says nothing of how many are right', async () => {
    const right = answer(100, 'Archive') + answer(100, 'Cool');
    const question = multichoice('Classes', `${right}${answer(0, 'Hot')}`);
    const { post } = await read(quiz(question.replace('"multichoice"', '"oumultiresponse"')));
    expect(post.items[0]).toMatchObject({ ready: true });
    expect(post.items[0]?.options.map(({ correct }) => correct)).toEqual([true, true, false]);
  });

  it.each([
    ['several right answers with equal shares', 'false', [50, 50, 0], [0, 1], []],
    ['several with a cost for wrong ones', 'false', [50, 50, -50], [0, 1], ['key/partial-credit']],
    ['several with unequal shares', 'false', [70, 30, 0], [0, 1], ['key/partial-credit']],
    ['thirds', 'false', ['33.33333', '33.33333', '33.33333'], [0, 1, 2], ['key/every-option']],
    ['one right answer and a half right one', 'true', [100, 50, 0], [0], ['key/partial-credit']],
    ['a comma for the decimal point', 'true', ['100,00000', '0', '0'], [0], []],
    ['any one of two', 'true', [100, 100, 0], [0, 1], ['key/unreadable']],
    ['nothing that earns everything', 'true', [90, 0, 0], [], ['key/partial-credit', 'key/missing']],
  ])('reads %s', async (_, single, fractions, key, codes) => {
    const texts = ['Archive', 'Cool', 'Hot'];
    const answers = fractions.map((fraction, at) => answer(fraction, texts[at] ?? '', 'Because.')).join('');
    const { post } = await read(quiz(multichoice('N', `<single>${single}</single>${answers}`)));
    const options = post.items[0]?.options ?? [];
    expect(options.flatMap((option, at) => (option.correct ? [at] : []))).toEqual(key);
    expect(post.messages.map(({ code }) => code).sort()).toEqual([...codes].sort());
  });

  it('reports every type without options at its line and keeps counting', async () => {
    const types = ['shortanswer', 'numerical', 'matching', 'essay', 'cloze', 'ddwtos', 'calculated'];
    const others = types.map((type) => `<question type="${type}"><name><text>N</text></name></question>`);
    const { post } = await read(
      quiz(...others, multichoice('M', answer(100, 'a', 'x') + answer(0, 'b', 'y'))),
    );
    expect(post.items.map(({ number }) => number)).toEqual([types.length + 1]);
    const unsupported = post.messages.filter(({ code }) => code === 'item/unsupported');
    expect(unsupported.map(({ line }) => line)).toEqual(types.map((_, at) => at + 3));
    expect(post.lines.unrecognised).toBe(types.length);
  });

  it('ties a description to the questions that name it, and offers to where none does', async () => {
    const description =
      '<question type="description"><name><text>Shop & co</text></name>\n<questiontext format="html"><text>A shop keeps photos.</text></questiontext></question>';
    const first = await read(
      quiz(description, multichoice('M', answer(100, 'a', 'x') + answer(0, 'b', 'y'))),
    );
    expect(first.post.stimuli).toEqual([]);
    const unbound = first.post.messages.find(({ code }) => code === 'stimulus/unbound');
    const again = await read(applyEdits(first.text, unbound?.fixes?.[0]?.edits ?? []));
    expect(again.post.stimuli.map(({ text }) => text)).toEqual(['A shop keeps photos.']);
    expect(again.post.items[0]).toMatchObject({ stimulus: 0, tags: [] });
  });

  it('keeps pictures, written anew, and gives the same post for the text that it shows', async () => {
    const create = { width: 3, height: 2, channels: 3, background: '#123456' } as const;
    const png = await sharp({ create }).png().toBuffer();
    const field = `<questiontext format="html"><text><![CDATA[<p>See <img src="@@PLUGINFILE@@/a%20b.png" alt="A dot"> and <img src="data:image/png;base64,${png.toString('base64')}" alt=""> and <img src="https://example.org/x.png" alt="far"></p>]]></text><file name="a b.png" path="/" encoding="base64">${png.toString('base64')}</file></questiontext>`;
    const first = await read(
      quiz(
        `<question type="truefalse">${field}${answer(100, 'true', 'x')}${answer(0, 'false', 'y')}</question>`,
      ),
    );
    expect(first.media).toHaveLength(1);
    const address = `media:${first.media[0]?.sha256}`;
    expect(first.post.items[0]?.stem).toBe(`See ![A dot](${address}) and ![](${address}) and [picture: far]`);
    expect(codesOf(first)).toEqual(['3 media/left-out 0']);
    expect(first.text).not.toContain(png.toString('base64'));
    const again = await read(first.text);
    expect(again.post).toEqual(first.post);
  });

  it('says why a picture that is written into a text as a drawing is left out', async () => {
    const field = `<questiontext format="html"><text>See &lt;img src="data:image/svg+xml;utf8,%3Csvg/%3E"&gt;</text></questiontext>`;
    const { post } = await read(
      quiz(
        `<question type="truefalse">${field}${answer(100, 'true', 'x')}${answer(0, 'false', 'y')}</question>`,
      ),
    );
    expect(post.messages.find(({ code }) => code === 'media/left-out')?.message).toContain(
      'PNG, JPEG and WebP',
    );
  });

  it('says why a drawing with scripts is left out', async () => {
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>').toString(
      'base64',
    );
    const field = `<questiontext format="html"><text>See &lt;img src="@@PLUGINFILE@@/a.svg"&gt;</text><file name="a.svg" encoding="base64">${svg}</file></questiontext>`;
    const { post } = await read(
      quiz(
        `<question type="truefalse">${field}${answer(100, 'true', 'x')}${answer(0, 'false', 'y')}</question>`,
      ),
    );
    expect(post.messages.find(({ code }) => code === 'media/left-out')?.message).toContain('SVG');
  });

  it('lets a broken question wait and imports the others', async () => {
    const good = (name: string): string => multichoice(name, answer(100, 'a', 'x') + answer(0, 'b', 'y'));
    const broken = good('Broken').replace('</question>', '').replace('</name>', '');
    const { post } = await read(quiz(good('One').replace('cheapest', 'dearest'), broken, good('Three')));
    expect(post.items.map(({ ready, title }) => [title, ready])).toEqual([
      ['One', true],
      ['Broken', false],
      ['Three', true],
    ]);
    expect(post.messages.filter(({ code }) => code === 'markup/broken').every(({ item }) => item === 1)).toBe(
      true,
    );
  });

  it('reads plain text, Markdown and automatic formats as what they are', async () => {
    const formats = ['plain_text', 'markdown', 'moodle_auto_format'];
    const stems = await Promise.all(
      formats.map(async (format) => {
        const field = `<questiontext format="${format}"><text><![CDATA[Use *this*\nor <b>that</b>]]></text></questiontext>`;
        const { post } = await read(
          quiz(`<question type="truefalse">${field}${answer(100, 'true')}${answer(0, 'false')}</question>`),
        );
        return post.items[0]?.stem;
      }),
    );
    expect(stems).toEqual([
      'Use \\*this\\*\nor <b>that</b>',
      'Use *this*\nor <b>that</b>',
      'Use \\*this\\*\nor **that**',
    ]);
  });
});

describe('hostile XML', () => {
  const lol = Array.from({ length: 10 }, (_, at) => `<!ENTITY l${at + 1} "${`&l${at};`.repeat(10)}">`).join(
    '',
  );
  const question = (text: string): string =>
    quiz(
      `<question type="truefalse"><questiontext format="html"><text>${text}</text></questiontext>${answer(100, 'true')}${answer(0, 'false')}</question>`,
    );
  it.each([
    [
      'a billion laughs',
      `<?xml version="1.0"?><!DOCTYPE quiz [${lol}]>${question('&l10;')}`,
      /document type/,
    ],
    [
      'an external entity',
      '<!DOCTYPE quiz [<!ENTITY x SYSTEM "file:///etc/passwd">]><quiz>&x;</quiz>',
      /document type/,
    ],
    [
      'an external type',
      '<!-- a --><?x y?>\n<!doctype quiz SYSTEM "http://127.0.0.1:9/x.dtd"><quiz/>',
      /document type/,
    ],
    [
      'an entity behind a long comment',
      `<!-- ${'x'.repeat(300_000)} --><!DOCTYPE quiz []><quiz/>`,
      /document type/,
    ],
    ['a million numeric entities', question('&#65;'.repeat(1_000_000)), /500000 entities/],
    ['a quarter million numeric entities', question('&#65;'.repeat(250_000)), null],
    ['a million levels', '<a>'.repeat(1_000_000), /nest/],
    ['a million unclosed questions', `<quiz>${'<question>'.repeat(1_000_000)}`, /broken in more/],
    ['a million lone ampersands', question('& '.repeat(1_000_000)), /plain/],
    ['a million unclosed sections', question('<![CDATA['.repeat(1_000_000)), null],
    ['a million angle brackets', question('< '.repeat(1_000_000)), /broken in more/],
    ['NUL and control characters', question('a\u0000b\u0001c\u202ed'), null],
    ['forbidden numeric entities', question('&#0;&#x202E;&#xD800;&#x110000;a'), null],
    ['invalid UTF-8', new TextDecoder().decode(Buffer.from(question('a\xff\xfe'), 'latin1')), null],
    ['10 MB in one line', question('word '.repeat(2_000_000)), null],
    ['10 MB of NUL', '\u0000'.repeat(10_000_000), /./],
    [
      'two million attributes',
      question('x').replace('<quiz', `<quiz ${'a="" '.repeat(2_000_000)}`),
      /hundreds of attributes/,
    ],
    ['no XML at all', 'Question 1: What?', null],
    ['nothing', '', null],
    [
      'names of prototypes',
      question('x').replaceAll('text>', '__proto__>').replaceAll('name', 'constructor'),
      null,
    ],
    ['entities named like prototypes', question('&constructor;&__proto__;&toString;'), null],
  ])('answers within two seconds for %s', async (_, xml, refusal) => {
    const before = cpuTime();
    const answered = await readMoodleXml(xml);
    expect(cpuTime() - before).toBeLessThan(2000);
    if (refusal !== null) expect(answered.ok ? 'read' : answered.error.message).toMatch(refusal);
    else expect(answered.ok || answered.error.message).toBe(true);
  });
});
