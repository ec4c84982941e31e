import { describe, expect, it } from 'vitest';
import { suggestTopic } from './suggest-topics';

const topics = ['Delta Lake', 'Delta Lake governance', 'Streaming', 'C'].map((name) => ({
  ...{ id: name, name },
  domainIds: [],
}));

describe('a suggested topic', () => {
  it('is the longest name whose every word stands in the text', () => {
    expect(suggestTopic('Governance of a Delta Lake', topics)).toBe('Delta Lake governance');
    expect(suggestTopic('Tables in Delta: a lake', topics)).toBe('Delta Lake');
  });

  it('is nothing where no name fits, and never a name without words', () => {
    expect(suggestTopic('Streams of events', topics)).toBeNull();
    expect(suggestTopic('C and D', topics)).toBeNull();
    expect(suggestTopic('', topics)).toBeNull();
  });
});
