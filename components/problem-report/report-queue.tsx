import { ListSearch } from '@/components/lists/list-search';
import { Pager } from '@/components/lists/pager';
import { TextLink } from '@/components/ui/button-link';
import { EmptyState } from '@/components/ui/empty-state';
import { Field } from '@/components/ui/field';
import { Table, TableBody, TableHead, Td, Th, Tr } from '@/components/ui/table';
import { Select } from '@/components/ui/text-control';
import { toListParameters } from '@/lib/domain/kernel/page';
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
  const { rows } = reports;
  return (
    <div className="flex flex-col gap-5">
      <FilterForm filter={filter} />
      {rows.length === 0 ? (
        <EmptyState
          title={filter.state === 'open' && filter.q === '' ? 'Nothing waits' : 'No report matches'}
        >
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
      <Pager
        page={reports}
        noun={REPORTS}
        href={(page) =>
          withQuery(paths.reports, { ...keptOf(filter), ...toListParameters({ ...filter, page }) })
        }
      />
    </div>
  );
}

/** What stands in the address of the queue beside the words and the page. */
const keptOf = ({ state, kind, itemId }: ReportFilter) => ({ state: state ?? 'all', kind, item: itemId });

function FilterForm({ filter }: { filter: ReportFilter }) {
  return (
    <ListSearch label="Find a report" query={filter} path={paths.reports} isNarrowed={isNarrowed(filter)}>
      <div className="min-w-44">
        <Field id="report-state" label="State">
          {(control) => (
            <Select {...control} name="state" defaultValue={filter.state ?? 'all'}>
              <option value="all">All</option>
              {REPORT_STATES.map((state) => (
                <option key={state} value={state}>
                  {STATE_WORDS[state]}
                </option>
              ))}
              <option value="closed">Closed, whatever came of it</option>
            </Select>
          )}
        </Field>
      </div>
      <div className="min-w-52">
        <Field id="report-kind" label="Problem">
          {(control) => (
            <Select {...control} name="kind" defaultValue={filter.kind ?? ''}>
              <option value="">All</option>
              {REPORT_KINDS.map((kind) => (
                <option key={kind} value={kind}>
                  {KIND_WORDS[kind]}
                </option>
              ))}
            </Select>
          )}
        </Field>
      </div>
      {filter.itemId === null ? null : (
        <span className="flex min-h-11 items-center gap-2">
          <input type="hidden" name="item" value={filter.itemId} />
          Of one question. <TextLink href={paths.reports}>Show all</TextLink>
        </span>
      )}
    </ListSearch>
  );
}

const isNarrowed = ({ q, state, kind }: ReportFilter) => q !== '' || state !== 'open' || kind !== null;
