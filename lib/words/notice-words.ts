import type { AttemptActKind, AttemptNotice } from '@/lib/domain/attempt/staff-act';

const minutesOf = ({ minutes }: AttemptNotice): string =>
  minutes === 1 ? '1 minute' : `${minutes ?? 'some'} minutes`;

/** What staff did to a sitting, as its learner reads it, and that it was taken back. The reason stands after it. */
const WORDS: {
  readonly [K in AttemptActKind]: readonly [
    done: (of: AttemptNotice) => string,
    undone: (of: AttemptNotice) => string,
  ];
} = {
  extra_time: [
    (of) => `You were given ${minutesOf(of)} more.`,
    (of) => `The ${minutesOf(of)} that you were given were taken back.`,
  ],
  compensate: [
    (of) => `You were given back ${minutesOf(of)} that an outage took.`,
    (of) => `The ${minutesOf(of)} for an outage were taken back.`,
  ],
  pause: [() => 'The exam was paused.', () => 'The exam goes on.'],
  another_attempt: [() => 'You were given another attempt.', () => 'The further attempt was taken back.'],
  reopen: [
    (of) => `This exam was opened again for ${minutesOf(of)}.`,
    () => 'This exam is closed again, as it was.',
  ],
  void: [() => 'This sitting was voided: it doesn’t count.', () => 'This sitting counts again.'],
  accept_late: [
    () => 'Your answers that came after the end count now.',
    () => 'Your answers that came after the end don’t count any more.',
  ],
  leave_late: [
    () => 'Your answers that came after the end were left out.',
    () => 'Whether your answers that came after the end count is decided anew.',
  ],
  message: [() => 'A message:', () => ''],
};

/** When it happened last, the sentence, and the reason that was given for it. */
export function noticeWords(notice: AttemptNotice): {
  readonly at: string;
  readonly text: string;
  readonly reason: string;
} {
  const [done, undone] = WORDS[notice.kind];
  return notice.undone
    ? { at: notice.undone.at, text: undone(notice), reason: notice.undone.reason }
    : { at: notice.at, text: done(notice), reason: notice.reason };
}

/** Tells one state of a notice from the next: what was hidden comes back when it was taken back. */
export const noticeKey = ({ id, undone }: AttemptNotice): string => `${id}${undone ? '-undone' : ''}`;
