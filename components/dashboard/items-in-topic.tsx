import { ListSearch, NoneMatch } from '@/components/lists/list-search';
import { Pager } from '@/components/lists/pager';
import { TextLink } from '@/components/ui/button-link';
import { EmptyState } from '@/components/ui/empty-state';
import { State } from '@/components/ui/state';
import { Table, TableBody, TableHead, Td, Th, Tr } from '@/components/ui/table';
import { type ListQuery, type Page, toListParameters } from '@/lib/domain/kernel/page';
import { type ItemSummary, QUESTIONS } from '@/lib/features/item-evidence/contract';
import { paths, withQuery } from '@/lib/ui/paths';
import { EstimateText } from './estimate-text';

const NOUN = { one: 'question', other: 'questions' } as const;

interface Props {
  cohortId: string;
  topicId: string;
  query: ListQuery;
  items: Page<ItemSummary>;
  /** What the other list of the page has in the address. */
  keep: Readonly<Record<string, string | number | null>>;
}

/** A part of the items of a topic with how the cohort answered them; what needs a decision stands first. */
export function ItemsInTopic({ cohortId, topicId, query, items, keep }: Props) {
  if (items.total === 0 && query.q === '') {
    return <EmptyState title="No question has this topic">Set a question’s topic in its bank.</EmptyState>;
  }
  const path = paths.teachTopic(cohortId, topicId);
  const place = { path, keep, anchor: QUESTIONS };
  return (
    <div className="flex flex-col gap-5">
      <ListSearch label="Find a question" query={query} list={QUESTIONS} {...place} />
      {items.total === 0 ? (
        <NoneMatch what="questions" {...place} />
      ) : (
        <ItemTable cohortId={cohortId} items={items.rows} />
      )}
      <Pager
        page={items}
        noun={NOUN}
        href={(page) =>
          `${withQuery(path, { ...keep, ...toListParameters({ ...query, page }, QUESTIONS) })}#${QUESTIONS}`
        }
      />
    </div>
  );
}

function ItemTable({ cohortId, items }: { cohortId: string; items: readonly ItemSummary[] }) {
  return (
    <Table caption="Questions of the topic" captionHidden>
      <TableHead>
        <Th pinned>Question</Th>
        <Th numeric>Facility, %</Th>
        <Th numeric>Discrimination</Th>
        <Th numeric>Answers</Th>
        <Th numeric>Left blank</Th>
        <Th numeric>Not reached</Th>
        <Th>Worth a look</Th>
      </TableHead>
      <TableBody>
        {items.map((item) => (
          <Tr key={item.itemId}>
            <Th scope="row" pinned>
              <span className="block max-w-64 min-w-40 sm:max-w-96">
                <TextLink href={paths.teachItem(cohortId, item.itemId)}>{item.title}</TextLink>
                {item.isLive ? null : <span className="pl-2 text-13 text-muted">retired</span>}
              </span>
            </Th>
            <Td numeric>
              <EstimateText estimate={item.analysis.facility} scale={100} />
            </Td>
            <Td numeric>
              <EstimateText estimate={item.analysis.discrimination} digits={2} />
            </Td>
            <Td numeric>{item.analysis.n}</Td>
            <Td numeric>{item.analysis.omitted}</Td>
            <Td numeric>{item.analysis.notReached}</Td>
            <Td>
              <ItemFlagList item={item} />
            </Td>
          </Tr>
        ))}
      </TableBody>
    </Table>
  );
}

function ItemFlagList({ item }: { item: ItemSummary }) {
  if (item.analysis.n === 0) return <span className="text-muted">No answers yet</span>;
  return (
    <ul>
      {item.flags.map((flag) => (
        <li key={flag.text}>
          <State icon="warning" tone="below">
            {flag.text}
          </State>
        </li>
      ))}
    </ul>
  );
}
