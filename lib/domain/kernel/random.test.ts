import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomIndex, seededRandom, shuffled } from './random';

describe('seededRandom', () => {
  it('repeats itself for the same seed and differs for another', () => {
    const draw = (seed: number) => Array.from({ length: 5 }, seededRandom(seed));
    expect(draw(7)).toEqual(draw(7));
    expect(draw(7)).not.toEqual(draw(8));
  });

  it('stays in [0, 1) and spreads evenly over 16 bins', () => {
    const random = seededRandom(2026);
    const bins = new Array<number>(16).fill(0);
    const draws = 160_000;
    let outside = 0;
    for (let n = 0; n < draws; n += 1) {
      const value = random();
      if (!(value >= 0 && value < 1)) outside += 1;
      bins[Math.floor(value * 16)] = (bins[Math.floor(value * 16)] ?? 0) + 1;
    }
    expect(outside).toBe(0);
    const expected = draws / 16;
    const chiSquare = bins.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
    // 99.9 % point of chi-square with 15 degrees of freedom; the seed is fixed, so this never flickers.
    expect(chiSquare).toBeLessThan(37.7);
  });

  it('shows no link between a number and the next', () => {
    const random = seededRandom(11);
    const values = Array.from({ length: 50_000 }, random);
    const products = values.slice(1).map((value, index) => (value - 0.5) * ((values[index] ?? 0) - 0.5));
    const mean = products.reduce((sum, product) => sum + product, 0) / products.length;
    // The product of two independent uniforms has standard deviation 1/12.
    expect(Math.abs(mean) * 12 * Math.sqrt(products.length)).toBeLessThan(3.3);
  });
});

describe('randomIndex', () => {
  it('throws back the numbers that would favour small results', () => {
    const thrown = [0.999_999_999_9, 0.999_999_999_8, 0.5];
    let calls = 0;
    const index = randomIndex(() => thrown[calls++] ?? 0, 3);
    // 2^32 leaves 1 over when divided by 3: only the very last number is thrown back.
    expect(calls).toBe(3);
    expect(index).toBe(2 ** 31 % 3);
  });

  it.each([0, -1, 1.5, Number.NaN, 2 ** 33])('refuses %s', (count) => {
    expect(() => randomIndex(() => 0, count)).toThrow(RangeError);
  });
});

describe('shuffled', () => {
  it('keeps every entry exactly once and leaves the list alone', () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), fc.integer(), (list, seed) => {
        const before = [...list];
        const result = shuffled(list, seededRandom(seed));
        expect([...result].sort((a, b) => a - b)).toEqual([...list].sort((a, b) => a - b));
        expect(list).toEqual(before);
      }),
    );
  });

  it('makes each of the 24 orders of four about equally often', () => {
    const random = seededRandom(4);
    const counts = new Map<string, number>();
    for (let n = 0; n < 24_000; n += 1) {
      const order = shuffled(['a', 'b', 'c', 'd'], random).join('');
      counts.set(order, (counts.get(order) ?? 0) + 1);
    }
    expect(counts.size).toBe(24);
    const chiSquare = [...counts.values()].reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0);
    // 99.9 % point with 23 degrees of freedom.
    expect(chiSquare).toBeLessThan(49.7);
  });
});
