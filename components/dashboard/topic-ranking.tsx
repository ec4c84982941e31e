import { CutLine } from '@/components/charts/cut-line';
import { TextLink } from '@/components/ui/button-link';
import type { CohortEvidence, EvidenceView, TopicSummary } from '@/lib/features/evidence/contract';
import { formatCount } from '@/lib/ui/format';
import { practiceHref, topicHref } from './evidence-href';

const LEARNERS = { one: 'learner', other: 'learners' };
/** As many as fit above the table without pushing it out of sight; the rest is one click away. */
const SHOWN = 6;

/** The topics that can be judged, weakest first, one cut line under the other. */
export function TopicRanking({
  evidence,
  present,
}: {
  evidence: CohortEvidence;
  present: EvidenceView['present'];
}) {
  const judged = evidence.topics.filter(({ state }) => state !== 'tooFew' && state !== 'noEvidence');
  const row = (topic: TopicSummary) => (
    <TopicRow
      key={topic.topicId}
      topic={topic}
      cohortId={evidence.cohortId}
      cut={evidence.cut.percent}
      present={present}
    />
  );
  return (
    <div className="flex max-w-5xl flex-col gap-3">
      <ol className="flex flex-col">{judged.slice(0, SHOWN).map(row)}</ol>
      {judged.length > SHOWN ? (
        <details>
          <summary className="link inline-flex min-h-11 items-center">
            {formatCount(judged.length - SHOWN, { one: 'further topic', other: 'further topics' })}
          </summary>
          <ol start={SHOWN + 1} className="flex flex-col">
            {judged.slice(SHOWN).map(row)}
          </ol>
        </details>
      ) : null}
      {evidence.unjudged ? <p className="measure text-13 text-muted">{evidence.unjudged}</p> : null}
    </div>
  );
}

function TopicRow({
  topic,
  cohortId,
  cut,
  present,
}: {
  topic: TopicSummary;
  cohortId: string;
  cut: number;
  present: EvidenceView['present'];
}) {
  const { estimate, practiceBankId } = topic;
  return (
    <li className="grid grid-cols-[1fr_auto] items-center gap-x-5 gap-y-0.5 border-b border-hairline py-1.5 md:grid-cols-[15rem_1fr_5.5rem_8rem]">
      <TextLink href={topicHref(cohortId, topic.topicId, present)}>{topic.name}</TextLink>
      <div className="order-last col-span-2 md:order-none md:col-span-1">
        <CutLine
          label={topic.name}
          estimate={estimate.percent}
          interval={estimate.interval}
          n={estimate.n}
          cut={cut}
        />
      </div>
      <span className="hidden text-13 text-muted tabular-nums md:inline">
        {formatCount(topic.learnerCount, LEARNERS)}
      </span>
      {practiceBankId && topic.state !== 'above' ? (
        <TextLink
          href={practiceHref(topic.topicId, practiceBankId)}
          aria-label={`Assign practice on ${topic.name}`}
        >
          Assign practice
        </TextLink>
      ) : null}
    </li>
  );
}
