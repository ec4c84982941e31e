import type { Metadata } from 'next';
import { ImportFacts } from '@/components/scenario-import/import-facts';
import { ImportFinding } from '@/components/scenario-import/import-finding';
import { ImportMessages } from '@/components/scenario-import/import-messages';
import { ImportedItems } from '@/components/scenario-import/imported-items';
import { KeptSource } from '@/components/scenario-import/kept-source';
import { Section } from '@/components/ui/page-header';
import { QUESTIONS } from '@/lib/features/import-history/contract';
import { loadImport } from '@/lib/features/import-history/loaders';

interface Props {
  readonly params: Promise<{ importId: string }>;
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const [{ importId }, search] = await Promise.all([params, searchParams]);
  return { title: (await loadImport(importId, search)).sourceName };
}

export default async function ImportPage({ params, searchParams }: Props) {
  const [{ importId }, search] = await Promise.all([params, searchParams]);
  const { timeZone, ...detail } = await loadImport(importId, search);
  const { done, undone, retired } = search;
  return (
    <>
      <ImportFinding
        detail={detail}
        isDone={done === 'yes'}
        wasUndone={undone === 'yes'}
        retired={typeof retired === 'string' && /^\d{1,6}$/.test(retired) ? Number(retired) : null}
      />
      <ImportFacts detail={detail} timeZone={timeZone} />
      <Section title="Questions" id={QUESTIONS}>
        <ImportedItems detail={detail} />
      </Section>
      {detail.messages.length > 0 ? (
        <Section title="What was noticed">
          <ImportMessages detail={detail} />
        </Section>
      ) : null}
      <Section title="Source" description="As it came in. Lines that gave no question are kept, too.">
        <KeptSource detail={detail} />
      </Section>
    </>
  );
}
