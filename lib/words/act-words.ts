import type { ActObstacle, ActOutcome, AttemptActKind } from '@/lib/domain/attempt/staff-act';
import { formatCount, type Noun } from '@/lib/ui/format';

const SITTINGS: Noun = { one: 'sitting', other: 'sittings' };

/** What each act does, as a choice in a form. */
export const ACT_TEXT: Readonly<
  Record<AttemptActKind, { readonly label: string; readonly explanation: string }>
> = {
  extra_time: {
    label: 'Give extra minutes',
    explanation: 'The deadline moves; their clock shows it within seconds.',
  },
  pause: {
    label: 'Pause',
    explanation: 'The clock stands still and the questions are covered until you let it go on.',
  },
  message: { label: 'Send a message', explanation: 'It appears above the question.' },
  compensate: {
    label: 'Make up for an outage',
    explanation:
      'Everybody gets back what they lost of their own time. Where the clock ended it meanwhile, the sitting opens again for that long.',
  },
  another_attempt: {
    label: 'Give another attempt',
    explanation: 'One more than the rules allow. It can be started while the window is open.',
  },
  reopen: {
    label: 'Open again',
    explanation:
      'A finished sitting goes on for so many minutes, with the answers it has, and is marked anew. Not once its keys were seen.',
  },
  void: {
    label: 'Void',
    explanation:
      'It counts nowhere, and the learner has the attempt to give again. A later attempt becomes the first.',
  },
  accept_late: {
    label: 'Count late answers',
    explanation: 'They become the answers; the sitting is marked again.',
  },
  leave_late: {
    label: 'Leave late answers out',
    explanation: 'The result stays as it is. The answers are kept.',
  },
};

/** What was done, after which comes to how many. */
const DONE: Readonly<Record<AttemptActKind, string>> = {
  extra_time: 'More time for',
  pause: 'Paused:',
  message: 'Sent to',
  compensate: 'Lost time made up in',
  another_attempt: 'Another attempt for',
  reopen: 'Opened again:',
  void: 'Voided:',
  accept_late: 'Late answers count now in',
  leave_late: 'Late answers left out of',
};

/** Why one was left as it was, after how many: "2 have ended". */
const OBSTACLES: Readonly<Record<ActObstacle, Noun>> = {
  not_found: { one: 'isn’t in your care', other: 'aren’t in your care' },
  own_attempt: { one: 'is your own', other: 'are your own' },
  not_running: { one: 'isn’t running', other: 'aren’t running' },
  already_paused: { one: 'is paused already', other: 'are paused already' },
  running: { one: 'is still running', other: 'are still running' },
  voided: { one: 'is voided', other: 'are voided' },
  keys_seen: { one: 'has had its answers shown', other: 'have had their answers shown' },
  other_running: {
    one: 'belongs to somebody who sits another attempt now',
    other: 'belong to people who sit another attempt now',
  },
  not_affected: { one: 'lost no time', other: 'lost no time' },
  nothing_late: { one: 'has no late answers that wait', other: 'have no late answers that wait' },
  already_undone: { one: 'was taken back already', other: 'were taken back already' },
  would_end_now: { one: 'would end at once', other: 'would end at once' },
  already_used: { one: 'has been used', other: 'have been used' },
  answered_since: { one: 'has been answered since', other: 'have been answered since' },
  not_paused: { one: 'isn’t paused', other: 'aren’t paused' },
};

const isObstacle = (given: string): given is ActObstacle => given in OBSTACLES;

const leftWords = (left: ActOutcome['left']): string => {
  const parts = Object.entries(left).flatMap(([why, n]) =>
    isObstacle(why) ? [formatCount(n, OBSTACLES[why])] : [],
  );
  return parts.length === 0 ? '' : ` Left as before: ${parts.join(', ')}.`;
};

export const actSentence = ({ kind, done, left }: ActOutcome): string =>
  `${DONE[kind]} ${formatCount(done, SITTINGS)}.${leftWords(left)}`;

export const undoSentence = ({ kind, done, left }: ActOutcome): string =>
  `${kind === 'pause' ? 'Going on again:' : 'Taken back from'} ${formatCount(done, SITTINGS)}.${leftWords(left)}`;

/** Why nothing could be done at all. */
export const nobodySentence = (left: readonly string[]): string => {
  const why = left.filter(isObstacle).map((each) => OBSTACLES[each].other);
  return why.length === 0
    ? 'Nobody sits this exam now. Nothing was changed.'
    : `Nothing was changed: the sittings ${why.join(', or ')}.`;
};
