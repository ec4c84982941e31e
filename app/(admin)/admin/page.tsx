import type { Metadata } from 'next';
import { DecisionsSection, FirstSteps, ImportsSection } from '@/components/people/overview-sections';
import { decisionsOf, overviewSentence } from '@/components/people/overview-sentence';
import { PageHeader } from '@/components/ui/page-header';
import { loadOverview } from '@/lib/features/organisation/loaders';

export const metadata: Metadata = { title: 'Overview' };

export default async function OverviewPage() {
  const { overview, timeZone } = await loadOverview();
  const decisions = decisionsOf(overview);
  return (
    <>
      <PageHeader title="Overview" finding={overviewSentence(overview, decisions.length)} />
      <FirstSteps counts={overview.counts} />
      <DecisionsSection decisions={decisions} />
      <ImportsSection imports={overview.imports} timeZone={timeZone} />
    </>
  );
}
