import { Table, TableBody, TableHead, Td, Th, Tr } from '@/components/ui/table';
import type { EventView } from '@/lib/features/item-life/contract';
import { formatDateTime } from '@/lib/ui/format';
import { STATE_WORDS } from './state-words';

/** Every step of an item's life, newest first. What was imported begins live and has no step yet. */
export function ItemHistory({ events, timeZone }: { events: readonly EventView[]; timeZone: string }) {
  if (events.length === 0) {
    return <p className="text-muted">It has been in the same state since it came in.</p>;
  }
  return (
    <Table caption="Steps, newest first" captionHidden>
      <TableHead>
        <Th>When</Th>
        <Th>From</Th>
        <Th>To</Th>
        <Th>By</Th>
        <Th>Reason</Th>
      </TableHead>
      <TableBody>
        {events.map((event) => (
          <Tr key={event.id}>
            <Th scope="row">
              <span className="whitespace-nowrap">{formatDateTime(event.at, timeZone)}</span>
            </Th>
            <Td>{event.from === null ? 'New' : STATE_WORDS[event.from]}</Td>
            <Td>{STATE_WORDS[event.to]}</Td>
            <Td>{event.by ?? 'The installation'}</Td>
            <Td prose={event.note !== ''}>
              {event.note === '' ? <span className="text-muted">–</span> : event.note}
            </Td>
          </Tr>
        ))}
      </TableBody>
    </Table>
  );
}
