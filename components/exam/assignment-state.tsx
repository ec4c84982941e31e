import { State } from '@/components/ui/state';
import type { AssignmentPhase, LearnerProgress } from '@/lib/features/assignment/contract';

/** Where an assignment stands, by icon and word. */
export function AssignmentState({ phase }: { phase: AssignmentPhase }) {
  switch (phase) {
    case 'coming':
      return <State icon="calendar">Coming</State>;
    case 'open':
      return (
        <State icon="clock" tone="above">
          Open
        </State>
      );
    case 'closed':
      return <State icon="lock">Closed</State>;
    case 'withdrawn':
      return (
        <State icon="cross" tone="unknown">
          Withdrawn
        </State>
      );
  }
}

/** How far one learner is. */
export function ProgressState({ progress, isPaused }: { progress: LearnerProgress; isPaused: boolean }) {
  if (isPaused) return <State icon="lock">Paused</State>;
  switch (progress) {
    case 'not_started':
      return (
        <State icon="circle" tone="unknown">
          Not started
        </State>
      );
    case 'in_progress':
      return <State icon="clock">Under way</State>;
    case 'finished':
      return <State icon="tick">Finished</State>;
  }
}
