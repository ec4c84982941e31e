import { RichText } from '@/components/content/rich-text';
import { ItemView } from '@/components/question-bank/item-view';
import { ButtonLink } from '@/components/ui/button-link';
import { type Definition, DefinitionList } from '@/components/ui/definition-list';
import { Section } from '@/components/ui/page-header';
import { letterOf } from '@/lib/domain/item/item-content';
import { KIND_WORDS, type ReportDetail, STATE_WORDS } from '@/lib/features/problem-report/contract';
import { formatCount, formatDateTime, formatList } from '@/lib/ui/format';
import { paths, withQuery } from '@/lib/ui/paths';
import { ResolveForm } from './resolve-form';

/** A report with the question as the learner had it, the question as it is now, and what can be done. */
export function ReportView({ report, timeZone }: { report: ReportDetail; timeZone: string }) {
  const { reported, current } = report;
  const isChanged = reported.version !== current.version;
  return (
    <>
      <DefinitionList items={factsOf(report, timeZone)} />
      <Section title={`As ${report.learner} had it, version ${reported.version}`}>
        <Version version={reported} />
      </Section>
      <Section
        title={isChanged ? `As it is now, version ${current.version}` : 'As it is now'}
        description={isChanged ? undefined : 'It has not changed since.'}
        actions={
          <>
            <ButtonLink href={paths.item(report.itemId)}>Open the question</ButtonLink>
            <ButtonLink href={paths.editItem(report.itemId)}>Change it</ButtonLink>
            <ButtonLink href={paths.itemKey(report.itemId)}>Correct the key</ButtonLink>
            {isChanged ? (
              <ButtonLink
                href={withQuery(paths.itemVersions(report.itemId), {
                  from: reported.version,
                  to: current.version,
                })}
              >
                Compare
              </ButtonLink>
            ) : null}
            {report.cohortId === null ? null : (
              <ButtonLink href={paths.teachItem(report.cohortId, report.itemId)}>
                Show the evidence
              </ButtonLink>
            )}
          </>
        }
      >
        {isChanged ? <Version version={current} /> : null}
      </Section>
      <Section title="What comes of it">
        {report.state === 'open' ? (
          <ResolveForm reportId={report.id} learner={report.learner} />
        ) : (
          <p className="measure whitespace-pre-wrap break-words">{report.answer}</p>
        )}
      </Section>
    </>
  );
}

function Version({ version: { content, stimulus } }: { version: ReportDetail['reported'] }) {
  return (
    <div className="flex max-w-3xl flex-col gap-4">
      {stimulus ? (
        <div className="rounded-control bg-sunken px-5 py-4">
          <RichText content={stimulus} />
        </div>
      ) : null}
      <ItemView content={content} showKey />
    </div>
  );
}

function factsOf(report: ReportDetail, timeZone: string): Definition[] {
  const letters = report.selected.flatMap((id) => letterOf(report.optionOrder, id) ?? []).sort();
  const closed =
    report.resolvedAt === null
      ? []
      : [
          {
            term: 'Closed',
            value: `${report.resolver ?? 'The installation'}, ${formatDateTime(report.resolvedAt, timeZone)}`,
          },
        ];
  return [
    { term: 'Problem', value: KIND_WORDS[report.kind] },
    {
      term: 'In their words',
      value: <span className="whitespace-pre-wrap break-words">{report.body}</span>,
    },
    { term: 'They chose', value: letters.length === 0 ? 'Nothing' : formatList(letters) },
    { term: 'Exam', value: report.examName },
    { term: 'Sent', value: formatDateTime(report.createdAt, timeZone) },
    { term: 'State', value: STATE_WORDS[report.state] },
    ...closed,
    ...(report.others > 0
      ? [
          {
            term: 'Others',
            value: `${formatCount(report.others, { one: 'more open report', other: 'more open reports' })} about this question`,
          },
        ]
      : []),
  ];
}
