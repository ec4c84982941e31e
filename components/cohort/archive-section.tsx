import { ActionButton } from '@/components/forms/action-button';
import { Section } from '@/components/ui/page-header';
import { archiveCohort, restoreCohort } from '@/lib/features/cohort/actions';

/** Archiving takes nothing away: it can be undone at any time, so nobody is asked twice. */
export function ArchiveSection({ cohortId, archived }: { cohortId: string; archived: boolean }) {
  return (
    <Section
      title={archived ? 'Use it again' : 'Archive'}
      description={
        archived
          ? 'It appears in lists again, with the same people and evidence.'
          : 'It disappears from lists and nobody can be enrolled. People and evidence stay, its people still count as preparing, and you can restore it.'
      }
    >
      <div>
        <ActionButton
          action={archived ? restoreCohort : archiveCohort}
          fields={{ cohortId }}
          pendingLabel={archived ? 'Restoring' : 'Archiving'}
        >
          {archived ? 'Restore cohort' : 'Archive cohort'}
        </ActionButton>
      </div>
    </Section>
  );
}
