import { expect, it } from 'vitest';
import type { UndoPlan } from '@/lib/features/import-history/contract';
import { undoSentence } from './undo-words';

const NOTHING: UndoPlan = {
  ...{ itemsRemoved: 0, itemsRestored: 0, itemsUnretired: 0, topicsRemoved: 0 },
  bankRemoved: false,
};
/** Numbers stand before a space that doesn't break. */
const said = (plan: Partial<UndoPlan>) =>
  undoSentence({ ...NOTHING, ...plan }, 'Guild').replaceAll(/[\u00a0\u202f]/g, ' ');

it('says what goes and what stays when nothing but the record is left', () => {
  expect(said({ itemsRemoved: 20, topicsRemoved: 1, bankRemoved: true })).toBe(
    '20 questions are removed. 1 topic that it made and nothing else uses is removed. The bank “Guild”, which it made, is removed. The record of this import and its source stay.',
  );
});

it('says what comes back', () => {
  expect(said({ itemsRestored: 1, itemsUnretired: 2 })).toBe(
    '1 question gets the version before. 2 questions that it retired come back. The bank “Guild” stays. The record of this import and its source stay.',
  );
});
