import 'server-only';
import { cookies, headers } from 'next/headers';
import { cache } from 'react';
import type { Role } from '@/lib/domain/access/actor';
import {
  PAGE_MARK_HEADER,
  type PageMark,
  type Place,
  parsePageMark,
  placeOf,
} from '@/lib/domain/access/page-mark';
import { callFunction } from '../db/plain';
import { type MemberScope, memberScope } from '../tenant-scope';
import { hashToken, readSessionToken, sessionCookieName } from './session-token';

/** One organisation that the signed-in person belongs to. */
export interface SessionMembership {
  readonly organisationId: string;
  readonly organisationName: string;
  readonly timeZone: string;
  /** True in organisations whose people and answers come from the demo generator. */
  readonly simulated: boolean;
  readonly membershipId: string;
  readonly role: Role;
  readonly displayName: string;
}

export interface Session {
  readonly personId: string;
  readonly name: string;
  readonly email: string;
  /** Their own zone for the times that they are shown; null: the organisation's. */
  readonly timeZone: string | null;
  /**
   * The membership that the person is working in: the one of the page that the request comes from, otherwise the one that the
   * session was switched to last. Null when they belong to no organisation.
   */
  readonly active: SessionMembership | null;
  readonly memberships: readonly SessionMembership[];
}

interface SessionRow {
  person_id: string;
  person_name: string;
  person_email: string;
  person_time_zone: string | null;
  organisation_id: string | null;
  memberships: SessionMembership[];
}

/** The hash of the request's session token; what functions in the database take as proof. */
export const readTokenHash = cache(async (): Promise<Buffer | null> => {
  const jar = await cookies();
  const token = await readSessionToken(jar.get(sessionCookieName())?.value);
  return token === null ? null : hashToken(token);
});

/** Who is signed in, asked of Postgres once per request; null for nobody. */
export const readSession = cache(async (): Promise<Session | null> => {
  const tokenHash = await readTokenHash();
  return tokenHash && findSession(tokenHash, await readPageMark());
});

/** The session of this token, as a page with this mark has it; null for one that is over. */
export async function findSession(tokenHash: Buffer, mark: PageMark | null): Promise<Session | null> {
  const [row] = await callFunction<SessionRow>('identity.resolve_session', [tokenHash]);
  if (!row) return null;
  const { memberships } = row;
  const switchedTo = memberships.find((m) => m.organisationId === row.organisation_id);
  const place = placeOf(mark, { personId: row.person_id, memberships });
  return {
    personId: row.person_id,
    name: row.person_name,
    email: row.person_email,
    timeZone: row.person_time_zone,
    active: place.kind === 'own' ? place.membership : (switchedTo ?? memberships[0] ?? null),
    memberships,
  };
}

/** The mark of the page that a script's request comes from; null for documents and for pages without one. */
export const readPageMark = async (): Promise<PageMark | null> =>
  parsePageMark((await headers()).get(PAGE_MARK_HEADER));

/** Where a page with this mark may act by now. */
export const placeIn = (session: Session, mark: PageMark | null): Place<SessionMembership> =>
  placeOf(mark, session);

/** The scope of a person in one of their organisations. */
export const scopeIn = (
  { personId }: Session,
  { organisationId, membershipId, role }: SessionMembership,
): MemberScope => memberScope(organisationId, { kind: 'member', personId, membershipId, role });
