import { CutLine } from '@/components/charts/cut-line';
import { CorrectedScore } from '@/components/key-correction/corrected-score';
import { ReportProblem } from '@/components/problem-report/report-problem';
import { TextLink } from '@/components/ui/button-link';
import { DefinitionList } from '@/components/ui/definition-list';
import { EmptyState } from '@/components/ui/empty-state';
import { Tabs } from '@/components/ui/navigation';
import { PageHeader, Section } from '@/components/ui/page-header';
import { Table, TableBody, TableHead, Td, Th, Tr } from '@/components/ui/table';
import { scoreSentence } from '@/lib/domain/grading/score-sentence';
import type { PracticeView, ResultsView } from '@/lib/features/attempt/contract';
import { formatCount, formatDateTime, formatDuration } from '@/lib/ui/format';
import { paths, withQuery } from '@/lib/ui/paths';
import { NoticeList } from '../notice-list';
import { PrintButton } from '../print-button';
import { FILTER_WORDS, filterItems, REVIEW_FILTERS, type ReviewFilter } from './review-filter';
import { ReviewTools } from './review-tools';
import { ReviewedItem } from './reviewed-item';

const QUESTIONS = { one: 'question', other: 'questions' } as const;

/** How clear the decision is: the interval against the cut, in words. */
function clarityText({ result }: ResultsView): string | null {
  if (result?.position !== 'unclear') return null;
  return 'The interval spans the cut: another set of questions of the same kind could well have gone the other way.';
}

/** Results after release: the score against the cut first, then what to do, then every question. */
export function Results({
  results,
  practice,
  filter,
  reportAt,
  timeZone,
}: {
  results: ResultsView;
  practice: readonly PracticeView[];
  filter: ReviewFilter;
  /** The question whose report form is open from the start. */
  reportAt: number | null;
  timeZone: string;
}) {
  const { score, result } = results;
  return (
    <>
      <PageHeader
        title={results.examName}
        finding={scoreSentence(score, result)}
        actions={<PrintButton />}
        crumbs={[{ href: paths.learn, label: 'Your exams' }]}
      />
      <NoticeList notices={results.notices} timeZone={timeZone} />
      <CorrectedScore results={results} timeZone={timeZone} />
      {score.percent !== null && score.interval && result ? (
        <div className="flex flex-col gap-2">
          <CutLine
            size="wide"
            label={result.passed ? 'Your result: passed' : 'Your result: not passed'}
            estimate={score.percent}
            interval={[100 * score.interval.lower, 100 * score.interval.upper]}
            cut={result.cutPercent}
            n={score.total}
            counted={QUESTIONS}
          />
          {clarityText(results) ? <p className="measure text-muted">{clarityText(results)}</p> : null}
        </div>
      ) : null}
      <DefinitionList items={factsOf(results, timeZone)} />
      {results.topics.length > 0 ? <Topics results={results} /> : null}
      {practice.length > 0 ? <NextSteps practice={practice} /> : null}
      {results.items.length > 0 ? (
        <Questions results={results} filter={filter} reportAt={reportAt} timeZone={timeZone} />
      ) : null}
      <p className="hidden text-13 text-muted print:block">
        Attempt {results.attemptId}, {results.learnerName}
      </p>
    </>
  );
}

function factsOf(results: ResultsView, timeZone: string) {
  const how = results.closedBy === 'submitted' ? 'submitted' : 'closed when the time ran out';
  return [
    { term: 'Attempt', value: `${results.number}, ${how} on ${formatDateTime(results.closedAt, timeZone)}` },
    {
      term: 'Time',
      value: `${formatDuration(results.durationSeconds)} of ${formatDuration(results.allowedSeconds)}`,
    },
    { term: 'Answered', value: answeredText(results) },
    ...(results.cutIsAssumed
      ? [{ term: 'Pass mark', value: 'An assumption of your organisation: the vendor publishes none.' }]
      : []),
    {
      term: 'Receipt',
      value: <TextLink href={paths.attemptReceipt(results.attemptId)}>Show the receipt</TextLink>,
    },
  ];
}

/** "33 of 59, 5 left blank, 9 not reached": all of them count in the score. */
function answeredText({ score, blanks }: ResultsView): string {
  return [
    `${score.answered} of ${score.total}`,
    ...(blanks && blanks.omitted > 0 ? [`${blanks.omitted} left blank`] : []),
    ...(blanks && blanks.notReached > 0 ? [`${blanks.notReached} not reached`] : []),
  ].join(', ');
}

function Topics({ results }: { results: ResultsView }) {
  return (
    <Section
      title="By topic"
      description="Counts only: a few questions per topic are a hint about where to look, not a level."
    >
      <Table caption="Right answers by topic" captionHidden>
        <TableHead>
          <Th>Topic</Th>
          <Th numeric>Right</Th>
          <Th numeric>Questions</Th>
        </TableHead>
        <TableBody>
          {results.topics.map(({ name, correct, total }) => (
            <Tr key={name}>
              <Th scope="row">{name}</Th>
              <Td numeric>{correct}</Td>
              <Td numeric>{total}</Td>
            </Tr>
          ))}
        </TableBody>
      </Table>
    </Section>
  );
}

function NextSteps({ practice }: { practice: readonly PracticeView[] }) {
  return (
    <Section title="What to practise next">
      {practice.map(({ certification, advice }) => (
        <div key={certification} className="flex flex-col gap-0.5">
          <p className="measure font-reading text-17 leading-reading">{advice}</p>
          <p className="text-13 text-muted">From all your exams for {certification}</p>
        </div>
      ))}
    </Section>
  );
}

function Questions({
  results,
  filter,
  reportAt,
  timeZone,
}: {
  results: ResultsView;
  filter: ReviewFilter;
  reportAt: number | null;
  timeZone: string;
}) {
  const shown = filterItems(results.items, filter);
  const path = paths.attemptResults(results.attemptId);
  const tabs = REVIEW_FILTERS.map((each) => ({
    href: `${withQuery(path, { show: each === 'all' ? null : each })}#questions`,
    label: `${FILTER_WORDS[each]} (${filterItems(results.items, each).length})`,
    current: each === filter,
  }));
  return (
    <section id="questions" aria-labelledby="questions-title" className="flex scroll-mt-4 flex-col gap-6">
      <div className="flex flex-wrap items-end justify-between gap-4">
        <h2 id="questions-title" className="text-20 font-semibold">
          Your questions
        </h2>
        <div className="flex items-center gap-3 print:hidden">
          <span className="text-13 text-muted">J and K move, O opens</span>
          {results.policy === 'full' ? <ReviewTools key={filter} /> : null}
        </div>
      </div>
      <Tabs label="Show" tabs={tabs} />
      {shown.length === 0 ? (
        <EmptyState title={filter === 'flagged' ? 'You flagged no question' : 'Every question is right'}>
          <TextLink href={`${path}#questions`}>
            Show all {formatCount(results.items.length, QUESTIONS)}
          </TextLink>
        </EmptyState>
      ) : (
        shown.map((item) => (
          <ReviewedItem key={item.itemId} item={item} stimuli={results.stimuli} timeZone={timeZone}>
            <ReportProblem
              attemptId={results.attemptId}
              itemId={item.itemId}
              position={item.position}
              report={item.report}
              timeZone={timeZone}
              openAt={`${withQuery(path, { show: filter === 'all' ? null : filter, report: String(item.position) })}#question-${item.position}`}
              opened={reportAt === item.position}
            />
          </ReviewedItem>
        ))
      )}
    </section>
  );
}
