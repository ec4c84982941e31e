import { ListSearch, NoneMatch } from '@/components/lists/list-search';
import { Pager } from '@/components/lists/pager';
import { ShutNote } from '@/components/shut-keys/shut-note';
import { TextLink } from '@/components/ui/button-link';
import { type ListQuery, toListParameters } from '@/lib/domain/kernel/page';
import {
  KIND_WORDS,
  type OwnReport,
  type OwnReports as OwnReportsPage,
  STATE_WORDS,
} from '@/lib/features/problem-report/contract';
import { formatDate } from '@/lib/ui/format';
import { paths, withQuery } from '@/lib/ui/paths';

const REPORTS = { one: 'report', other: 'reports' } as const;

/** What a learner reported and what came of it, newest first. A list: what is said is read, on a phone as well. */
export function OwnReports({
  query,
  reports,
  timeZone,
}: {
  query: ListQuery;
  reports: OwnReportsPage;
  timeZone: string;
}) {
  if (reports.sent === 0) return null;
  const { rows } = reports;
  return (
    <div className="flex flex-col gap-5">
      <ListSearch label="Find a report" query={query} path={paths.ownReports} />
      {rows.length === 0 ? (
        <NoneMatch what="reports" path={paths.ownReports} />
      ) : (
        <ol
          aria-label="Your reports, newest first"
          className="flex max-w-3xl flex-col border-t border-hairline"
        >
          {rows.map((report) => (
            <li key={report.id} className="flex flex-col gap-2 border-b border-hairline py-4">
              <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
                <h2 className="font-semibold">
                  <TextLink href={`${paths.attemptResults(report.attemptId)}#question-${report.position}`}>
                    {report.examName}, question {report.position}
                  </TextLink>
                </h2>
                <p className="text-13 text-muted">
                  {KIND_WORDS[report.kind]}, sent on {formatDate(report.createdAt, timeZone)}
                </p>
              </div>
              <p className="measure whitespace-pre-wrap break-words">{report.body}</p>
              <Answer report={report} timeZone={timeZone} />
            </li>
          ))}
        </ol>
      )}
      <Pager
        page={reports}
        noun={REPORTS}
        href={(page) => withQuery(paths.ownReports, toListParameters({ ...query, page }))}
      />
    </div>
  );
}

function Answer({ report, timeZone }: { report: OwnReport; timeZone: string }) {
  if (report.state === 'open') return <p className="text-muted">Waiting for an answer.</p>;
  return (
    <div className="flex flex-col gap-0.5 border-l-2 border-line pl-4">
      <p className="text-13 text-muted">
        {STATE_WORDS[report.state]}
        {report.resolvedAt === null ? '' : ` on ${formatDate(report.resolvedAt, timeZone)}`}
      </p>
      {report.shut ? (
        <ShutNote shut={report.shut} timeZone={timeZone} what="The answer" />
      ) : (
        <p className="measure whitespace-pre-wrap break-words">{report.answer}</p>
      )}
    </div>
  );
}
