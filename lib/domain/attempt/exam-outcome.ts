/**
 * Everything that may become of a call of a running exam. The first are words of our own server (prisma/functions/app,
 * app/api/v1/attempts); the last two are what is left when it said none: `busy` when it asked for a pause, `unheard` for no network
 * and for whatever something in between made up.
 */
export const EXAM_OUTCOMES = [
  'ok',
  'claimed',
  'saved',
  'duplicate',
  'stale',
  'conflict',
  'misfit',
  'late',
  'superseded',
  'paused',
  'closed',
  'submitted',
  'not_found',
  'removed',
  'other_person',
  'signed_out',
  'busy',
  'unheard',
] as const;

export type ExamOutcome = (typeof EXAM_OUTCOMES)[number];
