/** Extra time that staff granted to a learner. */
export type TimeAccommodation = {
  /** multiplies the minutes of the assignment: 1, 1.25, 1.5 or 2 */
  readonly timeFactor: number;
  /** added after the multiplication */
  readonly extraMinutes: number;
};

/**
 * How long a learner has for an attempt, in whole seconds: minutes x factor + extra minutes. A factor is a hundredth at its
 * finest, so it is worked in hundredths, and half a second would be rounded up: for the learner.
 */
export function allowedSeconds(minutes: number, accommodation: TimeAccommodation | null): number {
  if (!accommodation) return minutes * 60;
  const hundredths = Math.round(accommodation.timeFactor * 100);
  return Math.ceil((minutes * 60 * hundredths) / 100) + accommodation.extraMinutes * 60;
}
