import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseRichText } from '../text/parse-rich-text';
import { toPlainText } from '../text/rich-text';
import { readIncoming } from './incoming-item';
import { toItemDraft } from './item-draft';
import { parseScenarioPost } from './parse-scenario-post';
import { EMPTY_BANK, planImport } from './plan';

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
    const incoming = post.items.map((item) => readIncoming(item, (text) => text));
    const bodies = post.stimuli.map(({ text }) => parseRichText(text));
    const first = planImport(EMPTY_BANK, incoming, bodies);
    expect(first.rows.map(({ kind }) => kind)).toEqual(Array(20).fill('new'));
    const bank = {
      stimuli: first.stimuli.map(({ body }, at) => ({ id: `s${at}`, body })),
      items: incoming.map(({ fingerprint, content, source }, at) => ({
        id: `i${at}`,
        stimulusId: `s${source.stimulus}`,
        fingerprint,
        content,
        isFromSource: true,
      })),
    };
    const second = planImport(bank, incoming, bodies);
    expect(second.stimuli.map(({ action }) => action)).toEqual(Array(8).fill('same'));
    expect(second.rows.map(({ kind }) => kind)).toEqual(Array(20).fill('same'));
  });
});
