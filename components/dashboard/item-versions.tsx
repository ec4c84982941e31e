import { TextLink } from '@/components/ui/button-link';
import { Table, TableBody, TableHead, Td, Th, Tr } from '@/components/ui/table';
import type { ItemEvidence } from '@/lib/features/item-evidence/contract';
import { formatDate } from '@/lib/ui/format';
import { paths, withQuery } from '@/lib/ui/paths';
import { EstimateText } from './estimate-text';

/** The versions of an item apart: a reworded question is another question. */
export function ItemVersions({ item, timeZone }: { item: ItemEvidence; timeZone: string }) {
  const href = (version: number) => withQuery(paths.teachItem(item.cohortId, item.itemId), { version });
  return (
    <Table caption="Versions of the question" captionHidden>
      <TableHead>
        <Th>Version</Th>
        <Th>Since</Th>
        <Th numeric>Facility, %</Th>
        <Th numeric>Discrimination</Th>
        <Th numeric>Answers</Th>
        <Th numeric>Left blank</Th>
        <Th numeric>Not reached</Th>
        <Th numeric>Repeats, not counted</Th>
      </TableHead>
      <TableBody>
        {item.versions.length > 1 ? <AllVersions item={item} /> : null}
        {item.versions.map((each) => (
          <Tr key={each.itemVersionId}>
            <Th scope="row">
              {each.itemVersionId === item.shown.itemVersionId ? (
                <span className="font-semibold" aria-current="true">
                  {each.version}, shown below
                </span>
              ) : (
                <TextLink href={href(each.version)}>{`${each.version}`}</TextLink>
              )}
              {each.isCurrent ? <span className="pl-2 text-13 text-muted">current</span> : null}
            </Th>
            <Td>{formatDate(each.createdAt, timeZone)}</Td>
            <Td numeric>
              <EstimateText estimate={each.analysis.facility} scale={100} />
            </Td>
            <Td numeric>
              <EstimateText estimate={each.analysis.discrimination} digits={2} />
            </Td>
            <Td numeric>{each.analysis.n}</Td>
            <Td numeric>{each.analysis.omitted}</Td>
            <Td numeric>{each.analysis.notReached}</Td>
            <Td numeric>{each.repeatedAnswers}</Td>
          </Tr>
        ))}
      </TableBody>
    </Table>
  );
}

/** The question as a whole first: a corrected key begins a version without answers, and the question still has them. */
function AllVersions({ item: { all, versions } }: { item: ItemEvidence }) {
  return (
    <Tr>
      <Th scope="row">All versions</Th>
      <Td>{null}</Td>
      <Td numeric>
        <EstimateText estimate={all.facility} scale={100} />
      </Td>
      <Td numeric>
        <EstimateText estimate={all.discrimination} digits={2} />
      </Td>
      <Td numeric>{all.n}</Td>
      <Td numeric>{all.omitted}</Td>
      <Td numeric>{all.notReached}</Td>
      <Td numeric>{versions.reduce((sum, { repeatedAnswers }) => sum + repeatedAnswers, 0)}</Td>
    </Tr>
  );
}
