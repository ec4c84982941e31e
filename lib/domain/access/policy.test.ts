import { describe, expect, it } from 'vitest';
import { type MemberActor, ROLES, type Role } from './actor';
import { can, PERMISSIONS, type Permission } from './policy';

const actor = (role: Role): MemberActor => ({ kind: 'member', personId: 'p', membershipId: 'm', role });

/** Who may do what somewhere, role by role. A new permission without a row here doesn't compile. */
const MATRIX: Readonly<Record<Permission, Readonly<Record<Role, boolean>>>> = {
  'exam:take': { owner: true, admin: true, instructor: true, hr: true, learner: true },
  'bank:read': { owner: true, admin: true, instructor: true, hr: false, learner: false },
  'bank:manage': { owner: true, admin: true, instructor: false, hr: false, learner: false },
  'item:propose': { owner: true, admin: true, instructor: true, hr: false, learner: false },
  'item:manage': { owner: true, admin: true, instructor: false, hr: false, learner: false },
  'report:handle': { owner: true, admin: true, instructor: true, hr: false, learner: false },
  'import:manage': { owner: true, admin: true, instructor: false, hr: false, learner: false },
  'exam:manage': { owner: true, admin: true, instructor: true, hr: false, learner: false },
  'exam:change': { owner: true, admin: true, instructor: true, hr: false, learner: false },
  'exam:handover': { owner: true, admin: true, instructor: false, hr: false, learner: false },
  'assignment:manage': { owner: true, admin: true, instructor: true, hr: false, learner: false },
  'evidence:read': { owner: true, admin: true, instructor: true, hr: false, learner: false },
  'person:read': { owner: true, admin: true, instructor: false, hr: false, learner: false },
  'person:manage': { owner: true, admin: true, instructor: false, hr: false, learner: false },
  'role:grant': { owner: true, admin: true, instructor: false, hr: false, learner: false },
  'cohort:read': { owner: true, admin: true, instructor: true, hr: false, learner: false },
  'cohort:manage': { owner: true, admin: true, instructor: false, hr: false, learner: false },
  'certification:manage': { owner: true, admin: true, instructor: false, hr: false, learner: false },
  'readiness:read': { owner: true, admin: true, instructor: false, hr: true, learner: false },
  'audit:read': { owner: true, admin: true, instructor: false, hr: false, learner: false },
  'organisation:manage': { owner: true, admin: false, instructor: false, hr: false, learner: false },
};

const CELLS = PERMISSIONS.flatMap((permission) =>
  ROLES.map((role) => ({ permission, role, allowed: MATRIX[permission][role] })),
);

describe('the policy', () => {
  it.each(CELLS)('for $permission answers $allowed to the role $role', ({ permission, role, allowed }) => {
    expect(can(actor(role), permission)).toBe(allowed);
  });

  const staffed: readonly Permission[] = ['cohort:read', 'evidence:read', 'assignment:manage'];
  it.each(PERMISSIONS.flatMap((permission) => ROLES.map((role) => ({ permission, role }))))(
    'asks for a place on the staff only of instructors: $permission, $role',
    ({ permission, role }) => {
      const outside = role === 'instructor' && staffed.includes(permission);
      expect(can(actor(role), permission, { staffed: false })).toBe(!outside && MATRIX[permission][role]);
      expect(can(actor(role), permission, { staffed: true })).toBe(MATRIX[permission][role]);
    },
  );

  it.each(PERMISSIONS.flatMap((permission) => ROLES.map((role) => ({ permission, role }))))(
    'asks only instructors whose exam it is, and only to change it: $permission, $role',
    ({ permission, role }) => {
      const somebodyElses = role === 'instructor' && permission === 'exam:change';
      expect(can(actor(role), permission, { owns: false })).toBe(!somebodyElses && MATRIX[permission][role]);
      expect(can(actor(role), permission, { owns: true })).toBe(MATRIX[permission][role]);
    },
  );

  it.each(ROLES.flatMap((role) => ROLES.map((granted) => ({ role, granted }))))(
    'lets the role $role give or take the role $granted only if it may',
    ({ role, granted }) => {
      const allowed = role === 'owner' || (role === 'admin' && granted !== 'owner');
      expect(can(actor(role), 'role:grant', { role: granted })).toBe(allowed);
    },
  );

  it('lets the installation itself do everything', () => {
    const system = { kind: 'system', reason: 'test' } as const;
    expect(
      PERMISSIONS.every((permission) => can(system, permission, { staffed: false, role: 'owner' })),
    ).toBe(true);
  });
});
