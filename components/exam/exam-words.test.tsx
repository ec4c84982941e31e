import { describe, expect, it } from 'vitest';
import { type AssignChoices, assignSentence } from './assign-summary';
import { examSentence, turnoutSentence } from './exam-words';

/** Sentences hold spaces that don't break; a test reads them as plain ones. */
const plain = (text: string | null) => text?.replaceAll(/[\u00a0\u202f]/g, ' ') ?? null;

it('says how many right answers reach the cut', () => {
  expect(plain(examSentence({ questionCount: 59, minutes: 120, cutPercent: 70 }))).toBe(
    '59 questions in 2 h; 42 right answers reach the cut of 70 %.',
  );
  expect(plain(examSentence({ questionCount: 1, minutes: 5, cutPercent: 50 }))).toBe(
    '1 question in 5 min; 1 right answer reaches the cut of 50 %.',
  );
});

describe('how far the learners are', () => {
  it.each([
    [0, 0, 0, 'Nobody is enrolled in this cohort yet.'],
    [12, 0, 0, 'None of 12 learners has started.'],
    [12, 7, 5, '5 of 12 learners have finished, 2 are under way and 5 have not started.'],
    [3, 3, 1, '1 of 3 learners has finished and 2 are under way.'],
    [2, 1, 1, '1 of 2 learners has finished and 1 has not started.'],
    [4, 4, 4, 'All 4 learners have finished.'],
    [1, 0, 0, 'The learner has not started.'],
  ])('%d learners, %d started, %d finished', (learnerCount, startedCount, finishedCount, words) => {
    expect(plain(turnoutSentence({ learnerCount, startedCount, finishedCount }))).toBe(words);
  });
});

describe('what assigning will do', () => {
  const choices: AssignChoices = {
    target: 'Lakehouse 2026',
    learnerCount: 12,
    opensAt: '2026-11-24T09:00',
    closesAt: '2026-12-01T18:00',
    minutes: 90,
    attemptsAllowed: 2,
  };

  it('is said in one sentence, in the zone of the organisation', () => {
    expect(plain(assignSentence(choices, 'Europe/London'))).toBe(
      '12 learners of Lakehouse 2026 will see this from 24 Nov 2026, 09:00 GMT and can start it until 1 Dec 2026, 18:00 GMT, with 1 h 30 min and 2 attempts each.',
    );
  });

  it('warns that a cohort is empty', () => {
    expect(plain(assignSentence({ ...choices, learnerCount: 0 }, 'Europe/London'))).toContain(
      'Nobody is enrolled in Lakehouse 2026 yet; whoever joins will see this',
    );
  });

  it.each([
    ['nobody', { target: null }],
    ['no start', { opensAt: '' }],
    ['an hour that clocks skip', { closesAt: '2027-03-28T01:30' }],
    ['no minutes', { minutes: Number.NaN }],
  ])('is not said with %s', (_, change) => {
    expect(assignSentence({ ...choices, ...change }, 'Europe/London')).toBeNull();
  });
});
