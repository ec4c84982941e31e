import { expect, it } from 'vitest';
import { deliveredWords } from './delivered-words';

/** Numbers are set with a space that doesn't break. */
const said = (...given: Parameters<typeof deliveredWords>) =>
  deliveredWords(...given).map((sentence) => sentence.replaceAll('\u00a0', ' '));

it('says what became of answers that an exam had left behind, and nothing where there were none', () => {
  expect(said({ sent: 0, late: 0, toOpen: [] })).toEqual([]);
  expect(said({ sent: 0, late: 2, toOpen: [] })).toEqual([
    '2 answers that were still on this device have been handed in late. They are kept with the time they were given and don’t count.',
  ]);
  expect(said({ sent: 1, late: 1, toOpen: ['Mock exam'] })).toEqual([
    '1 answer that was still on this device has been handed in late. It is kept with the time it was given and doesn’t count.',
    '1 answer that was still on this device has been sent, in time.',
    'Answers of “Mock exam” are still on this device. The exam is running: open it here, and they are sent.',
  ]);
});
