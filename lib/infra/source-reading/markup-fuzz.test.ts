import { describe, expect, it } from 'vitest';
import { seededRandom } from '@/lib/domain/kernel/random';
import { readHtml } from './html-page';
import { readMoodleXml } from './moodle-xml';
import { readQti } from './qti';
import type { ReadAnswer } from './source-reader';

const QUIZ = `<?xml version="1.0"?>
<quiz><question type="category"><category><text>$course$/top/Storage</text></category></question>
<question type="description"><name><text>Shop</text></name><questiontext format="html"><text><![CDATA[<p>A <b>shop</b> keeps photos.</p>]]></text></questiontext></question>
<question type="multichoice"><name><text>Life cycle</text></name>
<questiontext format="html"><text><![CDATA[<table><tr><td>x</td><td>y</td></tr></table><ol type="A"><li>one</li></ol><p>Which?</p>]]></text></questiontext>
<answer fraction="100"><text>Archive</text><feedback><text>Cheap.</text></feedback></answer>
<answer fraction="0"><text>Standard</text></answer></question></quiz>`;
const ITEM = `<assessmentItem identifier="i1" title="T"><responseDeclaration identifier="R" cardinality="single"><correctResponse><value>A</value></correctResponse></responseDeclaration>
<itemBody><p>Which?</p><choiceInteraction responseIdentifier="R"><simpleChoice identifier="A">One<feedbackInline identifier="A">Yes.</feedbackInline></simpleChoice>
<simpleChoice identifier="B">Two</simpleChoice></choiceInteraction></itemBody></assessmentItem>`;

const PIECES = [
  ...[
    '<',
    '>',
    '</question>',
    '<question type="multichoice">',
    '&',
    '&#x0;',
    ']]>',
    '<![CDATA[',
    '"',
    '\u0000',
  ],
  ...[
    '\ud800',
    '<table><tr>',
    '<ol type="A"><li>',
    '<!--',
    '<?x',
    '</',
    'identifier="A"',
    '<!DOCTYPE x>',
    '__proto__',
  ],
  ...['\u202e', '<img src="@@PLUGINFILE@@/%zz">', '<svg><p>', 'data:image/png;base64,AAAA', '<pre>', '\r\n'],
];

function mutate(source: string, random: () => number): string {
  let text = source;
  for (let times = 1 + random() * 8; times > 0; times -= 1) {
    const at = Math.floor(random() * text.length);
    const to = Math.min(text.length, at + Math.floor(random() * 60));
    const choice = random();
    const between =
      choice < 0.4
        ? ''
        : choice < 0.8
          ? (PIECES[Math.floor(random() * PIECES.length)] ?? '')
          : text.slice(at, to).repeat(2);
    text = text.slice(0, at) + between + text.slice(choice < 0.4 || choice >= 0.8 ? to : at);
  }
  return text;
}

const READERS: readonly (readonly [string, (text: string) => ReadAnswer])[] = [
  ['readMoodleXml', readMoodleXml],
  ['readQti', (text) => readQti({ name: 'x', bytes: new TextEncoder().encode(text) })],
  ['readHtml', readHtml],
];

describe.each(READERS)('%s', (_, read) => {
  it('answers for damaged files, with places that exist and every line booked once', {
    timeout: 30_000,
  }, async () => {
    const random = seededRandom(11);
    for (let run = 0; run < 400; run += 1) {
      const answer = await read(mutate(run % 2 === 0 ? QUIZ : ITEM, random));
      if (!answer.ok) {
        expect(answer.error.message).toMatch(/was not read: /);
        continue;
      }
      const { text, post } = answer.value;
      const last = text.split('\n').length;
      expect(post.messages.every(({ line, column }) => line >= 1 && line <= last && column >= 1)).toBe(true);
      const { total, stimulus, item, noise, blank, unrecognised } = post.lines;
      expect(stimulus + item + noise + blank + unrecognised).toBe(total);
    }
  });
});
