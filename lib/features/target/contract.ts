import * as z from 'zod';
import { ROLES, type Role } from '@/lib/domain/access/actor';

const membershipId = z.guid('This person is not in the list any more.');
const certificationId = z.guid('Choose a certification from the list.');

export const targetInput = z.object({ membershipId, certificationId });
export type TargetInput = z.infer<typeof targetInput>;
export const cohortTargetsInput = z.object({ cohortId: z.guid('This cohort is not in the list any more.') });

export const roleTargetInput = z.object({
  certificationId,
  role: z.enum(ROLES, 'Choose a role from the list.'),
});
export type RoleTargetInput = z.infer<typeof roleTargetInput>;

/** Where a target comes from. */
export const TARGET_SOURCES = ['cohort', 'role', 'hand'] as const;
export type TargetSource = (typeof TARGET_SOURCES)[number];
/** Why a target was closed. */
export const TARGET_ENDS = [
  'hand',
  'left_before_start',
  'certification_changed',
  'cohort_finished',
  'role_ended',
] as const;
export type TargetEnd = (typeof TARGET_ENDS)[number];

/** What somebody prepares for, or did. */
export interface Target {
  readonly certificationId: string;
  readonly certificationName: string;
  readonly source: TargetSource;
  /** The cohort that it comes from. */
  readonly cohort: { readonly id: string; readonly name: string } | null;
  readonly openedAt: string;
  readonly closed: { readonly at: string; readonly reason: TargetEnd } | null;
}

/** One target for each certification: the open one, or the last that was. */
export interface TargetsView {
  readonly targets: readonly Target[];
  /** Certifications that the person doesn't prepare for. */
  readonly others: readonly { readonly id: string; readonly name: string }[];
}

/** The targets that come from one cohort. */
export interface CohortTargets {
  readonly open: number;
  /** Closed together, and not opened again since. */
  readonly finished: number;
}

/** What a role has to do with a certification, and what opening or ending it would do now. */
export interface RoleTarget {
  readonly role: Role;
  /** Whether everybody with the role prepares, whoever else gets the role included. */
  readonly open: boolean;
  /** Who has the role. */
  readonly people: number;
  /** Of them: who prepares already, wherever from. */
  readonly preparing: number;
  /** Whose target opening would open; the rest prepare, or were closed by hand since the role asked first. */
  readonly opens: number;
  /** Whose target ending would close; targets from cohorts and by hand stay. */
  readonly closes: number;
}
