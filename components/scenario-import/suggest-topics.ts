import type { TopicChoice } from '@/lib/features/scenario-import/contract';

const wordsOf = (text: string): readonly string[] => text.toLowerCase().match(/[\p{L}\p{N}]{3,}/gu) ?? [];

/**
 * A topic that exists, by name: the one whose every word stands in the text. Of several the longest, because it says most;
 * null when there is none. Nothing is made up.
 */
export function suggestTopic(text: string, topics: readonly TopicChoice[]): string | null {
  const words = new Set(wordsOf(text));
  const found = topics
    .map(({ name }) => ({ name, words: wordsOf(name) }))
    .filter((topic) => topic.words.length > 0 && topic.words.every((word) => words.has(word)))
    .sort((one, other) => other.words.length - one.words.length || other.name.length - one.name.length);
  return found[0]?.name ?? null;
}
