import { PartOfList } from '@/components/item-life/part-of-list';
import { TextLink } from '@/components/ui/button-link';
import { Table, TableBody, TableHead, Td, Th, Tr } from '@/components/ui/table';
import { pageOf } from '@/lib/domain/kernel/page';
import type { RecordQuery } from '@/lib/features/item-life/contract';
import type { ItemDetail, VersionView } from '@/lib/features/question-bank/contract';
import { formatDateTime, formatList } from '@/lib/ui/format';
import { paths, withQuery } from '@/lib/ui/paths';
import { SourceOf } from './item-facts';

const PART_WORDS: Readonly<Record<VersionView['changes'][number], string>> = {
  title: 'title',
  stem: 'question',
  options: 'options',
  key: 'key',
  rationale: 'rationales',
  stimulus: 'background',
};

const PER_PAGE = 20;

/** A part of the versions that there were. None is ever edited: an attempt keeps the one that it was taken with. */
export function ItemVersions({
  item,
  query,
  timeZone,
  canManage,
}: {
  item: ItemDetail;
  query: RecordQuery;
  timeZone: string;
  canManage: boolean;
}) {
  const page = pageOf(item.versions, query.versions.page, PER_PAGE);
  return (
    <PartOfList
      itemId={item.id}
      list="versions"
      noun={{ one: 'version', other: 'versions' }}
      query={query}
      page={page}
    >
      <Table caption="Versions, newest first" captionHidden>
        <TableHead>
          <Th>Version</Th>
          <Th>What changed</Th>
          <Th>Source</Th>
          <Th>By</Th>
          <Th>When</Th>
        </TableHead>
        <TableBody>
          {page.rows.map((version) => (
            <Tr key={version.id}>
              <Th scope="row">
                {version.version}
                {version.isCurrent ? ' (current)' : ''}
              </Th>
              <Td>
                {changeWords(version)}
                {version.version > 1 ? (
                  <>
                    {' '}
                    <TextLink
                      href={withQuery(paths.itemVersions(item.id), {
                        from: version.version - 1,
                        to: version.version,
                      })}
                    >
                      Compare<span className="sr-only"> version {version.version} with the one before</span>
                    </TextLink>
                  </>
                ) : null}
              </Td>
              <Td>
                <SourceOf version={version} canManage={canManage} />
              </Td>
              <Td>{version.author ?? 'The installation'}</Td>
              <Td>
                <span className="whitespace-nowrap">{formatDateTime(version.createdAt, timeZone)}</span>
              </Td>
            </Tr>
          ))}
        </TableBody>
      </Table>
    </PartOfList>
  );
}

function changeWords(version: VersionView): string {
  if (version.version === 1) return 'First version';
  if (version.changes.length === 0) return 'Nothing that can be seen';
  const words = formatList(version.changes.map((part) => PART_WORDS[part]));
  return words.charAt(0).toUpperCase() + words.slice(1);
}
