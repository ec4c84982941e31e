import type { Metadata } from 'next';
import { BandLegend } from '@/components/charts/band-legend';
import { CohortActions } from '@/components/dashboard/cohort-actions';
import { DomainChips } from '@/components/dashboard/domain-chips';
import { evidenceHref, keptOf } from '@/components/dashboard/evidence-href';
import { EvidenceTable } from '@/components/dashboard/evidence-table';
import { LearnerPager, LearnerSearch } from '@/components/dashboard/learner-search';
import { NoEvidence } from '@/components/dashboard/no-evidence';
import { ProvenanceNote } from '@/components/dashboard/provenance-note';
import { TopicRanking } from '@/components/dashboard/topic-ranking';
import { headCount } from '@/components/people/head-count';
import { Notice } from '@/components/ui/notice';
import { PageHeader, Section } from '@/components/ui/page-header';
import { evidenceView } from '@/lib/features/evidence/contract';
import { loadCohortEvidence } from '@/lib/features/evidence/loaders';
import { formatDate } from '@/lib/ui/format';
import { paths } from '@/lib/ui/paths';

export const metadata: Metadata = { title: 'Cohort' };

interface Props {
  params: Promise<{ cohortId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function CohortPage({ params, searchParams }: Props) {
  const view = evidenceView.parse(await searchParams);
  const loaded = await loadCohortEvidence((await params).cohortId, view);
  const { view: evidence, timeZone, newPresentation } = loaded;
  return (
    <>
      <PageHeader
        crumbs={[{ href: paths.teach, label: 'Weaknesses' }]}
        title={evidence.name}
        finding={evidence.finding}
        actions={<CohortActions evidence={evidence} view={view} newPresentation={newPresentation} />}
      />
      {evidence.archivedAt ? (
        <Notice title={`Archived on ${formatDate(evidence.archivedAt, timeZone)}`}>
          What its people answered stays here.
        </Notice>
      ) : null}
      {evidence.overall.n === 0 && !view.domain ? (
        <NoEvidence evidence={evidence} />
      ) : (
        <>
          <Section
            title="Topics, weakest first"
            description="The dot is the estimate, the bar its 95 % interval, the line the cut. A topic is weak when its whole bar lies left of the line."
          >
            <DomainChips evidence={evidence} view={view} />
            <TopicRanking evidence={evidence} present={view.present} />
          </Section>
          <Section
            title="Learners and topics"
            id="learners"
            description={`${headCount(evidence.learnerCount, evidence.leftCount)}. Percentage correct, and beside it the number of first-time answers. Sorted by what is known for sure, so that a handful of answers never leads.`}
          >
            <BandLegend cut={evidence.cut.percent} />
            <LearnerSearch
              list={evidence.learnerList}
              view={view}
              path={paths.teachCohort(evidence.cohortId)}
              keep={keptOf(view)}
            />
            <EvidenceTable evidence={evidence} view={view} timeZone={timeZone} />
            <LearnerPager
              list={evidence.learnerList}
              rows={evidence.learners}
              href={(page) => evidenceHref(evidence.cohortId, view, { page })}
            />
          </Section>
        </>
      )}
      <ProvenanceNote provenance={evidence.provenance} cut={evidence.cut} timeZone={timeZone} />
    </>
  );
}
