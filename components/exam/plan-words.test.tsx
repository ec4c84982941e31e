import { describe, expect, it } from 'vitest';
import { removalSentence } from '@/components/people/removal-words';
import { discardSentence } from '@/components/scenario-import/discard-words';
import { extendSentence, releaseSentence, withdrawSentence } from './plan-words';

/* The sentences before somebody agrees: every number is the plan's, and what happens to nobody isn't said. */

const plain = (text: string) => text.replaceAll('\u00a0', ' ');
const nothing = { idle: 0, running: 0, over: 0, releases: 0 };

describe('the plan of an assignment', () => {
  it('says who loses it and what stays, or why it can’t be withdrawn yet', () => {
    expect(plain(withdrawSentence({ ...nothing, idle: 7, over: 1 }))).toBe(
      '7 learners who have not started can’t start it any more. 1 finished attempt and its evidence stays. This can’t be taken back.',
    );
    expect(plain(withdrawSentence({ ...nothing, running: 2, over: 1 }))).toBe(
      '2 learners are sitting the exam now. It can be withdrawn when they have finished.',
    );
  });

  it('says whose results come out now, later and not at all', () => {
    expect(plain(releaseSentence({ idle: 3, running: 1, over: 5, releases: 5 }))).toBe(
      '5 results are shown at once. 1 attempt that runs is shown as soon as it is graded. 3 learners have not started, and could hear the key from others; the window can’t be extended afterwards. This can’t be taken back.',
    );
    expect(plain(releaseSentence(nothing))).toMatch(/^No result is shown at once: none is ready\./);
  });

  it('says who gets until the new time', () => {
    expect(plain(extendSentence({ ...nothing, idle: 1, running: 2 }))).toBe(
      '1 learner who has not started gets until the new time. 2 attempts that run keep their own deadline.',
    );
  });
});

describe('the plan of a removal', () => {
  it('names what ends, what stays and the way back', () => {
    const plan = { running: 1, over: 12, staffOf: 2, exams: 3, invited: false };
    expect(plain(removalSentence(plan))).toBe(
      'They lose access to this organisation with their next click. 1 exam that they are sitting ends as it stands when its time is over. They no longer look after 2 cohorts, also when they come back. Only administrators can then archive and change 3 exams of theirs. 12 attempts are kept with the evidence. You can take them back at any time.',
    );
    const invited = { running: 0, over: 0, staffOf: 0, exams: 0, invited: true };
    expect(plain(removalSentence(invited))).toBe(
      'Their invitation doesn’t work any more. You can take them back at any time.',
    );
  });
});

describe('the plan of discarding a draft', () => {
  it('names the work that is lost', () => {
    const of = (edited: boolean, decisions: number) =>
      plain(discardSentence({ sourceName: 'post.txt', work: { edited, decisions } }));
    expect(of(true, 2)).toBe(
      'post.txt, what was corrected in its text and 2 decisions about its questions are removed. No bank changes. This can’t be undone.',
    );
    expect(of(false, 0)).toBe(
      'post.txt is removed. Nothing was changed or decided in it yet. No bank changes. This can’t be undone.',
    );
  });
});
