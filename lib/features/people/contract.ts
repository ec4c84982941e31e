import * as z from 'zod';
import { ROLES, type Role } from '@/lib/domain/access/actor';
import { type Page, readPageNumber, readWords } from '@/lib/domain/kernel/page';
import { isReadableName, UNREADABLE_NAME } from '@/lib/domain/kernel/readable-name';

const membershipId = z.guid('This person is not in the list any more.');
const role = z.enum(ROLES, 'Choose a role.');

/** The same address in whichever width or form it was typed; checked after normalising, never before. */
const email = z
  .string('Enter an e-mail address.')
  .transform((text) => text.normalize('NFKC').trim())
  .pipe(z.email('Enter an e-mail address like name@example.com.').max(320, 'This address is too long.'));

const name = z
  .string('Enter a name.')
  .trim()
  .min(1, 'Enter the name as it should appear in lists.')
  .max(120, 'Use at most 120 characters.')
  .refine(isReadableName, UNREADABLE_NAME);

export const addPersonInput = z.object({ email, name, role });
export type AddPerson = z.infer<typeof addPersonInput>;

export const personInput = z.object({ membershipId });

export const changeRoleInput = z.object({ membershipId, role });
export type ChangeRole = z.infer<typeof changeRoleInput>;

/** What an accommodation may multiply the minutes by. */
export const TIME_FACTORS = ['1', '1.25', '1.5', '2'] as const;

export const accommodationInput = z.object({
  membershipId,
  timeFactor: z.enum(TIME_FACTORS, 'Choose one of the listed factors.'),
  extraMinutes: z.coerce
    .number('Enter a number of minutes, like 15.')
    .int('Enter whole minutes.')
    .min(0, 'Enter 0 or more minutes.')
    .max(600, 'Enter at most 600 minutes.'),
  note: z.string().trim().max(500, 'Use at most 500 characters.').default(''),
});
export type SetAccommodation = z.infer<typeof accommodationInput>;

/** An empty field means "none". */
export const externalIdInput = z.object({
  membershipId,
  externalId: z
    .string()
    .trim()
    .max(100, 'Use at most 100 characters.')
    .default('')
    .transform((text) => (text === '' ? null : text)),
});
export type SetExternalId = z.infer<typeof externalIdInput>;

export const PEOPLE_PER_PAGE = 50;

/** What the list can be narrowed to besides a role. */
export const PEOPLE_GROUPS = ['invited', 'no_cohort', 'removed'] as const;
export type PeopleGroup = (typeof PEOPLE_GROUPS)[number];

/** What the list of people is narrowed to; from the address of the page, so nonsense falls back to everybody. */
export const peopleFilter = z.object({
  q: z.unknown().optional().transform(readWords),
  role: z
    .enum([...ROLES, ...PEOPLE_GROUPS])
    .nullable()
    .catch(null),
  page: z.unknown().transform((given) => readPageNumber(String(given))),
});
export type PeopleFilter = z.infer<typeof peopleFilter>;

export interface PersonRow {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly cohortNames: readonly string[];
  readonly removed: boolean;
  /** False for who is invited only. */
  readonly joined: boolean;
  /** Until when the open invitation works; null for those who have joined or whose link has ended. */
  readonly invitedUntil: string | null;
}

export interface PeopleView extends Page<PersonRow> {
  /** Everybody who is in the organisation now, by role, whatever the filter. */
  readonly countByRole: Readonly<Record<Role, number>>;
}

export interface Accommodation {
  readonly timeFactor: number;
  readonly extraMinutes: number;
  readonly note: string;
}

export interface PersonView {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly since: string;
  readonly removedAt: string | null;
  /** False until the person followed an invitation of this organisation. */
  readonly joined: boolean;
  /** Until when the open invitation works; null for those who have joined or whose link has ended. */
  readonly invitedUntil: string | null;
  /** The number by which the organisation's other systems know them. */
  readonly externalId: string | null;
  readonly accommodation: Accommodation | null;
  readonly cohorts: readonly { readonly id: string; readonly name: string }[];
  readonly staffOf: readonly { readonly id: string; readonly name: string }[];
}

/** Who was added, and the secret of their one invitation link; none for those who come back and had joined before. */
export interface AddedPerson {
  readonly membershipId: string;
  readonly name: string;
  readonly invitation: OneTimeLink | null;
}

/** The secret of a one-time link, known only to whom it is shown now. */
export interface OneTimeLink {
  readonly token: string;
  readonly expiresAt: string;
}

/** What taking somebody out would do now, counted by what does it. */
export interface RemovalPlan {
  /** Attempts that they are sitting: they end as they stand when their time is over. */
  readonly running: number;
  /** Attempts that are over; they stay with their evidence. */
  readonly over: number;
  /** Cohorts that they look after no more, also after a return. */
  readonly staffOf: number;
  /** Exams in use that nobody but administrators answers for then. */
  readonly exams: number;
  /** Whether an invitation that still works ends. */
  readonly invited: boolean;
}
