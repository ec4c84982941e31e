import type { Actor, Role } from './actor';

/**
 * Everything that can be asked of the policy. `cohort:*` and `evidence:read` concern one cohort: an instructor needs
 * to be on its staff. `exam:change` concerns one exam: an instructor needs to be its owner. `role:grant` concerns the role that is given
 * or taken.
 */
export const PERMISSIONS = [
  'exam:take',
  'bank:read',
  'bank:manage',
  'item:propose',
  'item:manage',
  'report:handle',
  'import:manage',
  'exam:manage',
  'exam:change',
  'exam:handover',
  'assignment:manage',
  'evidence:read',
  'person:read',
  'person:manage',
  'role:grant',
  'cohort:read',
  'cohort:manage',
  'certification:manage',
  'readiness:read',
  'audit:read',
  'organisation:manage',
] as const;
export type Permission = (typeof PERMISSIONS)[number];

/** What the permission is asked for; leave out what doesn't apply. */
export interface Subject {
  /** Whether the actor is on the staff of the cohort in question. */
  readonly staffed?: boolean;
  /** Whether the exam in question is the actor's own. */
  readonly owns?: boolean;
  /** The role to be granted or taken away. */
  readonly role?: Role;
}

const EVERY_ROLE: readonly Role[] = ['owner', 'admin', 'instructor', 'hr', 'learner'];
const ADMINS: readonly Role[] = ['owner', 'admin'];
const TEACHERS: readonly Role[] = ['owner', 'admin', 'instructor'];

const ALLOWED: Readonly<Record<Permission, readonly Role[]>> = {
  // Whoever an exam was assigned to may take it, whatever else they do.
  'exam:take': EVERY_ROLE,
  'bank:read': TEACHERS,
  'bank:manage': ADMINS,
  // Whoever teaches may write questions and send them to review; owners and admins decide what goes live.
  'item:propose': TEACHERS,
  'item:manage': ADMINS,
  // Which reports: an instructor reaches those of the learners that they look after.
  'report:handle': TEACHERS,
  'import:manage': ADMINS,
  'exam:manage': TEACHERS,
  // Whoever teaches sees and assigns every exam; archiving one is for whoever answers for it, and for administrators.
  'exam:change': TEACHERS,
  'exam:handover': ADMINS,
  'assignment:manage': TEACHERS,
  'evidence:read': TEACHERS,
  'person:read': ADMINS,
  'person:manage': ADMINS,
  'role:grant': ADMINS,
  'cohort:read': TEACHERS,
  'cohort:manage': ADMINS,
  'certification:manage': ADMINS,
  'readiness:read': ['owner', 'admin', 'hr'],
  'audit:read': ADMINS,
  'organisation:manage': ['owner'],
};

/** An instructor may only do these for cohorts whose staff they belong to. */
const ONLY_STAFFED: readonly Permission[] = ['cohort:read', 'evidence:read', 'assignment:manage'];

/** The roles that may do this at all, somewhere: for a query that looks for those who can be asked. */
export const rolesWith = (permission: Permission): readonly Role[] => ALLOWED[permission];

/**
 * May this actor do this? The one place that decides; screens ask it too, so that nobody is offered what they can't do.
 * A subject that is left out is taken as the most favourable one: "may they do this at all, somewhere?"
 */
export function can(actor: Actor, permission: Permission, subject: Subject = {}): boolean {
  if (actor.kind === 'system') return true;
  if (!ALLOWED[permission].includes(actor.role)) return false;
  if (actor.role === 'instructor' && ONLY_STAFFED.includes(permission)) return subject.staffed ?? true;
  if (actor.role === 'instructor' && permission === 'exam:change') return subject.owns ?? true;
  // Only an owner makes or unmakes owners: otherwise an admin could lock the owner out.
  if (permission === 'role:grant' && subject.role === 'owner') return actor.role === 'owner';
  return true;
}
