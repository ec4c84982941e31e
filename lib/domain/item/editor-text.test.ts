import { describe, expect, it } from 'vitest';
import type { Inline, RichText } from '../text/rich-text';
import { followOrder, fromEditorText, toEditorText } from './editor-text';

const order = ['o1', 'o2', 'o3', 'o4'];
const reference = (optionId: string): Inline => ({ type: 'optionReference', optionId });
const said = (...parts: readonly (string | Inline)[]): RichText => [
  {
    type: 'paragraph',
    children: parts.map((part) => (typeof part === 'string' ? { type: 'text', text: part } : part)),
  },
];

describe('the text of a field', () => {
  it('names options by their letters where prose finds them again', () => {
    const tree = said('Option ', reference('o2'), ' is wrong.');
    expect(toEditorText(tree, order)).toBe('Option B is wrong.');
    expect(fromEditorText('Option B is wrong.', order)).toEqual(tree);
  });

  it('marks the letters that prose would not find', () => {
    const tree = said('Data of kind ', reference('o3'), ' is late.');
    expect(toEditorText(tree, order)).toBe('Data of kind [[C]] is late.');
    expect(fromEditorText(toEditorText(tree, order), order)).toEqual(tree);
  });

  it('marks letters in bold print, lists and tables', () => {
    const strong: Inline = { type: 'strong', children: [reference('o1')] };
    const cell = [reference('o4')];
    const tree: RichText = [
      { type: 'list', ordered: false, items: [said('See ', strong, ' first')] },
      { type: 'table', head: [[{ type: 'text', text: 'Option' }]], rows: [[cell]] },
    ];
    expect(fromEditorText(toEditorText(tree, order), order)).toEqual(tree);
  });

  it('leaves letters alone that are none of the options', () => {
    expect(fromEditorText('Take [[F]] and Plan B.', order)).toEqual(said('Take [[F]] and Plan B.'));
  });

  it('keeps code as it is', () => {
    const code: RichText = [{ type: 'code', language: 'sql', text: 'SELECT [[A]]' }];
    expect(fromEditorText(toEditorText(code, order), order)).toEqual(code);
  });
});

describe('after the options changed places', () => {
  const after = ['o3', 'o1', 'o2', 'o4'];

  it('a rationale still means the same ones', () => {
    expect(followOrder('A is too slow, unlike option C.', order, after)).toBe(
      'B is too slow, unlike option A.',
    );
  });

  it('a text that refers to none stays as it was typed, odd spacing included', () => {
    expect(followOrder('Too   slow *always*\n\n\n', order, after)).toBe('Too   slow *always*\n\n\n');
  });

  it('an option that is gone leaves a gap that can be seen', () => {
    expect(followOrder('Option D is wrong.', order, ['o1', 'o2', 'o3'])).toBe('Option [option] is wrong.');
  });
});
