/** The roles a membership can have, strongest first. */
export const ROLES = ['owner', 'admin', 'instructor', 'hr', 'learner'] as const;
export type Role = (typeof ROLES)[number];

export const isRole = (value: unknown): value is Role => ROLES.some((role) => role === value);

/** Someone acting inside one organisation. */
export interface MemberActor {
  readonly kind: 'member';
  readonly personId: string;
  readonly membershipId: string;
  readonly role: Role;
}

/** The installation itself: grading, sweeping, seeding. Carries the reason for the audit trail. */
export interface SystemActor {
  readonly kind: 'system';
  readonly reason: string;
}

export type Actor = MemberActor | SystemActor;
