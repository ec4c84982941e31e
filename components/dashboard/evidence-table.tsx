import { clsx } from 'clsx';
import Link from 'next/link';
import { LeftOn } from '@/components/people/left-on';
import { TextLink } from '@/components/ui/button-link';
import { Icon } from '@/components/ui/icon';
import { cellState } from '@/lib/domain/weakness/cell-state';
import type { CohortEvidence, EvidenceView, TopicSummary } from '@/lib/features/evidence/contract';
import { EvidenceCell } from './evidence-cell';
import { sortHref, topicHref } from './evidence-href';

const HEAD = 'sticky top-0 z-2 bg-ground px-1.5 py-2 align-bottom text-13 font-normal';
const PINNED = 'sticky left-0 bg-ground pr-3 text-left font-normal';

const sortedOf = (view: EvidenceView, sort: string) =>
  view.sort === sort ? (view.order === 'weakest' ? 'ascending' : 'descending') : 'none';

/**
 * Learners by topics. It scrolls in its own box with the names and the headings in view; rows are plain cells, so that 200 by 40
 * stay quick. Topics stand weakest first, as in the ranking above.
 */
export function EvidenceTable({
  evidence,
  view,
  timeZone,
}: {
  evidence: CohortEvidence;
  view: EvidenceView;
  timeZone: string;
}) {
  const { topics, learners, cut, cohortId } = evidence;
  const caption = 'Percentage correct, then the number of first-time answers, for each learner and topic';
  return (
    <section
      aria-label={caption}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard (WCAG 2.1.1)
      tabIndex={0}
      className="max-h-[78dvh] overflow-auto print:max-h-none print:overflow-visible"
    >
      <table className="border-separate border-spacing-px text-15">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>
            <th
              scope="col"
              aria-sort={sortedOf(view, 'name')}
              className={`${HEAD} left-0 z-3 pl-0 text-left`}
            >
              {view.present ? (
                'Learner'
              ) : (
                <SortLink href={sortHref(cohortId, view, 'name')} current={view.sort === 'name'}>
                  Learner
                </SortLink>
              )}
            </th>
            <th scope="col" aria-sort={sortedOf(view, 'overall')} className={HEAD}>
              <SortLink
                href={sortHref(cohortId, view, 'overall')}
                current={view.sort === 'overall'}
                order={view.order}
              >
                All topics
              </SortLink>
            </th>
            {topics.map((topic) => (
              <TopicHeading key={topic.topicId} topic={topic} cohortId={cohortId} view={view} />
            ))}
          </tr>
        </thead>
        <tbody>
          <CohortRow evidence={evidence} />
          {learners.map((learner) => (
            <tr key={learner.key}>
              <th
                scope="row"
                className={`${PINNED} z-1 max-w-44 min-w-28 sm:min-w-44 [overflow-wrap:anywhere]`}
              >
                {learner.label}
                <LeftOn leftAt={learner.leftAt} timeZone={timeZone} />
              </th>
              <EvidenceCell cell={learner.overall} cut={cut.percent} />
              {learner.cells.map((cell, index) => (
                <EvidenceCell key={topics[index]?.topicId} cell={cell} cut={cut.percent} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** The whole cohort first, so that a learner is read against it. */
function CohortRow({ evidence: { topics, overall, cut } }: { evidence: CohortEvidence }) {
  const cell = ({ percent, n, omitted }: TopicSummary['estimate']) => {
    const correct = Math.round(((percent ?? 0) * (n + omitted)) / 100);
    return cellState({ correct, answered: n, omitted }, cut.percent);
  };
  return (
    <tr>
      <th scope="row" className={`${PINNED} z-1 font-semibold whitespace-nowrap`}>
        Whole cohort
      </th>
      <EvidenceCell cell={cell(overall)} cut={cut.percent} />
      {topics.map((topic) => (
        <EvidenceCell key={topic.topicId} cell={cell(topic.estimate)} cut={cut.percent} />
      ))}
    </tr>
  );
}

function TopicHeading({
  topic,
  cohortId,
  view,
}: {
  topic: TopicSummary;
  cohortId: string;
  view: EvidenceView;
}) {
  return (
    <th scope="col" aria-sort={sortedOf(view, topic.topicId)} className={`${HEAD} max-w-24`}>
      <span className="flex flex-col items-center gap-1">
        <TextLink href={topicHref(cohortId, topic.topicId, view.present)} prefetch={false}>
          {topic.name}
        </TextLink>
        <SortLink
          href={sortHref(cohortId, view, topic.topicId)}
          current={view.sort === topic.topicId}
          order={view.order}
        >
          <span className="sr-only">Sort by {topic.name}</span>
        </SortLink>
      </span>
    </th>
  );
}

function SortLink({
  href,
  current,
  order = 'weakest',
  children,
}: {
  href: string;
  current: boolean;
  order?: EvidenceView['order'];
  children: React.ReactNode;
}) {
  const icon = !current ? 'upDown' : order === 'weakest' ? 'arrowUp' : 'arrowDown';
  return (
    <Link
      href={href}
      scroll={false}
      prefetch={false}
      className={clsx(
        'inline-flex min-h-6 min-w-6 items-center justify-center gap-1 underline-offset-4 hover:underline',
        current ? 'font-semibold text-ink' : 'text-muted',
      )}
    >
      {children}
      <Icon name={icon} size="small" />
    </Link>
  );
}
