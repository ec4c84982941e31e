import { expect, it } from 'vitest';
import { parseRichText } from '../text/parse-rich-text';
import { itemTitle } from './item-title';

it('is the title where there is one', () => {
  expect(itemTitle(' Time travel ', parseRichText('Why?'))).toBe('Time travel');
});

it('is the beginning of the stem where there is none', () => {
  expect(itemTitle('', parseRichText('Why is\n**compaction** useful?'))).toBe('Why is compaction useful?');
  expect(itemTitle('', parseRichText('x'.repeat(200)))).toBe(`${'x'.repeat(89)}…`);
});

it('is never empty', () => {
  expect(itemTitle('  ', [])).toBe('Untitled');
});
