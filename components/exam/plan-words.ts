import type { AssignmentPlan } from '@/lib/features/assignment/contract';
import { formatCount } from '@/lib/ui/format';

// What the dialogs of an assignment say before somebody agrees, from the plan of what then does it. A part that concerns nobody
// isn't named.

const said = (parts: readonly string[]): string => parts.filter((part) => part !== '').join(' ');

/** Why it can't be withdrawn now, or what withdrawing does. */
export function withdrawSentence({ idle, running, over }: AssignmentPlan): string {
  if (running > 0)
    return `${formatCount(running, { one: 'learner is', other: 'learners are' })} sitting the exam now. It can be withdrawn when they have finished.`;
  return said([
    idle > 0
      ? `${formatCount(idle, { one: 'learner who has not started', other: 'learners who have not started' })} can’t start it any more.`
      : 'Everybody has started it, and nobody can start it again.',
    over > 0
      ? `${formatCount(over, { one: 'finished attempt and its evidence stays.', other: 'finished attempts and their evidence stay.' })}`
      : 'Nobody has finished it, so no evidence comes from it.',
    'This can’t be taken back.',
  ]);
}

export function releaseSentence({ idle, running, releases }: AssignmentPlan): string {
  return said([
    releases > 0
      ? `${formatCount(releases, { one: 'result is', other: 'results are' })} shown at once.`
      : 'No result is shown at once: none is ready.',
    running > 0
      ? `${formatCount(running, { one: 'attempt that runs is', other: 'attempts that run are' })} shown as soon as ${running === 1 ? 'it is' : 'they are'} graded.`
      : '',
    idle > 0
      ? `${formatCount(idle, { one: 'learner has', other: 'learners have' })} not started, and could hear the key from others; the window can’t be extended afterwards.`
      : 'The window can’t be extended afterwards.',
    'This can’t be taken back.',
  ]);
}

export function extendSentence({ idle, running }: AssignmentPlan): string {
  return said([
    idle > 0
      ? `${formatCount(idle, { one: 'learner who has not started gets', other: 'learners who have not started get' })} until the new time.`
      : 'Everybody has started it.',
    running > 0
      ? `${formatCount(running, { one: 'attempt that runs keeps its own deadline.', other: 'attempts that run keep their own deadline.' })}`
      : '',
  ]);
}
