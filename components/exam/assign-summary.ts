import { wallTimeToEpochMs } from '@/lib/domain/kernel/zoned-time';
import { formatCount, formatDateTime, formatDuration } from '@/lib/ui/format';
import { ATTEMPTS, LEARNERS } from './exam-words';

export interface AssignChoices {
  /** Name of the cohort or person; null while none is chosen. */
  readonly target: string | null;
  /** Learners of the cohort; null for a person. */
  readonly learnerCount: number | null;
  /** Values of datetime-local fields. */
  readonly opensAt: string;
  readonly closesAt: string;
  readonly minutes: number;
  readonly attemptsAllowed: number;
}

/**
 * What the button will do, in words: "12 learners of Lakehouse 2026 will see this from 24 Nov 2026, 09:00 GMT and can start it
 * until 1 Dec 2026, 18:00 GMT." null while something is missing: the fields say what.
 */
export function assignSentence(choices: AssignChoices, timeZone: string): string | null {
  const { target, learnerCount, minutes, attemptsAllowed } = choices;
  const opens = wallTimeToEpochMs(choices.opensAt, timeZone);
  const closes = wallTimeToEpochMs(choices.closesAt, timeZone);
  if (target === null || !opens.ok || !closes.ok || !(minutes > 0) || !(attemptsAllowed > 0)) return null;
  const who =
    learnerCount === null
      ? target
      : learnerCount === 0
        ? `Nobody is enrolled in ${target} yet; whoever joins`
        : `${formatCount(learnerCount, LEARNERS)} of ${target}`;
  const from = formatDateTime(opens.value, timeZone);
  const until = formatDateTime(closes.value, timeZone);
  const rules = `${formatDuration(minutes * 60)} and ${formatCount(attemptsAllowed, ATTEMPTS)}`;
  return `${who} will see this from ${from} and can start it until ${until}, with ${rules} each.`;
}
