import 'server-only';
import { createHmac } from 'node:crypto';
import { groupBy } from '@/lib/domain/kernel/group-by';
import { pageOf } from '@/lib/domain/kernel/page';
import { personLabels } from '@/lib/domain/people/person-labels';
import { type AnswerCounts, metCount, NO_ANSWERS, sumCounts } from '@/lib/domain/statistics/answer-counts';
import type { Interval } from '@/lib/domain/statistics/interval';
import { wilsonInterval } from '@/lib/domain/statistics/wilson';
import { type CellState, cellState } from '@/lib/domain/weakness/cell-state';
import { compareByCertainty } from '@/lib/domain/weakness/certain-order';
import {
  type CohortWeakness,
  cohortWeakness,
  isJudged,
  type TopicWeakness,
} from '@/lib/domain/weakness/cohort-weakness';
import type { LearnerTopicSum } from '@/lib/domain/weakness/design-effect';
import { unjudgedText, weaknessSentence } from '@/lib/domain/weakness/weakness-sentence';
import { env } from '@/lib/infra/env';
import type {
  CohortEvidence,
  CohortSummary,
  Cut,
  Estimated,
  EvidenceView,
  LearnerInTopic,
  LearnerRow,
  ShownLearner,
  TopicEvidence,
  TopicSummary,
} from './contract';

export interface CohortRow {
  id: string;
  name: string;
  certification_name: string | null;
  cut_percent: number;
  cut_source: string | null;
  learner_count: number;
  left_count: number;
}
export interface TopicSumRow {
  cohort_id: string;
  topic_id: string;
  name: string;
  learners: string[];
  correct: number[];
  answered: number[];
  omitted: number[];
}
export interface WaitingRow {
  id: string;
  cohort_id: string;
  name: string;
  closes_at: Date;
  learner_count: number;
  not_started_count: number;
}
export interface ProvenanceRow extends CohortRow {
  archived_at: Date | null;
  as_of: Date;
  domains: { id: string; name: string }[];
  empty_attempts: number;
  running_attempts: number;
}
export interface LearnerRecord {
  membership_id: string;
  display_name: string;
  email: string;
  /** A text where it comes as JSON. */
  left_at: Date | string | null;
  /** Whether the search of the page finds them. */
  found: boolean;
}
export interface TopicCohortRow extends Omit<CohortRow, 'learner_count' | 'left_count'> {
  /** In the order of the names. */
  learners: (LearnerRecord & { repeated: number; not_reached: number })[];
}
export interface LearnerTopicRow {
  topic_id: string;
  name: string;
  /** Null without any roll-up; otherwise the arrays have the same length. */
  learners: string[] | null;
  correct: number[] | null;
  answered: number[] | null;
  omitted: number[] | null;
  repeated: number;
  not_reached: number;
  newest_answer_at: Date | null;
  live_item_count: number;
  practice_bank_id: string | null;
  domain_ids: string[];
}

const toCut = (row: Pick<CohortRow, 'cut_percent' | 'cut_source'>): Cut => ({
  percent: row.cut_percent,
  source: row.cut_source,
});

const percentInterval = (interval: Interval | null): readonly [number, number] | null =>
  interval && [100 * interval.lower, 100 * interval.upper];

/** `effect` is the design effect: how many answers of the same people weigh as much as one independent answer. */
function toEstimated(counts: AnswerCounts, effect = 1): Estimated {
  const { correct, answered: n, omitted } = counts;
  const met = metCount(counts);
  if (met === 0) return { percent: null, interval: null, n, omitted };
  const interval = percentInterval(wilsonInterval(correct / effect, met / effect));
  return { percent: (100 * correct) / met, interval, n, omitted };
}

type SumsRow = Pick<LearnerTopicRow, 'topic_id' | 'learners' | 'correct' | 'answered' | 'omitted'>;

const toSums = (rows: readonly SumsRow[]): LearnerTopicSum[] =>
  rows.flatMap((row) =>
    (row.learners ?? []).map((learnerId, index) => ({
      learnerId,
      topicId: row.topic_id,
      correct: row.correct?.[index] ?? 0,
      answered: row.answered?.[index] ?? 0,
      omitted: row.omitted?.[index] ?? 0,
    })),
  );

function toWeakness(rows: readonly (SumsRow & { name: string })[], cut: Cut): CohortWeakness {
  const topics = rows.map((row) => ({ topicId: row.topic_id, name: row.name }));
  return cohortWeakness({ topics, sums: toSums(rows), cutPercent: cut.percent });
}

