import { describe, expect, it } from 'vitest';
import { parseRichText } from '../text/parse-rich-text';
import { type ItemContent, OVERALL_RATIONALE } from './item-content';
import { checkItemText, type ItemText, imagesIn, mediaOf, toContentOf, toItemText } from './item-text';

const media = 'a'.repeat(64);
const option = (id: string, text: string, isKey = false, rationale = '') => ({ id, text, isKey, rationale });
const item = (changes: Partial<ItemText> = {}): ItemText => ({
  title: 'Late data',
  stem: 'A stream is late. What helps?',
  options: [option('o1', 'A watermark', true, 'It bounds the state.'), option('o2', 'A larger cluster')],
  overall: '',
  shuffle: 'auto',
  ...changes,
});

const fieldsOf = (given: ItemText) => checkItemText(given).map(({ field }) => field);

describe('the number of options', () => {
  it('is as many as there are letters, as an import reads them', () => {
    const many = (count: number) =>
      item({ options: Array.from({ length: count }, (_, at) => option(`o${at}`, `Option ${at}`, at === 0)) });
    expect(fieldsOf(many(26))).toEqual([]);
    expect(fieldsOf(many(27))).toEqual(['options']);
  });
});

describe('an item as text', () => {
  it('comes back as it was', () => {
    const content: ItemContent = {
      title: 'Late data',
      stem: parseRichText('Given\n\n```sql\nSELECT 1\n```\n\nwhat holds?'),
      options: [
        { id: 'o1', body: parseRichText('**One**') },
        { id: 'o2', body: parseRichText('- two\n- three') },
      ],
      key: ['o2'],
      rationales: {
        o1: [
          {
            type: 'paragraph',
            children: [
              { type: 'text', text: 'Unlike option ' },
              { type: 'optionReference', optionId: 'o2' },
              { type: 'text', text: '.' },
            ],
          },
        ],
        [OVERALL_RATIONALE]: parseRichText(`![A plan](media:${media})`),
      },
      shuffleLocked: true,
    };
    expect(toContentOf(toItemText(content))).toEqual(content);
    expect(toItemText(content).shuffle).toBe('locked');
  });

  it('takes letters of the stem for letters, of rationales for options', () => {
    const content = toContentOf(
      item({
        stem: 'Compare option A and B.',
        options: [option('o1', 'x', true, 'Option B is slow.'), option('o2', 'y')],
      }),
    );
    expect(JSON.stringify(content.stem)).not.toContain('optionReference');
    expect(JSON.stringify(content.rationales)).toContain('optionReference');
  });

  it('locks the order by itself when options speak about others, unless the author says otherwise', () => {
    const options = [option('o1', 'x', true), option('o2', 'y'), option('o3', 'Both A and B')];
    expect(toContentOf(item({ options })).shuffleLocked).toBe(true);
    expect(toContentOf(item({ options, shuffle: 'free' })).shuffleLocked).toBe(false);
    expect(toContentOf(item({ shuffle: 'locked' })).shuffleLocked).toBe(true);
  });

  it('is empty when nothing was written, and can still be drawn', () => {
    const content = toContentOf(item({ title: ' ', stem: ' ', options: [option('o1', '')] }));
    expect(content).toMatchObject({ title: null, stem: [], rationales: {} });
  });
});

describe('what keeps an item from being saved', () => {
  it('is nothing when it is complete', () => {
    expect(checkItemText(item())).toEqual([]);
  });

  it.each([
    ['no question', { stem: ' ' }, ['stem']],
    ['one option', { options: [option('o1', 'x')] }, ['options', 'key']],
    ['an empty option', { options: [option('o1', 'x', true), option('o2', ' ')] }, ['option-o2']],
    ['equal options', { options: [option('o1', 'x', true), option('o2', 'x ')] }, ['option-o2']],
    ['no key', { options: [option('o1', 'x'), option('o2', 'y')] }, ['key']],
    ['only keys', { options: [option('o1', 'x', true), option('o2', 'y', true)] }, ['key']],
    ['a picture without words', { stem: `What is ![ ](media:${media})?` }, ['stem']],
    ['a picture without words in a rationale', { overall: `![](media:${media})` }, ['overall']],
    [
      'too many options',
      { options: Array.from({ length: 27 }, (_, at) => option(`o${at}`, `x${at}`, at === 0)) },
      ['options'],
    ],
  ] as const)('is named at its field: %s', (_what, changes, fields) => {
    expect(fieldsOf(item(changes))).toEqual(fields);
  });
});

describe('pictures', () => {
  it('are found in paragraphs, emphasis, lists and tables, not in code', () => {
    const picture = `![x](media:${media})`;
    const text = `${picture} **${picture}**\n\n- ${picture}\n\n| a |\n| --- |\n| ${picture} |\n\n\`${picture}\``;
    expect(imagesIn(parseRichText(text))).toHaveLength(4);
    expect(mediaOf(toContentOf(item({ stem: text, overall: picture })))).toEqual([media]);
  });
});
