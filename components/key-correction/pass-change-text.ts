/** The end of the sentence about a changed score, for a learner: empty unless the pass changed with it. */
export function passChangeText({
  passedBefore,
  passedAfter,
}: {
  readonly passedBefore: boolean;
  readonly passedAfter: boolean;
}): string {
  if (passedBefore === passedAfter) return '';
  return passedAfter ? ', and you now pass' : ', and it is now below the pass mark';
}
