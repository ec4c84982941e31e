import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allocateItems, allocationErrorText } from './allocate-items';
import { coverage, coverageSentence } from './coverage';
import { checkWeights, weightNote } from './domain-weight';
import { listText } from './list-text';

const domainsOf = (weights: readonly number[]) =>
  weights.map((weightPercent, i) => ({ domainId: `d${i + 1}`, name: `Domain ${i + 1}`, weightPercent }));

function countsOf(weights: readonly number[], itemCount: number): number[] {
  const result = allocateItems(domainsOf(weights), itemCount);
  if (!result.ok) throw new Error(allocationErrorText(result.error));
  return result.value.perDomain.map((domain) => domain.itemCount);
}

describe('allocateItems', () => {
  it.each([
    ['Data Engineer Professional', [22, 13, 10, 10, 10, 10, 7, 7, 6, 5], 59, [13, 8, 6, 6, 6, 6, 4, 4, 3, 3]],
    // 4.5 and 13.5 tie for the last item: the heavier domain gets it.
    ['Data Engineer Associate, July 2025', [10, 30, 31, 18, 11], 45, [4, 14, 14, 8, 5]],
    ['four equal domains and two items', [25, 25, 25, 25], 2, [1, 1, 0, 0]],
    ['a single domain', [100], 7, [7]],
    ['no items', [60, 40], 0, [0, 0]],
  ])('divides %s', (_, weights, itemCount, expected) => {
    expect(countsOf(weights, itemCount)).toEqual(expected);
  });

  it('normalises weights that add up to 99 and says so', () => {
    const result = allocateItems(domainsOf([6, 21, 21, 12, 12, 15, 12]), 45);
    expect(result).toMatchObject({ ok: true, value: { weights: { state: 'rounded', sumPercent: 99 } } });
    expect(countsOf([6, 21, 21, 12, 12, 15, 12], 45)).toEqual([3, 10, 10, 5, 5, 7, 5]);
  });

  const someWeights = fc.array(fc.integer({ min: 1, max: 100 }), { minLength: 1, maxLength: 15 });
  const someCount = fc.integer({ min: 0, max: 500 });

  it('gives away every item, and no domain strays a whole item from its share', () => {
    fc.assert(
      fc.property(someWeights, someCount, (weights, itemCount) => {
        const result = allocateItems(domainsOf(weights), itemCount);
        if (!result.ok) throw new Error(result.error.code);
        expect(result.value.perDomain.reduce((total, domain) => total + domain.itemCount, 0)).toBe(itemCount);
        for (const domain of result.value.perDomain) {
          expect(Math.abs(domain.itemCount - domain.exactCount)).toBeLessThan(1);
        }
      }),
    );
  });

  it('never gives a heavier domain less than a lighter one', () => {
    fc.assert(
      fc.property(someWeights, someCount, (weights, itemCount) => {
        const heaviestFirst = [...weights].sort((a, b) => b - a);
        const counts = countsOf(heaviestFirst, itemCount);
        expect(counts).toEqual([...counts].sort((a, b) => b - a));
      }),
    );
  });

  it('does not change when all weights are scaled', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 15 }),
        someCount,
        (weights, itemCount) => {
          expect(countsOf(weights, itemCount)).toEqual(
            countsOf(
              weights.map((weight) => 2 * weight),
              itemCount,
            ),
          );
        },
      ),
    );
  });

  it.each([
    ['noDomains', [], 5],
    ['badCount', [50, 50], 2.5],
    ['badCount', [50, 50], -1],
    ['badWeight', [0, 100], 5],
    ['badWeight', [Number.NaN], 5],
    ['badWeight', [101], 5],
  ] as const)('refuses with %s', (code, weights, itemCount) => {
    const result = allocateItems(domainsOf(weights), itemCount);
    expect(result).toMatchObject({ ok: false, error: { code } });
    if (!result.ok) expect(allocationErrorText(result.error)).toMatch(/\.$/);
  });

  it('refuses a domain that appears twice', () => {
    const twice = { domainId: 'a', weightPercent: 50 };
    expect(allocateItems([twice, twice], 5)).toEqual({
      ok: false,
      error: { code: 'duplicateDomain', domainId: 'a' },
    });
  });
});

