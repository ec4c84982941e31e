import type { Metadata } from 'next';
import { basisText } from '@/components/readiness/basis-text';
import { CohortGroups } from '@/components/readiness/cohort-groups';
import { ExportLinks } from '@/components/readiness/export-links';
import { ReadinessFilters } from '@/components/readiness/readiness-filters';
import { groupFinding } from '@/components/readiness/readiness-finding';
import { ReadinessRules, ResultsCheckBadge } from '@/components/readiness/readiness-rules';
import { ReadinessTable } from '@/components/readiness/readiness-table';
import { PageHeader, Section } from '@/components/ui/page-header';
import { readinessFilter } from '@/lib/features/readiness/contract';
import { loadReadiness } from '@/lib/features/readiness/loaders';
import { formatDateTime } from '@/lib/ui/format';
import { paths } from '@/lib/ui/paths';

export const metadata: Metadata = { title: 'Readiness for a certification' };

interface Props {
  params: Promise<{ certificationId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function ReadinessCertificationPage({ params, searchParams }: Props) {
  const filter = readinessFilter.parse(await searchParams);
  const { view: page, timeZone } = await loadReadiness((await params).certificationId, filter);
  return (
    <>
      <PageHeader
        crumbs={[{ href: paths.hr, label: 'Readiness' }]}
        title={page.basis.certificationName}
        finding={groupFinding(page.group)}
        actions={<ExportLinks certificationId={page.basis.certificationId} filter={filter} />}
      />
      <ResultsCheckBadge />
      <Section
        title="People"
        description={`Measured against ${basisText(page.basis)}. As of ${formatDateTime(page.readAt, timeZone)}.`}
      >
        <ReadinessFilters page={page} filter={filter} />
        <ReadinessTable page={page} filter={filter} timeZone={timeZone} />
      </Section>
      {page.cohortGroups.length > 1 ? (
        <Section title="Cohorts">
          <CohortGroups groups={page.cohortGroups} />
        </Section>
      ) : null}
      <Section title="How the states are given">
        <ReadinessRules />
      </Section>
    </>
  );
}
