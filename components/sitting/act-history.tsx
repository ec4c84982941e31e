import { ListSearch, NoneMatch } from '@/components/lists/list-search';
import { Pager } from '@/components/lists/pager';
import { State } from '@/components/ui/state';
import { Table, TableBody, TableHead, Td, Th, Tr } from '@/components/ui/table';
import { type ListQuery, type Page, toListParameters } from '@/lib/domain/kernel/page';
import { ACTS, type ActBatch } from '@/lib/features/attempt-act/contract';
import { formatCount, formatDateTime, formatNumber } from '@/lib/ui/format';
import { paths, withQuery } from '@/lib/ui/paths';
import { ACT_TEXT } from '@/lib/words/act-words';
import { UndoAct } from './undo-act';

const ACTS_NOUN = { one: 'act', other: 'acts' } as const;

/** What was done to sittings of an assignment, to whom, by whom and why, and the way back. */
export function ActHistory({
  assignmentId,
  acts,
  query,
  timeZone,
}: {
  assignmentId: string;
  acts: Page<ActBatch>;
  query: ListQuery;
  timeZone: string;
}) {
  const path = paths.assignment(assignmentId);
  const place = { path, anchor: 'acts' };
  if (acts.total === 0) return query.q === '' ? null : <NoneMatch what="acts" {...place} />;
  const isMany = query.q !== '' || acts.total > acts.pageSize;
  return (
    <div className="flex flex-col gap-4">
      {isMany ? (
        <ListSearch label="Find an act by person or reason" query={query} list={ACTS} {...place} />
      ) : null}
      <Table caption="What was done to sittings, the latest first">
        <TableHead>
          <Th pinned>Act</Th>
          <Th>For</Th>
          <Th>Reason</Th>
          <Th>When and by whom</Th>
          <Th>Way back</Th>
        </TableHead>
        <TableBody>
          {acts.rows.map((act) => (
            <ActRow key={act.batchId} act={act} assignmentId={assignmentId} timeZone={timeZone} />
          ))}
        </TableBody>
      </Table>
      <Pager
        page={acts}
        noun={ACTS_NOUN}
        href={(page) => withQuery(path, toListParameters({ ...query, page }, ACTS))}
      />
    </div>
  );
}

function ActRow({ act, assignmentId, timeZone }: { act: ActBatch; assignmentId: string; timeZone: string }) {
  const { batchId, kind, minutes, names, sittings, undone, reason, at, by } = act;
  const more = sittings - names.length;
  return (
    <Tr>
      <Th scope="row" pinned>
        {ACT_TEXT[kind].label}
        {minutes === null ? '' : `: ${formatCount(minutes, { one: 'minute', other: 'minutes' })}`}
      </Th>
      <Td>
        {names.join(', ')}
        {more > 0 ? ` and ${formatNumber(more)} more` : ''}
      </Td>
      <Td prose>{reason}</Td>
      <Td>
        {formatDateTime(at, timeZone)}, {by}
      </Td>
      <Td>
        {undone < sittings ? (
          <UndoAct assignmentId={assignmentId} batchId={batchId} kind={kind} sittings={sittings - undone} />
        ) : (
          <State icon="tick" tone="unknown">
            {kind === 'pause' ? 'Went on' : 'Taken back'}
          </State>
        )}
      </Td>
    </Tr>
  );
}
