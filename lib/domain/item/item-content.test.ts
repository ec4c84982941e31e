import { describe, expect, it } from 'vitest';
import { parseRichText } from '../text/parse-rich-text';
import { letterAt, letterOf } from './item-content';
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
