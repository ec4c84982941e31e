import { answersText } from '../statistics/answer-counts';
import { countText, intervalText, percentText } from '../statistics/percent-text';
import {
  COHORT_MINIMUM_ANSWERS,
  type CohortWeakness,
  isJudged,
  type JudgedTopic,
  TOPIC_MINIMUM_ANSWERS,
  TOPIC_MINIMUM_LEARNERS,
} from './cohort-weakness';

/** The finding of a weakness view: its parts for drawing, and `text` for reading. */
export type WeaknessSentence =
  | { readonly kind: 'notEnough'; readonly answered: number; readonly needed: number; readonly text: string }
  | { readonly kind: 'noTopicReady'; readonly answered: number; readonly text: string }
  | {
      /** `weakest`: clearly below the cut. `noneClear`: the lowest may be either. `allAbove`: all judged topics are above. */
      readonly kind: 'weakest' | 'noneClear' | 'allAbove';
      readonly topic: JudgedTopic;
      readonly text: string;
    };

/** Says in one sentence which topic of a cohort is weakest, or why that can't be said yet. */
export function weaknessSentence(view: CohortWeakness): WeaknessSentence {
  if (view.answered < COHORT_MINIMUM_ANSWERS) {
    const needed = COHORT_MINIMUM_ANSWERS;
    const text = `Not enough answers yet to name a weak topic: ${view.answered} of the ${needed} needed.`;
    return { kind: 'notEnough', answered: view.answered, needed, text };
  }
  const judged = view.topics.filter(isJudged);
  const lowest = judged[0];
  if (lowest === undefined) {
    const text = `No topic can be judged yet: each needs ${TOPIC_MINIMUM_ANSWERS} answers from ${TOPIC_MINIMUM_LEARNERS} learners.`;
    return { kind: 'noTopicReady', answered: view.answered, text };
  }
  // The lowest estimate may have a wide interval while a better-known topic is clearly below: the clear one is the finding.
  const clear = judged.find((topic) => topic.state === 'below');
  if (clear) return { kind: 'weakest', topic: clear, text: `Weakest: ${topicText(clear)}` };
  if (judged.every((topic) => topic.state === 'above')) {
    const text = `Every topic with enough answers is above the cut of ${view.cutPercent}\u00a0%. Lowest: ${topicText(lowest)}`;
    return { kind: 'allAbove', topic: lowest, text };
  }
  const text = `No topic is clearly below the cut of ${view.cutPercent}\u00a0%. Lowest: ${topicText(lowest)}`;
  return { kind: 'noneClear', topic: lowest, text };
}

/** "Governance, 52 % (95 % interval 44 to 60), 31 learners, 124 answers, 7 left blank." */
function topicText(topic: JudgedTopic): string {
  const evidence = `${countText(topic.learners, 'learner')}, ${answersText(topic)}`;
  return `${topic.name}, ${percentText(topic.share)} (${intervalText(topic.interval)}), ${evidence}.`;
}

/** Topics without enough answers to be judged, for the line under the finding: "Too few answers: Ingestion (3). None: Modelling." */
export function unjudgedText(view: CohortWeakness): string | null {
  const few = view.topics.filter((topic) => topic.state === 'tooFew');
  const none = view.topics.filter((topic) => topic.state === 'noEvidence');
  const parts = [
    ...(few.length > 0
      ? [`Too few answers: ${few.map((topic) => `${topic.name} (${topic.answered})`).join(', ')}.`]
      : []),
    ...(none.length > 0 ? [`None yet: ${none.map((topic) => topic.name).join(', ')}.`] : []),
  ];
  return parts.length === 0 ? null : parts.join(' ');
}
