/** What happened and what to do, for each kind of failure that a person can meet. */
export interface ErrorWords {
  readonly title: string;
  readonly advice: string;
}

const WORDS = {
  UNAUTHENTICATED: {
    title: 'You are signed out',
    advice: 'Sign in again to go on. Nothing you saved is lost.',
  },
  FORBIDDEN: {
    title: 'You don’t have access to this page',
    advice: 'Ask an administrator of your organisation if you need it.',
  },
  NOT_FOUND: {
    title: 'We can’t find that page',
    advice: 'Check the address, or go back and follow the link again.',
  },
  INVALID: { title: 'There is a problem', advice: 'Correct the fields that are marked and try again.' },
  CONFLICT: {
    title: 'Someone else changed this first',
    advice: 'Look at their version, then decide which one to keep.',
  },
  RATE_LIMITED: { title: 'Too many tries', advice: 'Wait a few minutes, then try again.' },
  UNAVAILABLE: {
    title: 'The service can’t be reached',
    advice: 'What you saved is kept. Try again in a moment.',
  },
  INTERNAL: {
    title: 'Something failed on our side',
    advice: 'What you saved is kept. Try again; if it fails again, send us the reference.',
  },
} as const satisfies Record<string, ErrorWords>;

export type ErrorCode = keyof typeof WORDS;

/** The words for a code; the map is total, so a new code without words doesn't compile. */
export function errorWords(code: ErrorCode): ErrorWords {
  return WORDS[code];
}
