import { describe, expect, it } from 'vitest';
import { emptyDraft, moveOption, payloadOf, withOptions } from './editor-draft';

const item = {
  ...emptyDraft([]).item,
  options: [
    { id: 'a', text: 'One', isKey: true, rationale: 'Option B is slower.' },
    { id: 'b', text: 'Two', isKey: false, rationale: '' },
    { id: 'c', text: 'Both A and B', isKey: false, rationale: '' },
  ],
  overall: 'Compare option A and option C.',
};

describe('options that change places', () => {
  it('take the letters of every text along', () => {
    const moved = moveOption(item, 0, 1);
    expect(moved.options.map(({ id }) => id)).toEqual(['b', 'a', 'c']);
    expect(moved.options[1]?.rationale).toBe('Option A is slower.');
    expect(moved.options[2]?.text).toBe('Both B and A');
    expect(moved.overall).toBe('Compare option B and option C.');
  });

  it('stay where they are at the ends', () => {
    expect(moveOption(item, 0, -1)).toBe(item);
    expect(moveOption(item, 2, 1)).toBe(item);
  });

  it('may leave; what pointed at them shows that it does', () => {
    const left = withOptions(item, item.options.slice(0, 2));
    expect(left.overall).toBe('Compare option [[A]] and option [option].');
  });
});

describe('what is sent', () => {
  it('has no background unless one was chosen or written', () => {
    const draft = emptyDraft(['x', 'y']);
    expect(payloadOf(draft, []).stimulus).toEqual({ kind: 'none' });
    expect(payloadOf({ ...draft, background: 'new', backgroundText: 'Given' }, []).stimulus).toEqual({
      kind: 'new',
      text: 'Given',
    });
  });
});
