/** How answers that were given before a key correction are scored from now on. */
export const CORRECTION_POLICIES = ['full_credit', 'both_keys', 'current_key', 'no_regrade'] as const;
export type CorrectionPolicy = (typeof CORRECTION_POLICIES)[number];

export const POLICY_WORDS: Readonly<
  Record<CorrectionPolicy, { readonly name: string; readonly effect: string; readonly tradeOff: string }>
> = {
  full_credit: {
    name: 'Full credit for all',
    effect: 'Everybody who got the question gets its point, whatever they answered, also nothing.',
    tradeOff: 'Nobody loses, but the question no longer tells anybody apart and lifts every score.',
  },
  both_keys: {
    name: 'Current and previous key both correct',
    effect: 'What counted as right still does, and the new key counts as well.',
    tradeOff: 'Nobody loses, but answers that are known to be wrong stay right in scores and statistics.',
  },
  current_key: {
    name: 'Current key only',
    effect: 'Every answer is scored again by the new key alone.',
    tradeOff: 'Scores and statistics say what people know, but somebody may lose a point or a pass.',
  },
  no_regrade: {
    name: 'No regrade',
    effect: 'Answers to earlier versions keep their score and their key; only new attempts get the new key.',
    tradeOff: 'Nothing moves, but a wrong key stays in results and in what learners read there.',
  },
};
