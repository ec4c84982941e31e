import { TextLink } from '@/components/ui/button-link';
import { DefinitionList } from '@/components/ui/definition-list';
import type { ImportDetail } from '@/lib/features/import-history/contract';
import type { ImportCounts } from '@/lib/features/scenario-import/contract';
import { formatCount, formatDateTime, formatList, formatNumber } from '@/lib/ui/format';
import { paths } from '@/lib/ui/paths';

/** "20 new questions", "1 updated", "2 left out" as one list in words. */
function countWords(counts: ImportCounts): string {
  const { created, changed, same, skipped, duplicate } = counts;
  const parts = [
    created > 0 ? formatCount(created, { one: 'new question', other: 'new questions' }) : '',
    changed > 0 ? `${formatNumber(changed)} updated` : '',
    same > 0 ? `${formatNumber(same)} unchanged` : '',
    skipped + duplicate > 0 ? `${formatNumber(skipped + duplicate)} left out` : '',
  ].filter((part) => part !== '');
  return formatList(parts);
}

/** The same in whole sentences: "20 new questions in Warm-up. 2 were left out." */
export function resultWords({ bankName, counts }: Pick<ImportDetail, 'bankName' | 'counts'>): string {
  const { created, changed, same, skipped, duplicate } = counts;
  const given = [
    ...(created > 0 ? [formatCount(created, { one: 'new question', other: 'new questions' })] : []),
    ...(changed > 0 ? [formatCount(changed, { one: 'updated question', other: 'updated questions' })] : []),
  ];
  const leftOut = skipped + duplicate;
  return [
    given.length > 0 ? `${formatList(given)} in ${bankName}.` : `It changed nothing in ${bankName}.`,
    ...(same > 0 ? [`${formatCount(same, { one: 'was', other: 'were' })} there already.`] : []),
    ...(leftOut > 0 ? [`${formatCount(leftOut, { one: 'was', other: 'were' })} left out.`] : []),
  ].join(' ');
}

/** Who, when, from what, by what right. */
export function ImportFacts({ detail, timeZone }: { detail: ImportDetail; timeZone: string }) {
  return (
    <DefinitionList
      items={[
        {
          term: 'Bank',
          value:
            detail.bankId === null ? (
              detail.bankName
            ) : (
              <TextLink href={paths.bank(detail.bankId)}>{detail.bankName}</TextLink>
            ),
        },
        { term: 'Result', value: countWords(detail.counts) },
        { term: 'Imported', value: `${formatDateTime(detail.createdAt, timeZone)} by ${detail.importedBy}` },
        ...(detail.undoneAt ? [{ term: 'Undone', value: formatDateTime(detail.undoneAt, timeZone) }] : []),
        { term: 'Licence', value: detail.licenceNote === '' ? 'Not stated' : detail.licenceNote },
        {
          term: 'Source, SHA-256',
          value: <span className="font-code text-13 break-all">{detail.sha256}</span>,
        },
      ]}
    />
  );
}
