import type { CohortEvidence, EvidenceView } from '@/lib/features/evidence/contract';
import { ChipLinks } from './chip-links';
import { evidenceHref } from './evidence-href';

/** Narrows the topics to one domain of the exam's blueprint. */
export function DomainChips({ evidence, view }: { evidence: CohortEvidence; view: EvidenceView }) {
  if (evidence.domains.length < 2) return null;
  const href = (domain: string | undefined) => evidenceHref(evidence.cohortId, view, { domain });
  return (
    <ChipLinks
      label="Domain of the exam"
      chips={[
        { href: href(undefined), label: 'All domains', current: !view.domain },
        ...evidence.domains.map(({ id, name }) => ({
          href: href(id),
          label: name,
          current: view.domain === id,
        })),
      ]}
    />
  );
}
