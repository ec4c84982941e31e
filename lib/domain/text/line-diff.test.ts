import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diffLines } from './line-diff';

const text = (...lines: string[]) => lines.join('\n');

/** What `after` is, made of `before` and the changes alone. */
function apply(before: string, changes: ReturnType<typeof diffLines>): string {
  const lines = before.split('\n');
  for (const { before: old, after } of [...changes].reverse())
    lines.splice(old.first - 1, old.lines.length, ...after.lines);
  return lines.join('\n');
}

describe('diffLines', () => {
  it('finds nothing in equal texts', () => {
    expect(diffLines('a\nb', 'a\nb')).toEqual([]);
  });

  it('names the two ends that differ and nothing between them', () => {
    const middle = Array.from({ length: 500 }, (_, at) => `line ${at}`);
    const changes = diffLines(text('a', ...middle, 'z'), text('A', ...middle, 'z', 'more'));
    expect(changes).toEqual([
      { before: { first: 1, lines: ['a'] }, after: { first: 1, lines: ['A'] } },
      { before: { first: 503, lines: [] }, after: { first: 503, lines: ['more'] } },
    ]);
  });

  it('gives a line that was put in or taken out its place', () => {
    expect(diffLines(text('a', 'c'), text('a', 'b', 'c'))).toEqual([
      { before: { first: 2, lines: [] }, after: { first: 2, lines: ['b'] } },
    ]);
    expect(diffLines(text('a', '', 'b', '', 'c'), text('a', '', 'c'))).toHaveLength(1);
  });

  it('turns the one text into the other, whatever they are', () => {
    const lines = fc.array(fc.constantFrom('', 'a', 'b', 'c', 'd', 'e', 'f'), { maxLength: 30 });
    fc.assert(
      fc.property(lines, lines, (one, other) => {
        const [before, after] = [one.join('\n'), other.join('\n')];
        expect(apply(before, diffLines(before, after))).toBe(after);
      }),
    );
  });

  it('keeps up with a source of many thousand lines', () => {
    const long = Array.from({ length: 50_000 }, (_, at) => `line ${at}`);
    expect(diffLines(text(...long), text('first', ...long, 'last'))).toHaveLength(2);
  });
});
