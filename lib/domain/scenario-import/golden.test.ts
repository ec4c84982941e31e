import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { toPlainText } from '../text/rich-text';
import { toItemDraft } from './item-draft';
import { parseScenarioPost } from './parse-scenario-post';
import { planImport } from './plan';

const input = readFileSync(
  new URL('../../../tests/golden/scenario-import/s2/input.txt', import.meta.url),
  'utf8',
);
const post = parseScenarioPost(input);
const drafts = post.items.map((item) => toItemDraft(item, (label) => `${item.number}-${label}`));

describe('the sample post', () => {
  it('holds 20 items with 80 rationales and 20 keys under 8 stimuli', () => {
    expect(post.items.map(({ number }) => number)).toEqual(Array.from({ length: 20 }, (_, at) => 21 + at));
    expect(
      post.items.flatMap(({ options }) => options.filter(({ rationale }) => rationale !== null)),
    ).toHaveLength(80);
    expect(post.items.flatMap(({ options }) => options.filter(({ correct }) => correct))).toHaveLength(20);
    expect(post.items.map(({ stimulus }) => stimulus)).toEqual([
      0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 4, 4, 4, 5, 5, 5, 6, 6, 6, 7,
    ]);
  });

  it('is understood to the last line', () => {
    expect(post.lines).toEqual({
      total: 380,
      stimulus: 16,
      item: 240,
      noise: 5,
      blank: 119,
      unrecognised: 0,
    });
    expect(post.messages).toEqual([]);
    expect(post.items.every(({ ready }) => ready)).toBe(true);
  });

  it('renders every rationale with the letter that a learner with reversed options sees', () => {
    for (const draft of drafts) {
      const order = draft.options.map(({ id }) => id).reverse();
      const shown = draft.options.map(({ id }) =>
        toPlainText(draft.rationales[id] ?? [], (option) => 'ABCD'.charAt(order.indexOf(option))),
      );
      expect(shown.map((text) => text.split(' ', 1)[0])).toEqual(['D', 'C', 'B', 'A']);
    }
  });

  it('holds one reference per rationale: no article was taken for a letter', () => {
    const references = JSON.stringify(drafts).match(/"optionReference"/g) ?? [];
    expect(references).toHaveLength(80);
  });

  it('creates nothing and changes nothing the second time', () => {
    let ids = 0;
    const newId = (): string => {
      ids += 1;
      return `option-${ids}`;
    };
    const first = planImport({ stimuli: [], items: [] }, post, newId);
    expect(first.counts).toMatchObject({ stimuli: { new: 8 }, items: { new: 20 } });
    const bank = {
      stimuli: first.stimuli.map(({ body }, at) => ({ id: `s${at}`, body })),
      items: first.items.flatMap((item, at) =>
        'content' in item ? [{ id: `i${at}`, stimulusId: `s${item.stimulus}`, content: item.content }] : [],
      ),
    };
    const second = planImport(bank, post, newId);
    expect(second.counts).toMatchObject({ stimuli: { same: 8 }, items: { same: 20, new: 0, changed: 0 } });
    expect(ids).toBe(80);
  });
});
