import * as z from 'zod';
import type { Role } from '@/lib/domain/access/actor';

const cohortId = z.guid('This cohort is not in the list any more.');
const membershipId = z.guid('This person is not in the list any more.');
const name = z
  .string('Enter a name.')
  .trim()
  .min(1, 'Enter a name, like “Spring intake”.')
  .max(120, 'Use at most 120 characters.');
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

export interface CohortRow {
  readonly id: string;
  readonly name: string;
  readonly certificationName: string | null;
  readonly learnerCount: number;
  readonly staffNames: readonly string[];
  readonly archived: boolean;
}

export interface CertificationChoice {
  readonly id: string;
  readonly name: string;
}

export interface CohortsView {
  readonly rows: readonly CohortRow[];
  readonly archivedCount: number;
  readonly certifications: readonly CertificationChoice[];
}

export interface CohortPerson {
  readonly membershipId: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
}

export interface CohortView {
  readonly id: string;
  readonly name: string;
  readonly certification: CertificationChoice | null;
  readonly archivedAt: string | null;
  readonly learners: readonly (CohortPerson & { readonly enrolledAt: string })[];
  readonly staff: readonly CohortPerson[];
  /** People who could be enrolled, learners first; at most `MAX_ENROLLED_AT_ONCE`. */
  readonly candidates: readonly CohortPerson[];
  readonly staffCandidates: readonly CohortPerson[];
  readonly certifications: readonly CertificationChoice[];
}
