import { SearchForm } from '@/components/forms/search-form';
import { Button } from '@/components/ui/button';
import { TextLink } from '@/components/ui/button-link';
import { EmptyState } from '@/components/ui/empty-state';
import { Pagination } from '@/components/ui/navigation';
import { Table, TableBody, TableHead, Td, Th, Tr } from '@/components/ui/table';
import { Select } from '@/components/ui/text-control';
import {
  KIND_WORDS,
  REPORT_KINDS,
  REPORT_STATES,
  type ReportFilter,
  type ReportPage,
  STATE_WORDS,
} from '@/lib/features/problem-report/contract';
import { formatDate } from '@/lib/ui/format';
import { paths, withQuery } from '@/lib/ui/paths';

const REPORTS = { one: 'report', other: 'reports' } as const;

/** Reports of learners, the oldest open one first. */
export function ReportQueue({
  reports,
  filter,
  timeZone,
}: {
  reports: ReportPage;
  filter: ReportFilter;
  timeZone: string;
}) {
  const { rows, total, page, pageSize } = reports;
  const pageHref = (to: number) =>
    withQuery(paths.reports, {
      state: filter.state ?? 'all',
      kind: filter.kind,
      item: filter.itemId,
      page: to,
    });
  const from = (page - 1) * pageSize + 1;
  return (
    <div className="flex flex-col gap-5">
      <FilterForm filter={filter} />
      {rows.length === 0 ? (
        <EmptyState title={filter.state === 'open' ? 'Nothing waits' : 'No report matches'}>
          Learners report problems from their results; each report stands here with the question as they saw
          it.
        </EmptyState>
      ) : (
        <Table caption="Reports" captionHidden>
          <TableHead>
            <Th pinned>Question</Th>
            <Th>Problem</Th>
            <Th>What they say</Th>
            <Th>By</Th>
            <Th>Sent</Th>
            <Th>State</Th>
          </TableHead>
          <TableBody>
            {rows.map((row) => (
              <Tr key={row.id}>
                <Th scope="row" pinned>
                  <TextLink href={paths.report(row.id)}>{row.title === '' ? 'Untitled' : row.title}</TextLink>
                </Th>
                <Td>{KIND_WORDS[row.kind]}</Td>
                <Td>
                  <span className="line-clamp-2 min-w-56 max-w-prose">{row.body}</span>
                </Td>
                <Td>{row.learner}</Td>
                <Td>
                  <span className="whitespace-nowrap">{formatDate(row.createdAt, timeZone)}</span>
                </Td>
                <Td>
                  {STATE_WORDS[row.state]}
                  {row.state === 'open' && row.isChanged ? ', question changed since' : ''}
                </Td>
              </Tr>
            ))}
          </TableBody>
        </Table>
      )}
      {total > pageSize ? (
        <Pagination
          from={from}
          to={from + rows.length - 1}
          total={total}
          noun={REPORTS}
          previousHref={page > 1 ? pageHref(page - 1) : null}
          nextHref={page * pageSize < total ? pageHref(page + 1) : null}
        />
      ) : null}
    </div>
  );
}

function FilterForm({ filter }: { filter: ReportFilter }) {
  return (
    <SearchForm action={paths.reports} className="flex flex-wrap items-end gap-3">
      <label htmlFor="report-state" className="flex min-w-44 flex-col gap-1">
        <span className="text-13 text-muted">State</span>
        <Select id="report-state" name="state" defaultValue={filter.state ?? 'all'}>
          <option value="all">All</option>
          {REPORT_STATES.map((state) => (
            <option key={state} value={state}>
              {STATE_WORDS[state]}
            </option>
          ))}
          <option value="closed">Closed, whatever came of it</option>
        </Select>
      </label>
      <label htmlFor="report-kind" className="flex min-w-52 flex-col gap-1">
        <span className="text-13 text-muted">Problem</span>
        <Select id="report-kind" name="kind" defaultValue={filter.kind ?? ''}>
          <option value="">All</option>
          {REPORT_KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {KIND_WORDS[kind]}
            </option>
          ))}
        </Select>
      </label>
      <Button type="submit" icon="search">
        Show
      </Button>
      {filter.itemId === null ? null : (
        <span className="flex min-h-11 items-center gap-2">
          Of one question. <TextLink href={paths.reports}>Show all</TextLink>
        </span>
      )}
    </SearchForm>
  );
}
