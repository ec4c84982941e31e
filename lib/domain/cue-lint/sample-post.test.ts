import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { assembleForm } from '../form/assemble-form';
import type { ItemContent } from '../item/item-content';
import { seededRandom } from '../kernel/random';
import { toItemDraft } from '../scenario-import/item-draft';
import { parseScenarioPost } from '../scenario-import/parse-scenario-post';
import { lintItems } from './bank-cues';
import { lintItem } from './cue-facts';
import type { Strategy } from './test-wise';

const source = new URL('../../../tests/golden/scenario-import/s2/input.txt', import.meta.url);
const items = parseScenarioPost(readFileSync(source, 'utf8')).items.map((item) =>
  toItemDraft(item, (label) => `${item.number}-${label}`),
);
const cues = lintItems(items);
const score = (strategy: Strategy, of = cues) => of.scores.find((each) => each.strategy === strategy);

/** The items as one learner meets them in an exam that shuffles options. */
function shuffledForm(seed: number): readonly ItemContent[] {
  const form = assembleForm({
    items: items.map((item, at) => ({
      itemId: String(at),
      itemVersionId: String(at),
      bankId: 'bank',
      stimulusId: null,
      topicId: null,
      optionIds: item.options.map((option) => option.id),
      shuffleLocked: item.shuffleLocked,
    })),
    selection: { kind: 'fixed', itemIds: items.map((_, at) => String(at)) },
    shuffleItems: false,
    shuffleOptions: true,
    random: seededRandom(seed),
  });
  if (!form.ok) throw new Error('no form');
  return form.value.map((entry) => {
    const item = items[Number(entry.itemId)] as ItemContent;
    return {
      ...item,
      options: entry.optionOrder.flatMap((id) => item.options.find((option) => option.id === id) ?? []),
    };
  });
}

describe('the sample post and somebody who knows nothing', () => {
  it('gives them 100 % by always choosing A', () => {
    expect(score('position')).toMatchObject({ expected: 20, share: 1 });
    expect(cues).toMatchObject({ comparable: 20, modalPosition: 0, chance: 0.25, severalKeys: 0 });
    expect(cues.keyPositions).toEqual([20, 0, 0, 0]);
    expect(cues.best?.strategy).toBe('position');
  });

  it('gives them 92.5 % by the longest option: 18 strictly, one tie of two', () => {
    expect(score('longest')).toMatchObject({ expected: 18.5, share: 0.925 });
    expect(cues.longest).toMatchObject({ strict: 18, tied: 1, decided: 19, verdict: 'cue' });
    // 18 of 19 at a quarter each.
    expect((cues.longest.p ?? 0) / (19 * 4 ** -18 * 0.75 + 4 ** -19)).toBeCloseTo(1, 9);
  });

  it('proves both beyond chance', () => {
    expect(cues.position).toMatchObject({ verdict: 'uneven', n: 20, method: 'exact' });
    expect((cues.position.p ?? 0) / 4 ** -19).toBeCloseTo(1, 9);
  });

  it('expects a quarter by position and still 92.5 % by length once options are shuffled', () => {
    expect(score('position')?.shuffledShare).toBe(0.25);
    expect(score('longest')?.shuffledShare).toBe(0.925);
  });

  it('shows that in real shuffled forms: always A falls to about a quarter, the longest option stays', () => {
    const forms = Array.from({ length: 400 }, (_, seed) => shuffledForm(seed));
    const byA = forms.map((form) => form.filter((item) => item.key[0] === item.options[0]?.id).length);
    const mean = byA.reduce((total, hits) => total + hits / 20, 0) / forms.length;
    // Standard error: sqrt(.25 * .75 / 8000) = 0.0048.
    expect(Math.abs(mean - 0.25)).toBeLessThan(0.015);
    for (const form of forms.slice(0, 40)) expect(score('longest', lintItems(form))?.share).toBe(0.925);
    expect(lintItems(shuffledForm(7)).position.verdict).toBe('even');
  });

  it('is the same set of cues as when it was last looked at', () => {
    expect(cues.flagged).toMatchInlineSnapshot(`
      {
        "absolute_word": 16,
        "hedged_key": 1,
        "longest_option": 14,
      }
    `);
    expect(
      Object.fromEntries(cues.scores.map((each) => [each.strategy, each.expected])),
    ).toMatchInlineSnapshot(`
      {
        "allOfTheAbove": 5,
        "avoidAbsolutes": 20,
        "grammar": 5,
        "longest": 18.5,
        "middle": 0,
        "position": 20,
        "shortest": 0,
        "verbalCue": 5,
      }
    `);
    expect(
      items.map(
        (item, at) =>
          `${21 + at}: ${lintItem(item)
            .cues.map(({ code, found }) => `${code} ${found.join('/')}`)
            .join(', ')}`,
      ),
    ).toMatchInlineSnapshot(`
      [
        "21: absolute_word entire/every/all",
        "22: longest_option 1.3, absolute_word only",
        "23: longest_option 1.5",
        "24: longest_option 1.4, absolute_word only",
        "25: longest_option 1.3, absolute_word eliminate",
        "26: longest_option 1.6, absolute_word eliminate",
        "27: longest_option 1.6, absolute_word eliminates",
        "28: longest_option 1.7",
        "29: longest_option 1.6, absolute_word all/eliminate",
        "30: absolute_word eliminated",
        "31: longest_option 1.5",
        "32: longest_option 1.4, absolute_word only/eliminate",
        "33: longest_option 1.6, absolute_word eliminate",
        "34: absolute_word eliminates",
        "35: absolute_word always",
        "36: longest_option 1.4, absolute_word eliminate",
        "37: ",
        "38: longest_option 1.5, absolute_word eliminate",
        "39: longest_option 1.4, absolute_word all/always/only/never, hedged_key frequently",
        "40: absolute_word all",
      ]
    `);
  });
});
