import type { Metadata } from 'next';
import { BlueprintFacts } from '@/components/certification/blueprint-facts';
import { BlueprintHistory } from '@/components/certification/blueprint-history';
import { certificationSentence } from '@/components/certification/certification-sentence';
import { CoveragePanel } from '@/components/certification/coverage-panel';
import { RoleTargetsSection } from '@/components/certification/role-targets';
import { TopicsSection } from '@/components/certification/topics-section';
import { ButtonLink } from '@/components/ui/button-link';
import { Flash } from '@/components/ui/notice';
import { PageHeader, Section } from '@/components/ui/page-header';
import { loadCertification } from '@/lib/features/certification/loaders';
import { loadRoleTargets } from '@/lib/features/target/loaders';
import { paths } from '@/lib/ui/paths';

export const metadata: Metadata = { title: 'Certification' };

type Props = {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function CertificationPage({ params, searchParams }: Props) {
  const [{ id }, search] = await Promise.all([params, searchParams]);
  const [{ certification, query, timeZone }, roles] = await Promise.all([
    loadCertification(id, search),
    loadRoleTargets(id),
  ]);
  const { current, coverage, history, topics } = certification;
  const isNew = search.added === String(current.version);
  return (
    <>
      <PageHeader
        title={certification.name}
        crumbs={[{ href: paths.certifications, label: 'Certifications' }]}
        finding={certificationSentence(certification)}
        actions={
          <ButtonLink href={paths.correctBlueprint(certification.id)}>Correct the blueprint</ButtonLink>
        }
      />
      {isNew ? <Flash>Version {current.version} counts from now on.</Flash> : null}
      <Section
        title="What your banks cover"
        description="Questions in use, in banks for this certification or for none in particular."
      >
        <CoveragePanel coverage={coverage} topics={topics} />
      </Section>
      <RoleTargetsSection certificationId={certification.id} roles={roles} />
      <TopicsSection certification={certification} query={query} />
      <Section title="The exam">
        <BlueprintFacts blueprint={current} />
      </Section>
      <Section
        title="Versions"
        description="A correction is a new version. Exams keep the one they were made from."
      >
        <BlueprintHistory history={history} timeZone={timeZone} />
      </Section>
    </>
  );
}
