import type { Metadata } from 'next';
import { CorrectForm } from '@/components/certification/correct-form';
import { PageHeader } from '@/components/ui/page-header';
import { loadCertification } from '@/lib/features/certification/loaders';
import { paths } from '@/lib/ui/paths';

export const metadata: Metadata = { title: 'Correct the blueprint' };

export default async function CorrectPage({ params }: { params: Promise<{ id: string }> }) {
  const { certification } = await loadCertification((await params).id);
  const { id, name, current } = certification;
  return (
    <>
      <PageHeader
        title="Correct the blueprint"
        crumbs={[
          { href: paths.certifications, label: 'Certifications' },
          { href: paths.certification(id), label: name },
        ]}
        finding={`You write version ${current.version + 1}. Version ${current.version} and the exams made from it stay as they are.`}
      />
      <CorrectForm key={current.id} certificationId={id} blueprint={current} />
    </>
  );
}
