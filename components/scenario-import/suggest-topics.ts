import type { PreviewItem, TopicChoice } from '@/lib/features/scenario-import/contract';
import { itemKey } from './draft';

const wordsOf = (text: string): readonly string[] => text.toLowerCase().match(/[\p{L}\p{N}]{3,}/gu) ?? [];

/**
 * Topics that exist, by name: the one whose every word stands in the title of an item. Of several the longest, because it
 * says most. Items without one stay without; nothing is made up.
 */
export function suggestTopics(
  items: readonly PreviewItem[],
  topics: readonly TopicChoice[],
): Readonly<Record<string, string>> {
  const known = topics
    .map((topic) => ({ name: topic.name, words: wordsOf(topic.name) }))
    .filter(({ words }) => words.length > 0)
    .sort((one, other) => other.words.length - one.words.length || other.name.length - one.name.length);
  return Object.fromEntries(
    items.map((item) => {
      const title = new Set(wordsOf(item.content.title ?? ''));
      const found = known.find(({ words }) => words.every((word) => title.has(word)));
      return [itemKey(item), found?.name ?? ''];
    }),
  );
}
