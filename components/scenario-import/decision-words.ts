import type { ChangeKind, Decision, RowKind } from '@/lib/domain/scenario-import/row-kind';

/** What the rows of a group have in common, for its heading. */
export const KIND_WORDS: Readonly<Record<RowKind, string>> = {
  blocked: 'With an error in the source',
  contradiction: 'Same question, another key',
  near_duplicate: 'Much like a question of the bank',
  changed: 'Changed',
  new: 'New',
  repeated: 'Given twice in this source',
  same: 'Unchanged',
  gone: 'No longer in this source',
};

/** What changed about a question that the bank knows. */
export const CHANGE_WORDS: Readonly<Record<ChangeKind, string>> = {
  key: 'Key changed',
  stem: 'Text of the question changed',
  options: 'Options changed',
  order: 'Options re-ordered',
  rationale: 'Rationale changed',
  title: 'Title changed',
  lock: 'Shuffling changed',
  stimulus: 'Another background',
  stimulus_text: 'Background changed',
};

const DECISION_WORDS: Readonly<Record<Decision, string>> = {
  create: 'Import as a new question',
  update: 'Update the question of the bank',
  skip: 'Leave out',
  retire: 'Retire it',
};

/** What a decision means for a row of this kind. */
export function decisionWords(kind: RowKind, decision: Decision): string {
  if (decision === 'create' && (kind === 'near_duplicate' || kind === 'contradiction' || kind === 'changed'))
    return 'Keep both';
  if (decision === 'skip' && (kind === 'same' || kind === 'gone')) return 'Leave as it is';
  return DECISION_WORDS[decision];
}