function toOverall(weakness: CohortWeakness): Estimated {
  return toEstimated(sumCounts(weakness.topics), weakness.designEffect);
}

export function toCohortSummaries(
  cohorts: readonly CohortRow[],
  sums: readonly TopicSumRow[],
  waiting: readonly WaitingRow[],
): readonly CohortSummary[] {
  const sumsOf = groupBy(sums, (row) => row.cohort_id);
  const waitingOf = groupBy(waiting, (row) => row.cohort_id);
  return cohorts.map((row) => {
    const cut = toCut(row);
    const weakness = toWeakness(sumsOf.get(row.id) ?? [], cut);
    const sentence = weaknessSentence(weakness);
    return {
      cohortId: row.id,
      name: row.name,
      certificationName: row.certification_name,
      cut,
      learnerCount: row.learner_count,
      leftCount: row.left_count,
      finding: sentence.text,
      isWeak: sentence.kind === 'weakest',
      topicId: 'topic' in sentence ? sentence.topic.topicId : null,
      overall: toOverall(weakness),
      learnersWithEvidence: weakness.learners,
      waiting: (waitingOf.get(row.id) ?? [])
        .filter((exam) => exam.not_started_count > 0)
        .map((exam) => ({
          assignmentId: exam.id,
          examName: exam.name,
          closesAt: exam.closes_at,
          learnerCount: exam.learner_count,
          notStartedCount: exam.not_started_count,
        })),
    };
  });
}

function toTopicSummary(
  topic: TopicWeakness,
  row: LearnerTopicRow | undefined,
  effect: number,
): TopicSummary {
  const plain = toEstimated(topic, effect);
  return {
    topicId: topic.topicId,
    name: topic.name,
    state: topic.state,
    estimate: isJudged(topic) ? { ...plain, interval: percentInterval(topic.interval) } : plain,
    learnerCount: topic.learners,
    practiceBankId: row?.practice_bank_id ?? null,
    liveItemCount: row?.live_item_count ?? 0,
  };
}

/**
 * The people as they are shown, in the order in which those stay who have the same result. A presentation shuffles and numbers them
 * by a secret of the server, so that neither the alphabet nor the address of the page tells who "Learner 7" is; on every page
 * of one presentation it is the same person, in the next another.
 */
function showLearners(
  learners: readonly LearnerRecord[],
  presentation: string | undefined,
): readonly (ShownLearner & { readonly membershipId: string; readonly found: boolean })[] {
  if (presentation === undefined) {
    const labels = personLabels(
      learners.map((learner) => ({
        id: learner.membership_id,
        name: learner.display_name,
        address: learner.email,
      })),
    );
    return learners.map(({ membership_id: id, display_name, left_at, found }) => ({
      membershipId: id,
      found,
      key: id,
      label: labels.get(id) ?? display_name,
      leftAt: left_at === null ? null : new Date(left_at),
    }));
  }
  const place = (id: string) =>
    createHmac('sha256', env().AUTH_SECRET).update(`presentation:${presentation}:${id}`).digest('hex');
  return learners
    .map(({ membership_id }) => ({ membershipId: membership_id, place: place(membership_id) }))
    .sort((a, b) => (a.place < b.place ? -1 : 1))
    .map(({ membershipId }, index) => {
      const label = `Learner ${index + 1}`;
      return { membershipId, found: true, key: label, label, leftAt: null };
    });
}

export function toCohortEvidence(
  row: ProvenanceRow,
  learners: readonly LearnerRecord[],
  topicRows: readonly LearnerTopicRow[],
  view: EvidenceView,
): CohortEvidence {
  const cut = toCut(row);
  const weakness = toWeakness(topicRows, cut);
  const rowOf = new Map(topicRows.map((topic) => [topic.topic_id, topic]));
  const topics = weakness.topics.map((topic) =>
    toTopicSummary(topic, rowOf.get(topic.topicId), weakness.designEffect),
  );
  const shown = topics.filter(
    ({ topicId }) => !view.domain || rowOf.get(topicId)?.domain_ids.includes(view.domain),
  );
  return {
    cohortId: row.id,
    name: row.name,
    archivedAt: row.archived_at,
    certificationName: row.certification_name,
    cut,
    finding: weaknessSentence(weakness).text,
    unjudged: unjudgedText(weakness),
    overall: toOverall(weakness),
    domains: row.domains,
    topics: shown,
    ...toListed(toLearnerRows(learners, shown, toSums(topicRows), cut, view), view),
    learnerCount: row.learner_count,
    leftCount: row.left_count,
    provenance: {
      asOf: row.as_of,
      newestAnswerAt: newestOf(topicRows),
      emptyAttempts: row.empty_attempts,
      runningAttempts: row.running_attempts,
      repeatedAnswers: topicRows.reduce((sum, topic) => sum + topic.repeated, 0),
      omitted: weakness.omitted,
      notReached: topicRows.reduce((sum, topic) => sum + topic.not_reached, 0),
    },
  };
}

