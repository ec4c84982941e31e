import { TextLink } from '@/components/ui/button-link';
import type { CertificationReadiness } from '@/lib/features/readiness/contract';
import { paths } from '@/lib/ui/paths';
import { basisText } from './basis-text';
import { groupFinding } from './readiness-finding';
import { StateCountList } from './state-counts';

/** One certification: its finding and its states, each with a denominator. */
export function CertificationSummary({ certification }: { certification: CertificationReadiness }) {
  const { basis, group } = certification;
  return (
    <article className="flex flex-col gap-4 border-t border-hairline pt-5">
      <header className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
        <h2 className="text-20 font-semibold">
          <TextLink href={paths.readinessCertification(basis.certificationId)}>
            {basis.certificationName}
          </TextLink>
        </h2>
        <p className="text-13 text-muted">{basisText(basis)}</p>
      </header>
      <p className="measure reading">{groupFinding(group)}</p>
      <StateCountList certificationId={basis.certificationId} group={group} />
    </article>
  );
}
