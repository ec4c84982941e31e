import type { Metadata } from 'next';
import { AdoptForm } from '@/components/certification/adopt-form';
import { certificationsSentence } from '@/components/certification/certification-sentence';
import { CertificationTable } from '@/components/certification/certification-table';
import { ListSearch, NoneMatch } from '@/components/lists/list-search';
import { Pager } from '@/components/lists/pager';
import { ButtonLink } from '@/components/ui/button-link';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader, Section } from '@/components/ui/page-header';
import { toListParameters } from '@/lib/domain/kernel/page';
import { loadCertifications } from '@/lib/features/certification/loaders';
import { paths, withQuery } from '@/lib/ui/paths';

export const metadata: Metadata = { title: 'Certifications' };

type Search = Promise<Record<string, string | string[] | undefined>>;

export default async function CertificationsPage({ searchParams }: { searchParams: Search }) {
  const { query, certifications, catalogue } = await loadCertifications(await searchParams);
  return (
    <>
      <PageHeader
        title="Certifications"
        finding={certificationsSentence(certifications)}
        actions={
          <ButtonLink href={paths.newCertification} icon="plus">
            Add your own
          </ButtonLink>
        }
      />
      {certifications.all === 0 ? (
        <EmptyState title="Add the certification that your people prepare for">
          <p>Its domains and weights say what an exam should ask and what your banks don’t cover yet.</p>
        </EmptyState>
      ) : (
        <>
          <ListSearch label="Find a certification" query={query} path={paths.certifications} />
          {certifications.total === 0 ? (
            <NoneMatch what="certifications" path={paths.certifications} />
          ) : (
            <CertificationTable rows={certifications.rows} />
          )}
          <Pager
            page={certifications}
            noun={{ one: 'certification', other: 'certifications' }}
            href={(page) => withQuery(paths.certifications, toListParameters({ ...query, page }))}
          />
        </>
      )}
      <Section
        title="Add from the catalogue"
        description="You get your own copy with its source. Correct it when you know better."
      >
        <div className="max-w-xl">
          <AdoptForm catalogue={catalogue} key={catalogue.length} />
        </div>
      </Section>
    </>
  );
}
