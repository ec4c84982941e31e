import type { ExamOutcome } from '@/lib/domain/attempt/exam-outcome';
import type { WriteAccess } from '@/lib/domain/attempt/outbox-event';

/** What the sentences of a running exam speak about besides the outcome itself. */
export interface ExamFacts {
  /** Answers that the server hasn't acknowledged. */
  readonly waiting: number;
  /** Whether the device keeps them. */
  readonly keeps: boolean;
  /** Who has the exam: a tab of this very browser, as far as is known. */
  readonly inOtherTab: boolean;
}

const are = (count: number) => (count === 1 ? 'one answer is' : `${count} answers are`);
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
/** Said only when something waits. */
const more = ({ waiting }: ExamFacts, words: string) =>
  waiting > 0 ? ` ${capital(are(waiting))} ${words}` : '';
const held = ({ waiting, keeps }: ExamFacts) =>
  `${are(waiting)} ${keeps ? 'kept on this device' : 'waiting in this page'}`;

/**
 * What the player says of everything that may become of a call; total, so that a new outcome without a sentence doesn't compile.
 * The first row is what goes as it should.
 */
const WORDS: { readonly [O in ExamOutcome]: (facts: ExamFacts) => string } = {
  ok: () => 'This exam is open here.',
  claimed: () => 'This exam is open here.',
  saved: () => 'Your answer is saved.',
  duplicate: () => 'Your answer is saved.',
  submitted: () => 'Your exam is handed in.',
  stale: () => 'A newer answer to this question is saved already.',
  conflict: () => 'This question was answered on another device, too. Choose which answer counts.',
  misfit: () => 'An answer had more options than its question asks for and wasn’t saved. Answer it again.',
  late: () => 'An answer came after the end. It is kept apart with the time it was given, and staff see it.',
  superseded: (facts) =>
    `This exam is open in another tab${facts.inOtherTab ? ' of this browser' : ' or on another device'}, which is where answers are taken.${more(facts, 'not sent from here yet.')}`,
  paused: (facts) =>
    `This exam is paused. Your time stands still until your instructor lets it go on.${more(facts, 'kept here and sent then.')}`,
  closed: (facts) =>
    `This exam is over. ${facts.waiting === 0 ? 'All your answers are saved.' : `${capital(are(facts.waiting))} being sent.`} You are taken to your receipt.`,
  not_found: (facts) =>
    `This exam is no longer open to you. What you answered stays saved${facts.waiting > 0 ? `; ${are(facts.waiting)} still on this device` : ''}. Please tell your instructor.`,
  removed: (facts) =>
    `You were removed from the organisation that gave you this exam, so it can’t go on. What you answered stays saved${facts.waiting > 0 ? `; ${are(facts.waiting)} still on this device` : ''}. Please tell your instructor or an administrator; signing in again doesn’t help.`,
  other_person: (facts) =>
    `Somebody else is signed in in this browser by now. Nothing is lost${facts.waiting > 0 ? `: ${held(facts)}` : ''}.`,
  signed_out: (facts) =>
    `Your sign-in has ended. Nothing is lost${facts.waiting > 0 ? `: ${held(facts)} and sent as soon as you are back` : ''}.`,
  busy: (facts) => `The server is busy at the moment. Go on: ${held(facts)} and sent again by itself.`,
  unheard: (facts) =>
    `The server can’t be reached. Go on: ${held(facts)} and sent as soon as the connection is back.`,
};

/** The cohort was archived, or the learner has left it: a running exam is theirs all the same (app.lock_own_attempt asks for neither). */
export const COHORT_ENDED =
  'Your cohort has ended, or you are no longer in it. This exam goes on until its time is over, and it counts.';

export const sayOutcome = (outcome: ExamOutcome, facts: ExamFacts): string => WORDS[outcome](facts);

const OUTCOMES = {
  opening: 'ok',
  writing: 'ok',
  superseded: 'superseded',
  paused: 'paused',
  signed_out: 'signed_out',
  other_person: 'other_person',
  closed: 'closed',
  removed: 'removed',
  gone: 'not_found',
} as const satisfies Record<WriteAccess, ExamOutcome>;

/** Which outcome brought a page to where it stands. */
export const outcomeOf = (access: WriteAccess): ExamOutcome => OUTCOMES[access];
