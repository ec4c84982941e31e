import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ACT_KINDS, type Act, foldActivity, readActs, writeActs } from './activity';

const act: fc.Arbitrary<Act> = fc
  .record({
    kind: fc.constantFrom(...ACT_KINDS),
    position: fc.integer({ min: 1, max: 1000 }),
    option: fc.integer({ min: 0, max: 25 }),
    agoMs: fc.integer({ min: 0, max: 2 ** 31 - 1 }),
  })
  .map(({ option, ...rest }) =>
    rest.kind === 'struck' || rest.kind === 'restored' ? { ...rest, option } : rest,
  );

describe('what happens around the answers', () => {
  it('is written so that it can be read again', () => {
    expect(writeActs([{ kind: 'shown', position: 5, agoMs: 1200 }])).toBe('s5-1200');
    fc.assert(
      fc.property(fc.array(act, { maxLength: 20 }), (acts) => {
        expect(readActs(writeActs(acts))).toEqual(acts);
      }),
    );
  });

  it('leaves out what nobody wrote', () => {
    expect(readActs('s5-1 nonsense s-3 x:2 q1-1')).toEqual([{ kind: 'shown', position: 5, agoMs: 1 }]);
  });

  it('leaves marks in the order in which it happened, not in which it arrived', () => {
    const marks = foldActivity([
      { receivedAtMs: 10_000, acts: 's1-9000 f1-8000 x1:2-7000 s2-1000' },
      { receivedAtMs: 20_000, acts: 'u1-13000 r1:2-11000 x2:0-500' },
    ]);
    expect(marks.place).toBe(2);
    expect([...marks.seen]).toEqual([1, 2]);
    expect([...marks.flagged], 'taken off after it was set').toEqual([]);
    expect([...marks.struck]).toEqual(['2:0']);
  });
});
