import { ActionButton } from '@/components/forms/action-button';
import { Section } from '@/components/ui/page-header';
import { closeCohortTargets, reopenCohortTargets } from '@/lib/features/target/actions';
import type { CohortTargets } from '@/lib/features/target/contract';
import { formatCount } from '@/lib/ui/format';

const TARGETS = { one: 'target', other: 'targets' } as const;

/** An archived cohort: its people still count as preparing, until somebody says that they are done. */
export function CohortTargetsSection({ cohortId, targets }: { cohortId: string; targets: CohortTargets }) {
  if (targets.open === 0 && targets.finished === 0) return null;
  return (
    <Section
      title="Who prepared with it"
      description={
        targets.open > 0
          ? `Readiness still counts ${formatCount(targets.open, { one: 'person', other: 'people' })} who prepared with this cohort. Close their targets when they are done; what they answered is kept.`
          : 'Readiness no longer counts those who prepared with this cohort. What they answered is kept.'
      }
    >
      <div className="flex flex-wrap gap-3">
        {targets.open > 0 ? (
          <ActionButton action={closeCohortTargets} fields={{ cohortId }} pendingLabel="Closing">
            {`Close ${formatCount(targets.open, TARGETS)}`}
          </ActionButton>
        ) : null}
        {targets.finished > 0 ? (
          <ActionButton action={reopenCohortTargets} fields={{ cohortId }} pendingLabel="Opening">
            {`Open ${formatCount(targets.finished, TARGETS)} again`}
          </ActionButton>
        ) : null}
      </div>
    </Section>
  );
}
