import { describe, expect, it } from 'vitest';
import type { PreviewItem } from '@/lib/features/scenario-import/contract';
import { suggestTopics } from './suggest-topics';

const item = (number: number, title: string | null): PreviewItem => ({
  number,
  stimulus: null,
  content: { title, stem: [], options: [], key: [], rationales: {}, shuffleLocked: false },
  firstLine: 1,
  lastLine: 2,
  ready: true,
  plan: null,
});
const topic = (name: string) => ({ id: name, name, domainIds: [] });

describe('suggestTopics', () => {
  it('takes the topic whose every word is in the title, the longest of several', () => {
    const topics = [topic('Data'), topic('Data lineage'), topic('Row filters')];
    expect(suggestTopics([item(24, 'Data lineage in practice')], topics)).toEqual({
      '24 Data lineage in practice': 'Data lineage',
    });
  });

  it('suggests nothing for a title that only shares a word, and nothing without a title', () => {
    expect(suggestTopics([item(1, 'Filters'), item(2, null)], [topic('Row filters')])).toEqual({
      '1 Filters': '',
      '2 ': '',
    });
  });

  it('doesn’t find a topic inside a longer word', () => {
    expect(suggestTopics([item(1, 'Databases')], [topic('Data')])).toEqual({ '1 Databases': '' });
  });
});
