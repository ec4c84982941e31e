import 'server-only';
import { isRole, ROLES, type Role } from '@/lib/domain/access/actor';
import type { PersonRow, PersonView } from './contract';

export interface PersonRecord {
  readonly id: string;
  readonly display_name: string;
  readonly email: string;
  readonly role: string;
  readonly removed: boolean;
  readonly joined: boolean;
  readonly cohort_names: string[];
  readonly invited_until: Date | null;
}

function toRole(text: string): Role {
  if (!isRole(text)) throw new Error(`The database has a role that the product doesn't know: ${text}`);
  return text;
}

export const toPersonRow = (row: PersonRecord): PersonRow => ({
  id: row.id,
  name: row.display_name,
  email: row.email,
  role: toRole(row.role),
  cohortNames: row.cohort_names,
  removed: row.removed,
  joined: row.joined,
  invitedUntil: row.invited_until?.toISOString() ?? null,
});

/** Every role has a number, also those that nobody has. */
export function toCountByRole(counts: Readonly<Record<string, number>>): Record<Role, number> {
  const all = ROLES.map((role) => [role, counts[role] ?? 0] as const);
  return Object.fromEntries(all) as Record<Role, number>;
}

interface MembershipRecord {
  readonly id: string;
  readonly displayName: string;
  readonly email: string;
  readonly role: Role;
  readonly createdAt: Date;
  readonly joinedAt: Date | null;
  readonly invitedUntil: Date | null;
  readonly removedAt: Date | null;
  readonly externalId: string | null;
  readonly accommodation: {
    readonly timeFactor: { toNumber(): number };
    readonly extraMinutes: number;
    readonly note: string;
  } | null;
  readonly enrolments: readonly { readonly cohort: { readonly id: string; readonly name: string } }[];
  readonly cohortStaff: readonly { readonly cohort: { readonly id: string; readonly name: string } }[];
}

/** An invitation that has expired is none. */
function openUntil({ joinedAt, invitedUntil }: MembershipRecord): string | null {
  const isOpen = joinedAt === null && invitedUntil !== null && invitedUntil.getTime() > Date.now();
  return isOpen ? invitedUntil.toISOString() : null;
}

export function toPersonView(row: MembershipRecord): PersonView {
  const { accommodation } = row;
  return {
    id: row.id,
    name: row.displayName,
    email: row.email,
    role: row.role,
    since: row.createdAt.toISOString(),
    removedAt: row.removedAt?.toISOString() ?? null,
    joined: row.joinedAt !== null,
    invitedUntil: openUntil(row),
    externalId: row.externalId,
    accommodation: accommodation && {
      timeFactor: accommodation.timeFactor.toNumber(),
      extraMinutes: accommodation.extraMinutes,
      note: accommodation.note,
    },
    cohorts: row.enrolments.map(({ cohort }) => ({ id: cohort.id, name: cohort.name })),
    staffOf: row.cohortStaff.map(({ cohort }) => ({ id: cohort.id, name: cohort.name })),
  };
}
