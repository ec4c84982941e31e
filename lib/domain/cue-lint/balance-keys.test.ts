import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ItemContent } from '../item/item-content';
import { parseRichText } from '../text/parse-rich-text';
import { balanceKeys, keptReason } from './balance-keys';

const content = (
  key: number,
  options = ['Rows', 'Logs', 'Jobs', 'Keys'],
  more: Partial<ItemContent> = {},
): ItemContent => ({
  title: null,
  stem: parseRichText('Which?'),
  options: options.map((option, at) => ({ id: `o${at}`, body: parseRichText(option) })),
  key: [`o${key}`],
  rationales: {},
  shuffleLocked: false,
  ...more,
});
const set = (...contents: ItemContent[]) => contents.map((each, at) => ({ id: `item ${at}`, content: each }));

describe('balancing keys', () => {
  it('spreads twenty keys in the first place over all four, moving fifteen', () => {
    const plan = balanceKeys(set(...Array.from({ length: 20 }, () => content(0))));
    expect(plan).toMatchObject({ before: [20, 0, 0, 0], after: [5, 5, 5, 5] });
    expect(plan.moves).toHaveLength(15);
  });

  it('moves the key and keeps the others in their order', () => {
    const plan = balanceKeys(set(content(0), content(0), content(0), content(0)));
    for (const { to, order } of plan.moves) {
      expect(order[to]).toBe('o0');
      expect(order.filter((id) => id !== 'o0')).toEqual(['o1', 'o2', 'o3']);
    }
  });

  it('leaves a balanced set alone', () => {
    expect(balanceKeys(set(content(0), content(1), content(2), content(3))).moves).toEqual([]);
    expect(balanceKeys([]).moves).toEqual([]);
  });

  it('is the same plan for the same set, and no ladder', () => {
    const items = set(...Array.from({ length: 24 }, () => content(0)));
    const plan = balanceKeys(items);
    expect(balanceKeys(items)).toEqual(plan);
    const places = plan.moves.map(({ to }) => to);
    expect(places).not.toEqual([...places].sort((a, b) => a - b));
  });

  it('reaches the flattest spread that fixed items leave, never making it worse', () => {
    const anyItem = fc
      .tuple(fc.integer({ min: 2, max: 5 }), fc.nat(), fc.boolean())
      .map(([k, key, locked]) =>
        content(key % k, ['Rows', 'Logs', 'Jobs', 'Keys', 'Pods'].slice(0, k), { shuffleLocked: locked }),
      );
    fc.assert(
      fc.property(fc.array(anyItem, { maxLength: 40 }), (contents) => {
        const items = set(...contents);
        const plan = balanceKeys(items);
        const squares = (list: readonly number[]) => list.reduce((sum, each) => sum + each * each, 0);
        for (const k of [2, 3, 4, 5]) {
          const own = items.filter((item) => item.content.options.length === k);
          const place = (id: string, each: ItemContent) =>
            plan.moves.find((move) => move.id === id)?.to ??
            each.options.findIndex(({ id: o }) => o === each.key[0]);
          const counts = new Array<number>(k).fill(0);
          const before = new Array<number>(k).fill(0);
          for (const { id, content: each } of own) {
            counts[place(id, each)] = (counts[place(id, each)] ?? 0) + 1;
            const at = each.options.findIndex(({ id: o }) => o === each.key[0]);
            before[at] = (before[at] ?? 0) + 1;
          }
          expect(squares(counts)).toBeLessThanOrEqual(squares(before));
          if (own.every(({ content: { shuffleLocked } }) => !shuffleLocked) && own.length > 0) {
            expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
          }
        }
        const frozen = items.filter(({ content: { shuffleLocked } }) => shuffleLocked).map(({ id }) => id);
        expect(plan.moves.filter(({ id }) => frozen.includes(id))).toEqual([]);
        for (const { id, order } of plan.moves) {
          const ids = items.find((item) => item.id === id)?.content.options.map((option) => option.id);
          expect([...order].sort()).toEqual(ids);
        }
      }),
    );
  });

  it.each([
    ['severalKeys', content(0, undefined, { key: ['o0', 'o1'] })],
    ['shuffleLocked', content(0, undefined, { shuffleLocked: true })],
    ['numeric', content(0, ['5 %', '10 %', '20 %'])],
    ['namesLetters', content(0, undefined, { stem: parseRichText('Why does option B fail?') })],
    ['namesLetters', content(0, undefined, { rationales: { o0: parseRichText('A is correct. It works.') } })],
    ['namesLetters', content(0, undefined, { rationales: { o0: parseRichText('It works. B is wrong.') } })],
    [null, content(0, undefined, { stem: parseRichText('A is a table. What is it?') })],
    [null, content(0, undefined, { rationales: { o0: parseRichText('Option counts are even.') } })],
    [null, content(0)],
  ])('keeps an item for the reason %s', (reason, each) => {
    expect(keptReason(each)).toBe(reason);
  });
});
