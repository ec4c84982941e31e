import { type Refusal, type RefusalParams, type RefusalReason, refusal } from './refusal';

/** Every way in which a request can be refused. Each code has one HTTP status and one message for people. */
export const FAILURE_CODES = [
  'signed_out',
  'forbidden',
  'not_found',
  'invalid',
  'conflict',
  'too_many_requests',
  'unavailable',
] as const;
export type FailureCode = (typeof FAILURE_CODES)[number];

/** An expected refusal: a code, words that say what and what to do, and for forms which field. */
export interface Failure {
  readonly code: FailureCode;
  /** Empty while a failure with a refusal is on its way: the border says it (lib/words). */
  readonly message: string;
  /** Field name -> what is wrong with it. */
  readonly fields?: Readonly<Record<string, string>>;
  /** Why, as a code with its facts. New failures carry one instead of a message. */
  readonly refusal?: Refusal;
  /** Field name -> what is wrong with it, as codes. */
  readonly fieldRefusals?: Readonly<Record<string, Refusal>>;
  /** The organisation in which the same act may be tried again, by name, and the mark of a page there. */
  readonly continueIn?: { readonly name: string; readonly pageMark: string };
}

export function failure(
  code: FailureCode,
  message: string,
  fields?: Readonly<Record<string, string>>,
): Failure {
  return fields === undefined ? { code, message } : { code, message, fields };
}

/** A refusal as a code with its facts; its sentence is said where the answer leaves the server. */
export function refuse<R extends RefusalReason>(
  code: FailureCode,
  reason: R,
  params: RefusalParams[R],
  more: Pick<Failure, 'fieldRefusals' | 'continueIn'> = {},
): Failure {
  return { code, message: '', refusal: refusal(reason, params), ...more };
}

/** The same words for what doesn't exist and for what belongs to somebody else. */
export const notFound = (what: string): Failure => failure('not_found', `There is no such ${what}.`);
