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
  readonly message: string;
  /** Field name -> what is wrong with it. */
  readonly fields?: Readonly<Record<string, string>>;
}

export function failure(
  code: FailureCode,
  message: string,
  fields?: Readonly<Record<string, string>>,
): Failure {
  return fields === undefined ? { code, message } : { code, message, fields };
}

/** The same words for what doesn't exist and for what belongs to somebody else. */
export const notFound = (what: string): Failure => failure('not_found', `There is no such ${what}.`);
