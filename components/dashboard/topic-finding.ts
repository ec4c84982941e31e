import type { TopicEvidence } from '@/lib/features/evidence/contract';
import { formatCount, formatPercent, formatRange } from '@/lib/ui/format';

const WORDS = {
  below: 'The cohort is clearly below the cut here',
  unclear: 'Whether the cohort reaches the cut here is open',
  above: 'The cohort is clearly above the cut here',
} as const;

/** The finding of one topic in a sentence, with its interval and its evidence. */
export function topicFinding({ topic, cut }: TopicEvidence): string {
  const { percent, interval, n, omitted } = topic.estimate;
  if (percent === null || topic.state === 'noEvidence')
    return 'Nobody has answered a question of this topic yet.';
  const evidence = `${formatCount(n, { one: 'answer', other: 'answers' })} of ${formatCount(topic.learnerCount, { one: 'learner', other: 'learners' })}${omitted > 0 ? `, ${omitted} left blank` : ''}`;
  if (topic.state === 'tooFew' || !interval) return `Too few answers to judge: ${evidence}.`;
  return `${WORDS[topic.state]}: ${formatPercent(percent)} (95\u00a0% interval ${formatRange(...interval)}) against ${formatPercent(cut.percent)}, from ${evidence}.`;
}
