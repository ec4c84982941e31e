export interface RecentImport {
  readonly id: string;
  readonly sourceName: string;
  readonly bankName: string;
  readonly importedByName: string;
  readonly importedAt: string;
  readonly undone: boolean;
  /** Items created and changed. */
  readonly itemCount: number;
}

export interface CertificationGap {
  readonly certificationId: string;
  readonly certificationName: string;
  /** Domains of the current blueprint without a single item in use, heaviest first. */
  readonly domains: readonly { readonly name: string; readonly weightPercent: number }[];
}

export interface OpenInvitation {
  readonly membershipId: string;
  readonly name: string;
  readonly expiresAt: string;
}

export interface OverviewCounts {
  readonly bank: number;
  readonly item: number;
  readonly person: number;
  readonly cohort: number;
  readonly certification: number;
  readonly itemWithoutTopic: number;
  /** Problems that learners reported and nobody has answered. */
  readonly openReport: number;
  /** Imports that were begun and not written. */
  readonly importDraft: number;
  readonly itemInReview: number;
  readonly learnerWithoutCohort: number;
  readonly cohortWithoutStaff: number;
}

/** What came in and what needs a decision. */
export interface OverviewView {
  readonly counts: OverviewCounts;
  /** The bank with most items without a topic, to begin there. */
  readonly bankToSort: { readonly id: string; readonly name: string } | null;
  readonly imports: readonly RecentImport[];
  readonly gaps: readonly CertificationGap[];
  readonly invitations: readonly OpenInvitation[];
}
