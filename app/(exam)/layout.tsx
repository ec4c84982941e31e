import type { ReactNode } from 'react';
import { PageOwner } from '@/components/forms/page-owner';
import { loadVisitor } from '@/lib/features/identity/loaders';

/** No frame, so that nothing stands between a learner and the exam; only whose it is, for what the pages send. */
export default async function ExamLayout({ children }: { children: ReactNode }) {
  const { pageMark, organisations } = await loadVisitor();
  return (
    <PageOwner mark={pageMark} organisationIds={organisations.map(({ id }) => id)}>
      {children}
    </PageOwner>
  );
}