/** Rows are few enough to be read: the order follows from everybody's answers, the page from the order. */
const LEARNERS_PER_PAGE = 50;

function toListed<T>(all: readonly T[], { page }: Pick<EvidenceView, 'page'>) {
  const { rows: learners, ...learnerList } = pageOf(all, page, LEARNERS_PER_PAGE);
  return { learners, learnerList };
}

function newestOf(rows: readonly LearnerTopicRow[]): Date | null {
  const moments = rows.flatMap((row) => row.newest_answer_at?.getTime() ?? []);
  return moments.length === 0 ? null : new Date(Math.max(...moments));
}

function toLearnerRows(
  learners: readonly LearnerRecord[],
  topics: readonly TopicSummary[],
  sums: readonly LearnerTopicSum[],
  cut: Cut,
  view: EvidenceView,
): readonly LearnerRow[] {
  const sumsOf = groupBy(sums, (sum) => sum.learnerId);
  // Sorted by name, the rows of a presentation would tell what it hides.
  const byName = view.sort === 'name' && view.present === undefined;
  const byResult = view.sort === 'overall' || view.sort === 'name';
  const found = showLearners(learners, view.present).filter((learner) => learner.found);
  const rows = found.map(({ membershipId, found: _, ...shown }) => {
    const byTopic = new Map(sumsOf.get(membershipId)?.map((sum) => [sum.topicId, sum]));
    const counts = topics.map(({ topicId }): AnswerCounts => byTopic.get(topicId) ?? NO_ANSWERS);
    const all = sumCounts(counts);
    return {
      row: {
        ...shown,
        overall: cellState(all, cut.percent),
        overallInterval: toEstimated(all).interval,
        cells: counts.map((each): CellState => cellState(each, cut.percent)),
      },
      sortedBy: byResult ? all : (byTopic.get(view.sort) ?? NO_ANSWERS),
    };
  });
  if (byName) return rows.map(({ row }) => row);
  return rows.sort((a, b) => compareByCertainty(a.sortedBy, b.sortedBy, view.order)).map(({ row }) => row);
}

export function toTopicEvidence(
  cohort: TopicCohortRow,
  topicRows: readonly LearnerTopicRow[],
  topicId: string,
  view: Pick<EvidenceView, 'page' | 'present'>,
): TopicEvidence | null {
  const cut = toCut(cohort);
  // The whole cohort's answers give the design effect and the prior, so that a topic reads the same here and in the table.
  const weakness = toWeakness(topicRows, cut);
  const judged = weakness.topics.find((topic) => topic.topicId === topicId);
  const row = topicRows.find((topic) => topic.topic_id === topicId);
  if (!judged || !row) return null;
  const topic = toTopicSummary(judged, row, weakness.designEffect);
  return {
    cohortId: cohort.id,
    cohortName: cohort.name,
    topicId,
    name: row.name,
    cut,
    topic,
    ...toListed(toLearnersInTopic(cohort.learners, row, view.present), view),
  };
}

function toLearnersInTopic(
  learners: TopicCohortRow['learners'],
  row: LearnerTopicRow,
  presentation: string | undefined,
): readonly LearnerInTopic[] {
  const sumOf = new Map(toSums([row]).map((sum) => [sum.learnerId, sum]));
  const apartOf = new Map(learners.map((learner) => [learner.membership_id, learner]));
  return showLearners(learners, presentation)
    .filter((learner) => learner.found)
    .map((learner) => ({ ...learner, counts: sumOf.get(learner.membershipId) ?? NO_ANSWERS }))
    .sort((a, b) => compareByCertainty(a.counts, b.counts, 'weakest'))
    .map(({ membershipId, found: _, counts, ...shown }) => ({
      ...shown,
      estimate: toEstimated(counts),
      notReached: apartOf.get(membershipId)?.not_reached ?? 0,
      repeatedAnswers: apartOf.get(membershipId)?.repeated ?? 0,
    }));
}
