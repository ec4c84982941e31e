import type { Metadata } from 'next';
import { practiceWords, prefillDraws, valuesOf } from '@/components/exam/draw-prefill';
import { ExamForm } from '@/components/exam/exam-form';
import { ItemSearch } from '@/components/exam/item-search';
import { PageHeader } from '@/components/ui/page-header';
import { loadBankItems, loadExamMaterial } from '@/lib/features/exam/loaders';
import { loadStartingValues } from '@/lib/features/organisation/loaders';
import { formatDate } from '@/lib/ui/format';
import { paths } from '@/lib/ui/paths';

export const metadata: Metadata = { title: 'New exam' };

/** `?from=bank&bank=ID` picks questions; `?topic=ID&topic=ID&bank=ID` starts with draws of these topics. */
export default async function NewExamPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const query = await searchParams;
  const [bank] = valuesOf(query.bank);
  const topics = valuesOf(query.topic);
  const [material, { cutPercent, timeZone }] = await Promise.all([loadExamMaterial(), loadStartingValues()]);
  const known = material.banks.find((each) => each.id === bank);
  const bankId = (known ?? material.banks[0])?.id ?? '';
  const picker = query.from === 'bank' ? { bankId, found: await loadBankItems(bankId, query) } : null;
  const prefilled = prefillDraws(material.draws, topics, known?.id ?? null);
  const practice = practiceWords(material.draws, prefilled, formatDate(new Date(), timeZone));
  return (
    <>
      <PageHeader
        title="New exam"
        crumbs={[{ href: paths.exams, label: 'Exams' }]}
        finding={
          practice?.finding ?? 'An exam is a list of questions or numbers to draw, with a time and a cut.'
        }
      />
      {picker && material.banks.length > 0 ? <ItemSearch banks={material.banks} {...picker} /> : null}
      <ExamForm
        material={material}
        startingCut={cutPercent}
        picker={picker}
        startingName={practice?.name ?? ''}
        prefilled={prefilled}
      />
    </>
  );
}
