import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEdits, joinFixes, toChanges } from './apply-edits';
import type { SourceEdit } from './message';

const edit = (
  line: number,
  column: number,
  text: string,
  endLine = line,
  endColumn = column,
): SourceEdit => ({ line, column, endLine, endColumn, text });

describe('edits of a source', () => {
  it('replaces, inserts and deletes at places that count in the text before', () => {
    const source = 'A one\nB two\nAnswer: C';
    expect(
      applyEdits(source, [edit(3, 9, 'B', 3, 10), edit(1, 3, 'the first ', 1, 3), edit(2, 2, '', 2, 6)]),
    ).toBe('A the first one\nB\nAnswer: B');
  });

  it('removes whole lines with their ends and adds lines at the end of the text', () => {
    expect(applyEdits('one\ntwo\nthree', [edit(2, 1, '', 3, 1)])).toBe('one\nthree');
    expect(applyEdits('one\ntwo', [edit(9, 1, '\nthree')])).toBe('one\ntwo\nthree');
  });

  it('keeps whatever line ends the source has', () => {
    expect(applyEdits('\ufeffone\r\ntwo\rthree', [edit(1, 99, '!'), edit(2, 1, '2', 2, 4)])).toBe(
      '\ufeffone!\r\n2\rthree',
    );
  });

  it('leaves out what overlaps an earlier place', () => {
    expect(applyEdits('abcdef', [edit(1, 2, 'X', 1, 5), edit(1, 4, 'Y', 1, 6)])).toBe('aXef');
  });

  it('is total and never gives changes that overlap', () => {
    const place = fc.integer({ min: -2, max: 30 });
    const edits = fc.array(
      fc.record({ line: place, column: place, endLine: place, endColumn: place, text: fc.string() }),
    );
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', '\n', '\r', 'é') }), edits, (source, given) => {
        const changes = toChanges(source, given);
        changes.forEach(({ from, to }, at) => {
          expect(from).toBeGreaterThanOrEqual(changes[at - 1]?.to ?? 0);
          expect(to).toBeLessThanOrEqual(source.length);
        });
        expect(applyEdits(source, [])).toBe(source);
      }),
    );
  });
});

describe('repairs in bulk', () => {
  it('joins repairs of different places and leaves out one that would touch an earlier one', () => {
    const use = (line: number) => ({ label: `Use B in line ${line}`, edits: [edit(line, 9, 'B', line, 10)] });
    const { edits, applied } = joinFixes([use(1), use(1), use(2)]);
    expect(applied).toBe(2);
    expect(applyEdits('Answer: A\nAnswer: C', edits)).toBe('Answer: B\nAnswer: B');
  });
});
