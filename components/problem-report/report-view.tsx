import { RichText } from '@/components/content/rich-text';
import { ItemView } from '@/components/question-bank/item-view';
import { ButtonLink } from '@/components/ui/button-link';
import { type Definition, DefinitionList } from '@/components/ui/definition-list';
import { Section } from '@/components/ui/page-header';
import { letterOf } from '@/lib/domain/item/item-content';
import type { RichText as RichTextTree } from '@/lib/domain/text/rich-text';
import { type ReportDetail, STATE_WORDS } from '@/lib/features/problem-report/contract';
import { formatCount, formatDateTime, formatList } from '@/lib/ui/format';
import { paths, withQuery } from '@/lib/ui/paths';
import { ResolveForm } from './resolve-form';

/** A report with the question as the learner had it, the question as it is now, and what can be done. */
export function ReportView({ report, timeZone }: { report: ReportDetail; timeZone: string }) {
  const { reported, current } = report;
  const isChanged = reported.version !== current.version;
  const isSameBackground = JSON.stringify(reported.stimulus) === JSON.stringify(current.stimulus);
  return (
    <>
      <DefinitionList items={factsOf(report, timeZone)} />
      <Section
        title="The question"
        description={isChanged ? undefined : 'It has not changed since.'}
        actions={<Acts report={report} isChanged={isChanged} />}
      >
        {isSameBackground && reported.stimulus ? <Background text={reported.stimulus} /> : null}
        <div className={isChanged ? 'grid gap-x-8 gap-y-6 lg:grid-cols-2' : undefined}>
          <Version
            title={`As ${report.learner} had it, version ${reported.version}`}
            version={reported}
            hasBackground={!isSameBackground}
            chosen={{ ids: report.selected, words: 'Chosen by the learner' }}
          />
          {isChanged ? (
            <Version
              title={`As it is now, version ${current.version}`}
              version={current}
              hasBackground={!isSameBackground}
            />
          ) : null}
        </div>
      </Section>
      <Section title={report.state === 'open' ? 'Your answer' : 'The answer'}>
        {report.state === 'open' ? (
          <ResolveForm reportId={report.id} learner={report.learner} />
        ) : (
          <p className="measure whitespace-pre-wrap break-words">{report.answer}</p>
        )}
      </Section>
    </>
  );
}

/** What can be done about the question, in the order in which somebody looks into it. */
function Acts({ report, isChanged }: { report: ReportDetail; isChanged: boolean }) {
  return (
    <>
      <ButtonLink href={paths.item(report.itemId)}>Open the question</ButtonLink>
      {isChanged ? (
        <ButtonLink
          href={withQuery(paths.itemVersions(report.itemId), {
            from: report.reported.version,
            to: report.current.version,
          })}
        >
          Compare
        </ButtonLink>
      ) : null}
      {report.cohortId === null ? null : (
        <ButtonLink href={paths.teachItem(report.cohortId, report.itemId)}>Show the evidence</ButtonLink>
      )}
      <ButtonLink href={paths.editItem(report.itemId)}>Change it</ButtonLink>
      <ButtonLink href={paths.itemKey(report.itemId)}>Correct the key</ButtonLink>
    </>
  );
}

function Background({ text }: { text: RichTextTree }) {
  return (
    <div className="max-w-3xl rounded-control bg-sunken px-5 py-4">
      <RichText content={text} />
    </div>
  );
}

function Version({
  title,
  version: { content, stimulus },
  hasBackground,
  chosen,
}: {
  title: string;
  version: ReportDetail['reported'];
  /** False when it stands above both versions already. */
  hasBackground: boolean;
  chosen?: { readonly ids: readonly string[]; readonly words: string };
}) {
  return (
    <section className="flex min-w-0 max-w-3xl flex-col gap-4">
      <h3 className="text-17 font-semibold">{title}</h3>
      {hasBackground && stimulus ? <Background text={stimulus} /> : null}
      <ItemView content={content} showKey chosen={chosen} />
    </section>
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
