import { sourceHref } from '@/components/scenario-import/imported-items';
import { TextLink } from '@/components/ui/button-link';
import { type Definition, DefinitionList } from '@/components/ui/definition-list';
import { State } from '@/components/ui/state';
import type { ItemDetail, VersionView } from '@/lib/features/question-bank/contract';
import { formatCount, formatDateTime, formatRange } from '@/lib/ui/format';
import { paths, withQuery } from '@/lib/ui/paths';
import { ItemState } from './item-state';
import { RIGHT_STATE } from './right-words';

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
  // A new order of the options is no new origin.
  const origin = item.versions.find((version) => version.importId !== null) ?? current;
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
    facts.push({ term: 'Source', value: <SourceOf version={origin ?? current} canManage={canManage} /> });
    const note = item.licenceNote ?? current.licenceNote;
    facts.push({ term: 'Licence', value: note === '' ? 'Not stated' : note });
    facts.push({ term: 'Right to use', value: <RightToUse item={item} timeZone={timeZone} /> });
    facts.push({ term: 'Since', value: formatDateTime(current.createdAt, timeZone) });
  }
  return <DefinitionList items={facts} />;
}

/** Who said that it may be used, or not, and when. A disputed question is drawn into no new form. */
function RightToUse({ item, timeZone }: { item: ItemDetail; timeZone: string }) {
  const { rightToUse, rightSetBy, rightSetAt } = item;
  return (
    <span className="flex flex-wrap items-center gap-x-3">
      <State {...RIGHT_STATE[rightToUse]} />
      {rightSetAt === null
        ? 'Nobody has looked at it.'
        : `By ${rightSetBy ?? 'the installation'}, ${formatDateTime(rightSetAt, timeZone)}.`}
      {rightToUse === 'disputed' ? ' Not drawn into new forms.' : ''}
    </span>
  );
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
