import 'server-only';
import { isRole } from '@/lib/domain/access/actor';
import type { CohortPerson, CohortRow } from './contract';

export interface CohortRecord {
  readonly id: string;
  readonly name: string;
  readonly certification_name: string | null;
  readonly learner_count: number;
  readonly staff_names: string[];
  readonly archived: boolean;
}

export const toCohortRow = (row: CohortRecord): CohortRow => ({
  id: row.id,
  name: row.name,
  certificationName: row.certification_name,
  learnerCount: row.learner_count,
  staffNames: row.staff_names,
  archived: row.archived,
});

/** A member with what they are to one cohort. */
export interface CohortPersonRecord {
  readonly id: string;
  readonly display_name: string;
  readonly email: string;
  readonly role: string;
  readonly enrolled_at: Date | null;
  readonly on_staff: boolean;
}

export function toCohortPerson(row: CohortPersonRecord): CohortPerson {
  if (!isRole(row.role))
    throw new Error(`The database has a role that the product doesn't know: ${row.role}`);
  return { membershipId: row.id, name: row.display_name, email: row.email, role: row.role };
}

export const toEnrolled = (row: CohortPersonRecord & { readonly enrolled_at: Date }) => ({
  ...toCohortPerson(row),
  enrolledAt: row.enrolled_at.toISOString(),
});
