import type { Metadata } from 'next';
import { ItemContent } from '@/components/dashboard/item-content';
import { itemFinding } from '@/components/dashboard/item-finding';
import { ItemVersions } from '@/components/dashboard/item-versions';
import { ShutPage } from '@/components/shut-keys/shut-page';
import { Notice } from '@/components/ui/notice';
import { PageHeader, Section } from '@/components/ui/page-header';
import { versionNumber } from '@/lib/features/item-evidence/contract';
import { loadItemEvidence } from '@/lib/features/item-evidence/loaders';
import { isShut } from '@/lib/features/shut-keys/contract';
import { paths } from '@/lib/ui/paths';

export const metadata: Metadata = { title: 'Question' };

const COUNTED_BY = {
  corrected: {
    title: 'The key of this version was corrected',
    words: 'Answers to it are counted by the corrected key, and its rationales are the corrected ones.',
  },
  full_credit: {
    title: 'Everybody gets the point for this version',
    words:
      'Its key was corrected with full credit for all. Facility and discrimination say nothing about it.',
  },
} as const;

interface Props {
  params: Promise<{ cohortId: string; itemId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function ItemPage({ params, searchParams }: Props) {
  const { cohortId, itemId } = await params;
  const version = versionNumber.parse((await searchParams).version);
  const { view: item, timeZone } = await loadItemEvidence(cohortId, itemId, version);
  if (isShut(item)) return <ShutPage shut={item} timeZone={timeZone} />;
  return (
    <>
      <PageHeader
        crumbs={[
          { href: paths.teach, label: 'Weaknesses' },
          { href: paths.teachCohort(cohortId), label: item.cohortName },
          ...(item.topic
            ? [{ href: paths.teachTopic(cohortId, item.topic.topicId), label: item.topic.name }]
            : []),
        ]}
        title={item.title}
        finding={itemFinding(item)}
      />
      {item.flags.map((flag) => (
        <Notice key={flag.text} tone="warning" title={flag.text}>
          {flag.advice}
        </Notice>
      ))}
      {item.countedBy === 'own' ? null : (
        <Notice title={COUNTED_BY[item.countedBy].title}>{COUNTED_BY[item.countedBy].words}</Notice>
      )}
      <Section title="Versions" description={`Bank: ${item.bankName}${item.isLive ? '' : '. Retired'}`}>
        <ItemVersions item={item} timeZone={timeZone} />
      </Section>
      <Section
        title="Question"
        description="Options in the order of the source; learners may have met them shuffled."
      >
        <ItemContent item={item} />
      </Section>
    </>
  );
}
