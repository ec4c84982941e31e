import { State } from '@/components/ui/state';
import { Table, TableBody, TableHead, Td, Th, Tr } from '@/components/ui/table';
import type { ExamDrawView, ExamGroup } from '@/lib/features/exam/contract';
import { formatCount, formatNumber } from '@/lib/ui/format';
import { QUESTIONS } from './exam-words';

/** The questions of a fixed list by title, in their groups. For staff: a learner never sees a title. */
export function ExamItems({ groups }: { groups: readonly ExamGroup[] }) {
  let number = 0;
  return (
    <Table caption="Questions of the exam" captionHidden>
      <TableHead>
        <Th numeric>No.</Th>
        <Th>Question</Th>
        <Th>Topic</Th>
        <Th>Bank</Th>
      </TableHead>
      {groups.map((group) => (
        <TableBody key={group.items[0]?.itemId}>
          {group.stimulusTitle === null ? null : (
            <tr className="border-b border-hairline bg-sunken">
              <th scope="rowgroup" colSpan={4} className="px-3 py-1.5 text-left text-13 font-semibold">
                {group.stimulusTitle}
                <span className="font-normal text-muted">
                  {' '}
                  · {formatCount(group.items.length, QUESTIONS)}
                </span>
              </th>
            </tr>
          )}
          {group.items.map((item) => {
            number += 1;
            return (
              <Tr key={item.itemId}>
                <Td numeric>{formatNumber(number)}</Td>
                <Th scope="row">
                  {item.title}
                  {item.live ? null : (
                    <span className="ml-3 inline-flex align-middle">
                      <State icon="dash" tone="unknown">
                        Retired, left out of new forms
                      </State>
                    </span>
                  )}
                </Th>
                <Td>{item.topic ?? <span className="text-muted">none</span>}</Td>
                <Td>{item.bank}</Td>
              </Tr>
            );
          })}
        </TableBody>
      ))}
    </Table>
  );
}

/** What is drawn for each learner anew, and whether there is enough of it. */
export function ExamDraws({ draws }: { draws: readonly ExamDrawView[] }) {
  return (
    <Table caption="Draws of the exam" captionHidden>
      <TableHead>
        <Th>Topic</Th>
        <Th>Bank</Th>
        <Th numeric>Drawn</Th>
        <Th numeric>Available</Th>
        <Th>State</Th>
      </TableHead>
      <TableBody>
        {draws.map((draw) => (
          <Tr key={`${draw.topic} ${draw.bank}`}>
            <Th scope="row">{draw.topic}</Th>
            <Td>{draw.bank}</Td>
            <Td numeric>{formatNumber(draw.count)}</Td>
            <Td numeric>{formatNumber(draw.available)}</Td>
            <Td>
              {draw.available < draw.count ? (
                <State icon="warning" tone="danger">
                  Too few: nobody can start
                </State>
              ) : draw.available === draw.count ? (
                <State icon="info">Everyone gets the same</State>
              ) : (
                <State icon="tick">Enough</State>
              )}
            </Td>
          </Tr>
        ))}
      </TableBody>
    </Table>
  );
}
