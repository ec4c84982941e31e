import type { ListQuery, Page } from '@/lib/domain/kernel/page';

/** Whether cohorts or single people are looked for. */
export const TARGET_KINDS = ['cohort', 'person'] as const;
export type TargetKind = (typeof TARGET_KINDS)[number];

export interface TargetQuery extends ListQuery {
  readonly kind: TargetKind;
}

/** Whom an exam can be assigned to by the one who asks. */
export interface AssignmentTarget {
  readonly kind: TargetKind;
  readonly id: string;
  readonly name: string;
  /** Of a cohort; null for a person. */
  readonly learnerCount: number | null;
  /** Of a person; null for a cohort. */
  readonly email: string | null;
}

export interface TargetPage {
  readonly query: TargetQuery;
  readonly targets: Page<AssignmentTarget>;
  /** Chosen beforehand by the address of the page. */
  readonly chosen: AssignmentTarget | null;
}
