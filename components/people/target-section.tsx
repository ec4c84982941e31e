import { ActionButton } from '@/components/forms/action-button';
import { TextLink } from '@/components/ui/button-link';
import { Section } from '@/components/ui/page-header';
import { closeTarget, openTarget } from '@/lib/features/target/actions';
import type { Target, TargetEnd, TargetsView } from '@/lib/features/target/contract';
import { formatDate } from '@/lib/ui/format';
import { paths } from '@/lib/ui/paths';

const END_WORDS: Readonly<Record<TargetEnd, string>> = {
  hand: 'by hand',
  left_before_start: 'taken out of the cohort before the first attempt',
  certification_changed: 'the cohort prepares for something else',
  cohort_finished: 'together with its cohort',
  role_ended: 'their role prepares for it no more',
};

/** What somebody prepares for: HR and the cohorts count them until it is closed, and closing can be taken back. */
export function TargetSection({
  view,
  membershipId,
  removed,
  timeZone,
}: {
  view: TargetsView;
  membershipId: string;
  /** Somebody who left can only be closed for: nothing new is begun. */
  removed: boolean;
  timeZone: string;
}) {
  const { targets, others } = view;
  const untouched = others.filter(({ id }) => !targets.some(({ certificationId }) => certificationId === id));
  return (
    <Section
      title="Prepares for"
      description="Readiness counts them for each certification until it is closed here. What they answered is kept in any case."
    >
      {targets.length === 0 ? <p className="text-muted">Nothing yet.</p> : null}
      {targets.length > 0 ? (
        <ul className="max-w-2xl border-t border-hairline">
          {targets.map((target) => (
            <li
              key={target.certificationId}
              className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 border-b border-hairline py-1.5"
            >
              <span className="flex min-w-0 flex-col">
                <span className={target.closed ? 'text-muted' : undefined}>{target.certificationName}</span>
                <TargetStory target={target} timeZone={timeZone} />
              </span>
              <TargetButton target={target} membershipId={membershipId} removed={removed} />
            </li>
          ))}
        </ul>
      ) : null}
      {removed || untouched.length === 0 ? null : (
        <ul className="flex flex-wrap gap-2" aria-label="Further certifications">
          {untouched.map(({ id, name }) => (
            <li key={id}>
              <ActionButton
                action={openTarget}
                fields={{ membershipId, certificationId: id }}
                pendingLabel="Adding"
              >
                {`Add ${name}`}
              </ActionButton>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

function TargetStory({ target, timeZone }: { target: Target; timeZone: string }) {
  const { source, cohort, openedAt, closed } = target;
  return (
    <span className="text-13 text-muted">
      {closed
        ? `Closed on ${formatDate(closed.at, timeZone)}, ${END_WORDS[closed.reason]}.`
        : `Since ${formatDate(openedAt, timeZone)}, `}
      {closed || !cohort ? null : (
        <>
          with <TextLink href={paths.cohort(cohort.id)}>{cohort.name}</TextLink>.
        </>
      )}
      {closed || cohort ? null : source === 'role' ? 'because of the role.' : 'by hand.'}
    </span>
  );
}

function TargetButton({
  target,
  membershipId,
  removed,
}: {
  target: Target;
  membershipId: string;
  removed: boolean;
}) {
  const fields = { membershipId, certificationId: target.certificationId };
  const act = { fields, label: target.certificationName, variant: 'quiet', size: 'compact' } as const;
  if (!target.closed)
    return (
      <ActionButton action={closeTarget} pendingLabel="Closing" {...act}>
        Close
      </ActionButton>
    );
  if (removed) return null;
  return (
    <ActionButton action={openTarget} pendingLabel="Opening" {...act}>
      Open again
    </ActionButton>
  );
}
