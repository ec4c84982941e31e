import { sourceHref } from '@/components/scenario-import/imported-items';
import { TextLink } from '@/components/ui/button-link';
import { type Definition, DefinitionList } from '@/components/ui/definition-list';
import type { ItemDetail, VersionView } from '@/lib/features/question-bank/contract';
import { formatCount, formatDateTime, formatRange } from '@/lib/ui/format';
import { paths, withQuery } from '@/lib/ui/paths';
import { ItemState } from './item-state';

/** Where an item belongs and where it comes from. Only whoever imports can open the source. */
export function ItemFacts({
  item,
  timeZone,
  canManage,
}: {
  item: ItemDetail;
  timeZone: string;
  canManage: boolean;
}) {
  const current = item.versions.find((version) => version.isCurrent);
  const facts: Definition[] = [
    { term: 'Bank', value: <TextLink href={paths.bank(item.bankId)}>{item.bankName}</TextLink> },
    {
      term: 'Topic',
      value: item.topicId ? (
        <TextLink href={withQuery(paths.bank(item.bankId), { topic: item.topicId })}>
          {item.topicName}
        </TextLink>
      ) : (
        <span className="text-muted">None. Set one in the bank.</span>
      ),
    },
    { term: 'State', value: <ItemState state={item.state} /> },
    {
      term: 'Used',
      value:
        item.exams === 0
          ? 'In no exam by name'
          : `In ${formatCount(item.exams, { one: 'exam', other: 'exams' })}`,
    },
  ];
  if (current) {
    facts.push({ term: 'Source', value: <SourceOf version={current} canManage={canManage} /> });
    facts.push({ term: 'Licence', value: current.licenceNote === '' ? 'Not stated' : current.licenceNote });
    facts.push({ term: 'Since', value: formatDateTime(current.createdAt, timeZone) });
  }
  return <DefinitionList items={facts} />;
}

/** "Question 24 of sample.txt, lines 99–115" */
export function SourceOf({ version, canManage }: { version: VersionView; canManage: boolean }) {
  if (version.importId === null || version.firstLine === null) return 'Written here';
  const lines = `lines ${formatRange(version.firstLine, version.lastLine ?? version.firstLine)}`;
  const number = version.sourceNumber === '' ? '' : `Question ${version.sourceNumber} of `;
  if (!canManage) return `${number}${version.importName ?? 'an import'}, ${lines}`;
  return (
    <>
      {number}
      <TextLink href={paths.import(version.importId)}>{version.importName ?? 'an import'}</TextLink>,{' '}
      <TextLink href={sourceHref(version.importId, version.firstLine)}>{lines}</TextLink>
    </>
  );
}
