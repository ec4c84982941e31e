import { ButtonLink } from '@/components/ui/button-link';
import type { CohortEvidence, EvidenceView } from '@/lib/features/evidence/contract';
import { evidenceHref, practiceHref } from './evidence-href';

/** What can be done from a cohort's evidence: show it to others without names, or act on its weakest topic. */
export function CohortActions({
  evidence,
  view,
  newPresentation,
}: {
  evidence: CohortEvidence;
  view: EvidenceView;
  newPresentation: string;
}) {
  const weakest = evidence.topics.find(
    ({ state, practiceBankId }) => practiceBankId && (state === 'below' || state === 'unclear'),
  );
  return (
    <>
      <ButtonLink
        href={evidenceHref(evidence.cohortId, view, { present: view.present ? undefined : newPresentation })}
        variant="secondary"
        icon="eye"
        scroll={false}
      >
        {view.present ? 'Show names' : 'Present without names'}
      </ButtonLink>
      {weakest?.practiceBankId ? (
        <ButtonLink href={practiceHref(weakest.topicId, weakest.practiceBankId)} variant="primary">
          Assign practice on {weakest.name}
        </ButtonLink>
      ) : null}
    </>
  );
}
