import { describe, expect, it } from 'vitest';
import { parseRichText } from '../text/parse-rich-text';
import { type ItemContent, letterAt, letterOf } from './item-content';
import { lintItemSet } from './item-set-lint';
import { refersToOtherOptions } from './shuffle-lock';

describe('letterOf', () => {
  it('gives the letter of the order that this learner sees', () => {
    expect(letterOf(['o3', 'o1', 'o2'], 'o1')).toBe('B');
  });

  it('gives null for an option that is not in the order', () => {
    expect(letterOf(['o1'], 'o9')).toBeNull();
  });

  it('goes on after Z', () => {
    expect([25, 26, 27, 51, 52].map(letterAt)).toEqual(['Z', 'AA', 'AB', 'AZ', 'BA']);
  });
});

describe('refersToOtherOptions', () => {
  it.each([
    'All of the above',
    'None of the above.',
    'None of these',
    'Both A and B',
    'Neither B nor C is correct',
    'A and C only',
    'A, B and D',
    'Options A and C',
    'All the above',
    'Any of the other options',
  ])('locks the order for "%s"', (option) => {
    expect(refersToOtherOptions(parseRichText(option))).toBe(true);
  });

  it.each([
    'All of the tables in the catalogue are rewritten',
    'Both batch and streaming pipelines',
    'A and another cluster share a pool',
    'Neither compute nor storage',
    'Use some of the other tables for the join',
    'B is started before C',
    'All tables',
    'Enable schema evolution',
  ])('leaves the order free for "%s"', (option) => {
    expect(refersToOtherOptions(parseRichText(option))).toBe(false);
  });
});

describe('lintItemSet', () => {
  const item = (key: number, ...options: string[]): ItemContent => ({
    title: null,
    stem: parseRichText('Which?'),
    options: options.map((option, at) => ({ id: `o${at}`, body: parseRichText(option) })),
    key: [`o${key}`],
    rationales: {},
    shuffleLocked: false,
  });

  it('counts keys per position', () => {
    const lint = lintItemSet([item(0, 'a', 'b'), item(0, 'a', 'b', 'c'), item(2, 'a', 'b', 'c')]);
    expect(lint.keyPositions).toEqual([2, 0, 1]);
  });

  it('counts a key as longest only when no distractor is as long', () => {
    const lint = lintItemSet([item(0, 'long', 'b'), item(0, 'tie', 'tie'), item(1, 'long', 'b')]);
    expect(lint).toMatchObject({ comparable: 3, longestIsKey: 1 });
  });

  it('has nothing to say about no items', () => {
    expect(lintItemSet([])).toEqual({ keyPositions: [], comparable: 0, longestIsKey: 0, shuffleLocked: 0 });
  });
});
