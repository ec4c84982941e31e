import * as z from 'zod';

const membershipId = z.guid('This person is not in the list any more.');
const certificationId = z.guid('Choose a certification from the list.');

export const targetInput = z.object({ membershipId, certificationId });
export type TargetInput = z.infer<typeof targetInput>;
export const cohortTargetsInput = z.object({ cohortId: z.guid('This cohort is not in the list any more.') });

/** Where a target comes from. */
export const TARGET_SOURCES = ['cohort', 'role', 'hand'] as const;
export type TargetSource = (typeof TARGET_SOURCES)[number];
/** Why a target was closed. */
export const TARGET_ENDS = ['hand', 'left_before_start', 'certification_changed', 'cohort_finished'] as const;
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
