import 'server-only';
import { isRole } from '@/lib/domain/access/actor';
import type {
  CertificationChoice,
  CohortPerson,
  CohortRow,
  CohortView,
  EnrolledPerson,
  FormerPerson,
} from './contract';

export interface CohortRecord {
  readonly id: string;
  readonly name: string;
  readonly certification_name: string | null;
  readonly learner_count: number;
  readonly left_count: number;
  readonly staff: readonly string[];
  readonly archived: boolean;
}

export const toCohortRow = (row: CohortRecord): CohortRow => ({
  id: row.id,
  name: row.name,
  certificationName: row.certification_name,
  learnerCount: row.learner_count,
  leftCount: row.left_count,
  staffNames: row.staff,
  archived: row.archived,
});

interface PersonRecord {
  readonly id: string;
  readonly display_name: string;
  readonly label: string;
  readonly email: string;
  readonly role: string;
}

/** A member with since when they are in one cohort; null for who isn't. */
export interface CohortPersonRecord extends PersonRecord {
  readonly enrolled_at: Date | null;
  /** Set for who is in it no longer. */
  readonly left_at: Date | null;
  readonly removed: boolean;
}

export function toCohortPerson(row: PersonRecord): CohortPerson {
  if (!isRole(row.role))
    throw new Error(`The database has a role that the product doesn't know: ${row.role}`);
  return { membershipId: row.id, name: row.display_name, label: row.label, email: row.email, role: row.role };
}

export const toEnrolled = (row: CohortPersonRecord): EnrolledPerson => ({
  ...toCohortPerson(row),
  enrolledAt: row.enrolled_at?.toISOString() ?? '',
});

export const toFormer = (row: CohortPersonRecord): FormerPerson => ({
  ...toCohortPerson(row),
  leftAt: row.left_at?.toISOString() ?? '',
  removed: row.removed,
});

export interface CohortViewRecord {
  readonly id: string;
  readonly name: string;
  readonly archived_at: Date | null;
  readonly certification_id: string | null;
  readonly certification_name: string | null;
  readonly learner_count: number;
  readonly left_count: number;
  readonly staff: readonly PersonRecord[];
}

export const toCohortView = (
  row: CohortViewRecord,
  certifications: readonly CertificationChoice[],
): CohortView => ({
  id: row.id,
  name: row.name,
  certification:
    row.certification_id === null ? null : { id: row.certification_id, name: row.certification_name ?? '' },
  archivedAt: row.archived_at?.toISOString() ?? null,
  learnerCount: row.learner_count,
  leftCount: row.left_count,
  staff: row.staff.map(toCohortPerson),
  certifications,
});
