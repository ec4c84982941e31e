import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { knownItem, postStyle, writePost } from '../../../tests/support/post-generator';
import { parseScenarioPost } from './parse-scenario-post';
import { holdPostConditions } from './post-conditions/post-conditions';

describe('posts written from known items in any combination of styles', () => {
  it('give back every item with its key and its rationales, and no line is lost', () => {
    fc.assert(
      fc.property(fc.array(knownItem, { minLength: 2, maxLength: 4 }), postStyle, (known, style) => {
        const { source, items } = writePost(known, style);
        const post = parseScenarioPost(source);
        const found = post.items.map((item) => ({
          number: item.number,
          sourceId: item.sourceId,
          stem: item.stem,
          options: item.options.map(({ text, correct, rationale }) => ({ text, correct, rationale })),
          overallRationale: item.overallRationale,
          stimulus: item.stimulus === null ? null : post.stimuli[item.stimulus]?.text,
        }));
        expect(found).toEqual(items);
        expect(post.items.every(({ ready }) => ready)).toBe(true);
        expect(post.lines.unrecognised).toBe(0);
      }),
      { numRuns: 5000 },
    );
    // Some nine seconds on an idle processor.
  }, 240_000);

  it('meet every condition that readings are held to', () => {
    fc.assert(
      fc.property(fc.array(knownItem, { minLength: 2, maxLength: 4 }), postStyle, (known, style) => {
        const { source } = writePost(known, style);
        const held = holdPostConditions(parseScenarioPost(source), { text: source, format: 'scenario-post' });
        expect(held.messages.filter(({ level }) => level === 'error')).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  }, 120_000);
});
