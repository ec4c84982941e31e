import * as z from 'zod';
import { MAX_PASSWORD_LENGTH, MIN_PASSWORD_LENGTH } from '@/lib/domain/access/password-rule';
import { isReadableName, UNREADABLE_NAME } from '@/lib/domain/kernel/readable-name';

export const renameInput = z.object({
  name: z
    .string('Enter your name.')
    .trim()
    .min(1, 'Enter your name as it should appear in lists.')
    .max(120, 'Use at most 120 characters.')
    .refine(isReadableName, UNREADABLE_NAME),
});

const isTimeZone = (name: string): boolean => Intl.supportedValuesOf('timeZone').includes(name);

/** Empty: the zone of the organisation that one works in. */
export const timeZoneInput = z.object({
  timeZone: z
    .string('Choose a time zone.')
    .refine((name) => name === '' || name === 'UTC' || isTimeZone(name), 'Choose one of the listed zones.')
    .transform((name) => name || null),
});

export const changePasswordInput = z.object({
  oldPassword: z.string('Enter your password.').min(1, 'Enter your password.').max(MAX_PASSWORD_LENGTH),
  password: z
    .string('Choose a password.')
    .min(MIN_PASSWORD_LENGTH, `Use at least ${MIN_PASSWORD_LENGTH} characters. Several words are good.`)
    .max(MAX_PASSWORD_LENGTH, `Use at most ${MAX_PASSWORD_LENGTH} characters.`),
});

export const endSessionInput = z.object({ sessionId: z.guid('Choose a session of the list.') });

/** One browser that somebody is signed in with. */
export interface SessionView {
  readonly id: string;
  /** What the browser says about itself. */
  readonly userAgent: string;
  /** ISO 8601. */
  readonly signedInAt: string;
  readonly lastSeenAt: string;
  /** The one that this page is shown in. */
  readonly current: boolean;
}

export interface AccountView {
  readonly name: string;
  readonly email: string;
  /** Their own; null when they go by the organisation's. */
  readonly timeZone: string | null;
  readonly organisationTimeZone: string;
  readonly sessions: readonly SessionView[];
}