describe('checkWeights', () => {
  it.each([
    [[60, 40], 'exact', 100, null],
    [[33.3, 33.3, 33.4], 'exact', 100, null],
    [[59, 40], 'rounded', 99, 'The published weights add up to 99\u00a0%. Shares are scaled to 100\u00a0%.'],
    [
      [61, 40],
      'rounded',
      101,
      'The published weights add up to 101\u00a0%. Shares are scaled to 100\u00a0%.',
    ],
    [
      [50, 40],
      'wrong',
      90,
      'The weights add up to 90\u00a0%, not 100\u00a0%. Check for a missing domain or a typing error.',
    ],
  ] as const)('calls %j %s', (weights, state, sumPercent, note) => {
    const check = checkWeights(weights.map((weightPercent) => ({ weightPercent })));
    expect(check).toEqual({ state, sumPercent });
    expect(weightNote(check)).toBe(note);
  });
});

describe('coverage', () => {
  const professional = [
    ['Developing Code', 22, 4],
    ['Cost & Performance', 13, 5],
    ['Quality', 10, 1],
    ['Monitoring', 10, 1],
    ['Security & Compliance', 10, 0],
    ['Debugging & Deploying', 10, 1],
    ['Ingestion', 7, 1],
    ['Governance', 7, 2],
    ['Modelling', 6, 4],
    ['Sharing & Federation', 5, 1],
  ] as const;
  const domains = professional.map(([name, weightPercent]) => ({ domainId: name, name, weightPercent }));
  const evidence = professional.map(([domainId, , count]) => ({ domainId, count }));

  it('finds the domain that the sample bank never asks about', () => {
    const view = coverage(domains, evidence);
    expect(view.coveredWeightPercent).toBe(90);
    expect(view.missing).toEqual([
      { domainId: 'Security & Compliance', name: 'Security & Compliance', weightPercent: 10, count: 0 },
    ]);
    expect(coverageSentence(view)).toBe('Not covered yet: Security & Compliance, 10\u00a0% of the exam.');
  });

  it('wants more evidence when asked to, heaviest gaps first', () => {
    const view = coverage(domains, evidence, 3);
    expect(view.coveredWeightPercent).toBe(41);
    expect(view.missing.map((domain) => domain.weightPercent)).toEqual([10, 10, 10, 10, 7, 7, 5]);
  });

  it('adds up several entries for a domain and counts what is not in the blueprint', () => {
    const view = coverage(domainsOf([60, 40]), [
      { domainId: 'd1', count: 1 },
      { domainId: 'd1', count: 2 },
      { domainId: 'old', count: 5 },
      { domainId: null, count: 2 },
    ]);
    expect(view.perDomain.map((domain) => domain.count)).toEqual([3, 0]);
    expect(view.unmappedCount).toBe(7);
  });

  it('measures against the sum of the weights when it is not 100', () => {
    expect(coverage(domainsOf([33, 66]), [{ domainId: 'd2', count: 1 }]).coveredWeightPercent).toBeCloseTo(
      66.667,
      3,
    );
  });

  it('says so when everything or nothing is covered', () => {
    expect(coverageSentence(coverage(domainsOf([100]), [{ domainId: 'd1', count: 1 }]))).toBe(
      'Every domain of the exam is covered.',
    );
    expect(coverageSentence(coverage(domainsOf([100]), []))).toBe('No domain of the exam is covered yet.');
    expect(coverageSentence(coverage([], []))).toBe('The blueprint has no domains.');
  });
});

describe('listText', () => {
  it.each([
    [[], ''],
    [['A'], 'A'],
    [['A', 'B'], 'A and B'],
    [['A', 'B', 'C'], 'A, B and C'],
  ])('joins %j as "%s"', (names, text) => {
    expect(listText(names)).toBe(text);
  });
});
