import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../kernel/random';
import { allowedSeconds } from './allowed-time';
import { assembleForm, assemblyErrorText, formLength } from './assemble-form';
import type { FormEntry, FormSelection, PoolItem } from './form-source';
import { proposeDraws } from './propose-draws';

/** A pool of one bank: each entry is [topic, stimulus or null]. */
function poolOf(
  shape: readonly (readonly [string, string | null])[],
  locked: readonly number[] = [],
): PoolItem[] {
  return shape.map(([topicId, stimulusId], index) => ({
    itemId: `i${index}`,
    itemVersionId: `v${index}`,
    bankId: 'bank',
    stimulusId,
    topicId,
    optionIds: ['a', 'b', 'c', 'd'].map((letter) => `i${index}${letter}`),
    shuffleLocked: locked.includes(index),
  }));
}

const anyPool = fc
  .array(fc.tuple(fc.constantFrom('t1', 't2'), fc.option(fc.constantFrom('s1', 's2', 's3'))), {
    minLength: 1,
    maxLength: 30,
  })
  .map((shape) => poolOf(shape));

function assembled(items: readonly PoolItem[], selection: FormSelection, seed = 1, shuffle = true) {
  const result = assembleForm({
    items,
    selection,
    shuffleItems: shuffle,
    shuffleOptions: shuffle,
    random: seededRandom(seed),
  });
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

const allOf = (items: readonly PoolItem[]): FormSelection => ({
  kind: 'fixed',
  itemIds: items.map((i) => i.itemId),
});

function expectGroupsTogether(form: readonly FormEntry[], items: readonly PoolItem[]) {
  const source = new Map(items.map((item, index) => [item.itemId, { ...item, index }]));
  const lines = form.map((entry) => source.get(entry.itemId));
  for (const stimulusId of new Set(items.flatMap((item) => item.stimulusId ?? []))) {
    const places = lines.flatMap((line, place) => (line?.stimulusId === stimulusId ? [place] : []));
    expect(places).toEqual(places.map((_, step) => (places[0] ?? 0) + step));
    const order = places.map((place) => lines[place]?.index ?? -1);
    expect(order).toEqual([...order].sort((a, b) => a - b));
  }
}

describe('a form of a fixed list', () => {
  it('has every item once, with positions from 1 and every option once', () => {
    fc.assert(
      fc.property(anyPool, fc.integer(), (items, seed) => {
        const form = assembled(items, allOf(items), seed);
        expect(form.map((entry) => entry.position)).toEqual(items.map((_, index) => index + 1));
        expect(new Set(form.map((entry) => entry.itemId))).toEqual(new Set(items.map((i) => i.itemId)));
        for (const entry of form) {
          const item = items.find((each) => each.itemId === entry.itemId);
          expect([...entry.optionOrder].sort()).toEqual(item?.optionIds);
          expect(entry.itemVersionId).toBe(item?.itemVersionId);
        }
      }),
    );
  });

  it('keeps the items of a stimulus together and in source order', () => {
    fc.assert(
      fc.property(anyPool, fc.integer(), fc.boolean(), (items, seed, shuffle) => {
        expectGroupsTogether(assembled(items, allOf(items), seed, shuffle), items);
      }),
    );
  });

  it('keeps the order of the list when nothing is shuffled', () => {
    const items = poolOf([
      ['t1', null],
      ['t1', 's1'],
      ['t2', 's1'],
      ['t1', null],
    ]);
    const form = assembled(items, { kind: 'fixed', itemIds: ['i3', 'i1', 'i2', 'i0'] }, 1, false);
    expect(form.map((entry) => entry.itemId)).toEqual(['i3', 'i1', 'i2', 'i0']);
    expect(form[0]?.optionOrder).toEqual(['i3a', 'i3b', 'i3c', 'i3d']);
  });

  it('never moves the options of an item whose options point at each other', () => {
    const items = poolOf(
      [
        ['t1', null],
        ['t1', null],
      ],
      [1],
    );
    const orders = Array.from({ length: 40 }, (_, seed) => assembled(items, allOf(items), seed));
    const ordersOf = (itemId: string) =>
      new Set(orders.map((form) => form.find((entry) => entry.itemId === itemId)?.optionOrder.join()));
    expect(ordersOf('i1')).toEqual(new Set(['i1a,i1b,i1c,i1d']));
    expect(ordersOf('i0').size).toBeGreaterThan(10);
  });

  it('puts a key in each of the four places about equally often', () => {
    const items = poolOf(Array.from({ length: 20 }, () => ['t1', null] as const));
    const random = seededRandom(59);
    const places = [0, 0, 0, 0];
    for (let n = 0; n < 400; n += 1) {
      const form = assembleForm({
        items,
        selection: allOf(items),
        shuffleItems: true,
        shuffleOptions: true,
        random,
      });
      if (!form.ok) throw new Error('no form');
      for (const entry of form.value) {
        const place = entry.optionOrder.indexOf(`${entry.itemId}a`);
        places[place] = (places[place] ?? 0) + 1;
      }
    }
    const chiSquare = places.reduce((sum, count) => sum + (count - 2000) ** 2 / 2000, 0);
    // 99.9 % point with 3 degrees of freedom; the seed is fixed.
    expect(chiSquare).toBeLessThan(16.3);
  });

  it('is the same for the same chance', () => {
    const items = poolOf(Array.from({ length: 12 }, (_, n) => ['t1', n % 3 ? 's1' : null] as const));
    expect(assembled(items, allOf(items), 5)).toEqual(assembled(items, allOf(items), 5));
  });

  it.each([
    ['an item that is not there', ['i0', 'gone'], { code: 'missingItem', itemId: 'gone' }],
    ['an item twice', ['i0', 'i0'], { code: 'duplicateItem', itemId: 'i0' }],
    ['nothing', [], { code: 'empty' }],
  ])('refuses a list with %s', (_, itemIds, error) => {
    const result = assembleForm({
      items: poolOf([['t1', null]]),
      selection: { kind: 'fixed', itemIds },
      shuffleItems: true,
      shuffleOptions: true,
      random: seededRandom(1),
    });
    expect(result).toEqual({ ok: false, error });
  });
});

describe('a form of draws', () => {
  const draws = (t1: number, t2 = 0): FormSelection => ({
    kind: 'drawn',
    draws: [
      { topicId: 't1', bankId: 'bank', count: t1 },
      ...(t2 > 0 ? [{ topicId: 't2', bankId: 'bank', count: t2 }] : []),
    ],
  });

  it('has exactly the numbers that were asked for, with groups together', () => {
    fc.assert(
      fc.property(anyPool, fc.integer(), fc.nat(), fc.nat(), (items, seed, one, two) => {
        const have = (topic: string) => items.filter((item) => item.topicId === topic).length;
        const t1 = have('t1') === 0 ? 0 : 1 + (one % have('t1'));
        const t2 = have('t2') === 0 ? 0 : two % (have('t2') + 1);
        if (t1 + t2 === 0) return;
        const selection = draws(t1, t2);
        const form = assembled(items, selection, seed);
        expect(form.length).toBe(formLength(selection));
        expect(new Set(form.map((entry) => entry.itemId)).size).toBe(form.length);
        const ofTopic = (topic: string) =>
          form.filter((entry) => items.find((item) => item.itemId === entry.itemId)?.topicId === topic)
            .length;
        expect([ofTopic('t1'), ofTopic('t2')]).toEqual([t1, t2]);
        expectGroupsTogether(form, items);
      }),
    );
  });

  it('draws whole groups where the number allows it, and neighbours where it does not', () => {
    const items = poolOf(['s1', 's1', 's1', 's2', 's2', 's2'].map((s) => ['t1', s] as const));
    for (let seed = 0; seed < 50; seed += 1) {
      const three = assembled(items, draws(3), seed).map((entry) => entry.itemId);
      expect([['i0', 'i1', 'i2'].join(), ['i3', 'i4', 'i5'].join()]).toContain(three.join());
      const two = assembled(items, draws(2), seed).map((entry) => Number(entry.itemId.slice(1)));
      expect((two[1] ?? 0) - (two[0] ?? 0)).toBe(1);
    }
  });

  it('gives items without a stimulus the same chance', () => {
    const items = poolOf(Array.from({ length: 10 }, () => ['t1', null] as const));
    const random = seededRandom(3);
    const counts = new Map<string, number>();
    for (let n = 0; n < 5000; n += 1) {
      const form = assembleForm({
        items,
        selection: draws(3),
        shuffleItems: true,
        shuffleOptions: true,
        random,
      });
      if (!form.ok) throw new Error('no form');
      for (const entry of form.value) counts.set(entry.itemId, (counts.get(entry.itemId) ?? 0) + 1);
    }
    for (const count of counts.values()) expect(Math.abs(count - 1500)).toBeLessThan(110);
  });

  it('says which draw asks for more than there is', () => {
    const result = assembleForm({
      items: poolOf([
        ['t1', null],
        ['t1', null],
        ['t1', null],
      ]),
      selection: draws(5),
      shuffleItems: true,
      shuffleOptions: true,
      random: seededRandom(1),
    });
    expect(result).toEqual({
      ok: false,
      error: { code: 'drawTooLarge', topicId: 't1', bankId: 'bank', wanted: 5, available: 3 },
    });
    if (result.ok) return;
    const text = assemblyErrorText(result.error, { topic: () => 'Governance', bank: () => 'Lakehouse' });
    expect(text).toContain('draws 5 questions of Governance from Lakehouse, which has 3');
  });

  it('never takes from another bank or an item without a topic', () => {
    const [mine] = poolOf([['t1', null]]);
    if (!mine) throw new Error('no pool');
    const items = [mine, { ...mine, itemId: 'x', bankId: 'other' }, { ...mine, itemId: 'y', topicId: null }];
    expect(assembled(items, draws(1)).map((entry) => entry.itemId)).toEqual(['i0']);
  });
});

describe('draws in the proportions of a blueprint', () => {
  const domain = (domainId: string, weightPercent: number, ...topicIds: string[]) => ({
    domainId,
    name: domainId,
    weightPercent,
    topicIds,
  });

  it('divides by weight, evenly over the topics of a domain', () => {
    const result = proposeDraws(
      [domain('Big', 60, 't1', 't2'), domain('Small', 40, 't3')],
      ['t1', 't2', 't3'].map((topicId) => ({ topicId, bankId: 'bank', available: 20 })),
      10,
    );
    expect(result.ok && result.value.draws.map((draw) => draw.count)).toEqual([3, 3, 4]);
  });

  it('names the domains that stay short and those without a topic', () => {
    const result = proposeDraws(
      [domain('Big', 50, 't1'), domain('Small', 30, 't2'), domain('Nothing', 20)],
      [
        { topicId: 't1', bankId: 'bank', available: 2 },
        { topicId: 't2', bankId: 'bank', available: 9 },
      ],
      16,
    );
    if (!result.ok) throw new Error('no proposal');
    expect(result.value.draws.map((draw) => draw.count)).toEqual([2, 6]);
    expect(result.value.short).toEqual([{ name: 'Big', wanted: 10, available: 2 }]);
    expect(result.value.unmapped.map((each) => each.name)).toEqual(['Nothing']);
  });

  it('never asks for more than there is', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(12), { minLength: 3, maxLength: 3 }), fc.nat(40), (have, wanted) => {
        const cells = have.map((available, n) => ({ topicId: `t${n}`, bankId: 'bank', available }));
        const result = proposeDraws(
          [domain('One', 70, 't0', 't1'), domain('Two', 30, 't1', 't2')],
          cells,
          wanted,
        );
        if (!result.ok) throw new Error('no proposal');
        for (const draw of result.value.draws) {
          expect(draw.count).toBeLessThanOrEqual(
            cells.find((c) => c.topicId === draw.topicId)?.available ?? -1,
          );
        }
        const given = result.value.draws.reduce((sum, draw) => sum + draw.count, 0);
        const missing = result.value.short.reduce((sum, each) => sum + each.wanted - each.available, 0);
        expect(given + missing).toBe(wanted);
      }),
    );
  });

  it('refuses a blueprint whose domains have no topics', () => {
    expect(proposeDraws([domain('Big', 100)], [], 10)).toEqual({ ok: false, error: { code: 'noDomains' } });
  });
});

it.each([
  [90, null, 5400],
  [90, { timeFactor: 1.25, extraMinutes: 0 }, 6750],
  [90, { timeFactor: 1.5, extraMinutes: 10 }, 8700],
  [1, { timeFactor: 1.33, extraMinutes: 0 }, 80],
])('allows %d minutes with %j as %d seconds', (minutes, accommodation, seconds) => {
  expect(allowedSeconds(minutes, accommodation)).toBe(seconds);
});
