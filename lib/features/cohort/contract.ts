import * as z from 'zod';
import type { Role } from '@/lib/domain/access/actor';
import { type ListQuery, type Page, readWords } from '@/lib/domain/kernel/page';
import { isReadableName, UNREADABLE_NAME } from '@/lib/domain/kernel/readable-name';

const cohortId = z.guid('This cohort is not in the list any more.');
const membershipId = z.guid('This person is not in the list any more.');
const name = z
  .string('Enter a name.')
  .trim()
  .min(1, 'Enter a name, like “Spring intake”.')
  .max(120, 'Use at most 120 characters.')
  .refine(isReadableName, UNREADABLE_NAME);
/** An empty choice in a form means "none". */
const certificationId = z
  .union([z.literal(''), z.guid('Choose a certification from the list.')])
  .default('')
  .transform((text) => (text === '' ? null : text));

export const createCohortInput = z.object({ name, certificationId });
export type CreateCohort = z.infer<typeof createCohortInput>;
export const changeCohortInput = z.object({ cohortId, name, certificationId });
export type ChangeCohort = z.infer<typeof changeCohortInput>;
export const cohortInput = z.object({ cohortId });
export const cohortMemberInput = z.object({ cohortId, membershipId });
export type CohortMember = z.infer<typeof cohortMemberInput>;

export const MAX_ENROLLED_AT_ONCE = 500;

export const enrolInput = z.object({
  cohortId,
  // One ticked box arrives as a string, several as an array, none not at all.
  membershipId: z.preprocess(
    (value) => (value === undefined ? [] : Array.isArray(value) ? value : [value]),
    z
      .array(membershipId)
      .min(1, 'Tick at least one person.')
      .max(MAX_ENROLLED_AT_ONCE, `Enrol at most ${MAX_ENROLLED_AT_ONCE} people at once.`),
  ),
});
export interface Enrol {
  readonly cohortId: string;
  readonly membershipId: readonly string[];
}

/** Whom the picker of a cohort looks for: those who prepare, unless everybody is asked for. */
export const ENROLABLE_ROLES = ['learner', 'any'] as const;
export type EnrolableRole = (typeof ENROLABLE_ROLES)[number];

export interface EnrolableFilter {
  readonly q: string;
  readonly role: EnrolableRole;
}

/** "All 4,812 found": the filter itself, and the number that was on the screen. */
export const enrolFoundInput = z.object({
  cohortId,
  q: z.unknown().optional().transform(readWords),
  role: z.enum(ENROLABLE_ROLES, 'Choose whom to look for.'),
  shown: z.coerce.number('Search again.').int('Search again.').min(1, 'Nobody was found.'),
});
export type EnrolFound = z.infer<typeof enrolFoundInput>;

export interface CohortRow {
  readonly id: string;
  readonly name: string;
  readonly certificationName: string | null;
  /** Who is in it now. */
  readonly learnerCount: number;
  /** Who left after a first attempt; their past is here. */
  readonly leftCount: number;
  readonly staffNames: readonly string[];
  readonly archived: boolean;
}

export interface CertificationChoice {
  readonly id: string;
  readonly name: string;
}

/** Which cohorts are asked for. */
export interface CohortsQuery extends ListQuery {
  readonly archived: boolean;
}

/** All cohorts of the organisation, whatever the search. */
export interface CohortTotals {
  readonly inUse: number;
  readonly archived: number;
  /** Places taken in those that are in use. */
  readonly places: number;
  /** Those in use that nobody looks after. */
  readonly alone: number;
}

export interface CohortsView {
  readonly query: CohortsQuery;
  readonly cohorts: Page<CohortRow>;
  readonly totals: CohortTotals;
  readonly certifications: readonly CertificationChoice[];
}

export interface CohortPerson {
  readonly membershipId: string;
  readonly name: string;
  /** The name, with the address where two people here have the same. */
  readonly label: string;
  readonly email: string;
  readonly role: Role;
}

export interface EnrolledPerson extends CohortPerson {
  readonly enrolledAt: string;
}

/** Somebody who left the cohort or the organisation after a first attempt. */
export interface FormerPerson extends CohortPerson {
  readonly leftAt: string;
  /** True for who is gone from the organisation, not only from the cohort. */
  readonly removed: boolean;
}

export interface CohortView {
  readonly id: string;
  readonly name: string;
  readonly certification: CertificationChoice | null;
  readonly archivedAt: string | null;
  /** Everybody who is enrolled, whatever the search. */
  readonly learnerCount: number;
  /** Everybody who left after a first attempt. */
  readonly leftCount: number;
  readonly staff: readonly CohortPerson[];
  readonly certifications: readonly CertificationChoice[];
}

/** What the lists on the page of a cohort are narrowed to. */
export interface CohortQuery {
  readonly people: ListQuery;
  readonly left: ListQuery;
  readonly enrol: ListQuery & { readonly role: EnrolableRole };
  readonly staff: ListQuery;
}

export interface CohortPage {
  readonly cohort: CohortView;
  readonly query: CohortQuery;
  readonly people: Page<EnrolledPerson>;
  readonly former: Page<FormerPerson>;
  readonly candidates: Page<CohortPerson>;
  readonly staffCandidates: Page<CohortPerson>;
}
