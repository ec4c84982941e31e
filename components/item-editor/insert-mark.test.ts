import { describe, expect, it } from 'vitest';
import { parseRichText } from '@/lib/domain/text/parse-rich-text';
import { insertInline, insertMark, MARKS, type Selected } from './insert-mark';

const select = (text: string, chosen: string): Selected => {
  const start = chosen === '' ? text.length : text.indexOf(chosen);
  return { text, start, end: start + chosen.length };
};
const chosenOf = ({ text, start, end }: Selected): string => text.slice(start, end);

describe('a mark', () => {
  it.each([
    ['bold', 'use MERGE here', 'MERGE', 'use **MERGE** here'],
    ['code', 'use MERGE here', 'MERGE', 'use `MERGE` here'],
    ['code-block', 'Given\nSELECT 1', 'SELECT 1', 'Given\n\n```\nSELECT 1\n```'],
    ['list', 'a\nb', 'a\nb', '- a\n- b'],
    ['table', 'See', '', 'See\n\n| Name | Value |\n| --- | --- |\n|  |  |'],
  ] as const)('%s turns what is selected into what it says', (mark, text, chosen, expected) => {
    expect(insertMark(select(text, chosen), mark).text).toBe(expected);
  });

  it('keeps what was chosen selected, so that another mark can follow', () => {
    expect(chosenOf(insertMark(select('use MERGE here', 'MERGE'), 'bold'))).toBe('MERGE');
    expect(chosenOf(insertMark(select('x\n\ny', 'x'), 'code-block'))).toBe('x');
  });

  it('without a selection puts a word there, selected, to be written over', () => {
    expect(chosenOf(insertMark(select('', ''), 'bold'))).toBe('bold');
    expect(chosenOf(insertMark(select('', ''), 'table'))).toBe('Name');
    expect(chosenOf(insertMark(select('Given', ''), 'list'))).toBe('point');
  });

  it.each(MARKS)('%s in the middle of a text leaves the text around it alone', (mark) => {
    const marked = insertMark(select('before CODE after', 'CODE'), mark).text;
    const words = JSON.stringify(parseRichText(marked));
    expect(words).toMatch(/before/);
    expect(words).toMatch(/after/);
  });
});

describe('a piece', () => {
  it('stands in place of what is selected', () => {
    expect(insertInline(select('a b c', 'b'), '![x](y)')).toEqual({ text: 'a ![x](y) c', start: 9, end: 9 });
  });
});
