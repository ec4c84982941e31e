import type pg from 'pg';
import type { Failure } from '@/lib/domain/kernel/failure';
import { organisationSlug } from '@/lib/domain/organisation/slug';
import * as organisations from '@/lib/features/organisation/commands';
import { organisationName } from '@/lib/features/organisation/contract';
import { addPerson, invitePerson } from '@/lib/features/people/commands';
import { addPersonInput } from '@/lib/features/people/contract';
import { invitationLink } from '@/lib/infra/auth/account';
import { resetLinkAddress } from '@/lib/infra/auth/reset-link';
import { hashToken, newToken } from '@/lib/infra/auth/session-token';
import { withTenant } from '@/lib/infra/db/tenant';
import { env } from '@/lib/infra/env';
import { newId } from '@/lib/infra/id';
import { dangerousSystemScope, type TenantScope } from '@/lib/infra/tenant-scope';
import { sayFailure } from '@/lib/words/refusal-words';
import { withClient } from './database-client';
import { formatTable } from './text-table';

/*
 * What the operator of the installation does (ADR 20). That somebody is the operator is proven by the administrator's
 * connection; what members could do as well goes through the commands that they use.
 */

const REASON = 'command of the operator';
/** Serialises two commands that make an organisation; the number has no meaning. */
const LOCK_KEY = 7_203_416;

/** Runs with the administrator's connection. */
function asOperator<T>(adminUrl: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  // Says in one readable list what the server's configuration lacks.
  env();
  return withClient(adminUrl, async (client) => {
    const { rows } = await client.query(
      `SELECT to_regprocedure('identity.recover_person(uuid, bytea)') AS ready`,
    );
    if (rows[0]?.ready === null)
      throw new Error('The database is not up to date. Run "npm run migrate" first.');
    return work(client);
  });
}

/** The sentence of a refusal, with what is wrong with each field. */
function refused(failure: Failure): Error {
  const { message, fields = {} } = sayFailure(failure);
  return new Error([message, ...Object.values(fields)].join(' '));
}

const scopeOf = (id: string): TenantScope => dangerousSystemScope(id, REASON);

interface Found {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
}

const nameOf = (id: string): Promise<{ name: string } | null> =>
  withTenant(scopeOf(id), (db) => db.organisation.findFirst({ where: { id }, select: { name: true } }));

/** Every organisation in the register. Their names are their own, so each is asked in turn. */
async function findOrganisations(client: pg.Client): Promise<Found[]> {
  const { rows } = await client.query<{ id: string; slug: string }>(
    'SELECT id, slug FROM identity.tenant ORDER BY slug',
  );
  const found: Found[] = [];
  for (const row of rows) found.push({ ...row, name: (await nameOf(row.id))?.name ?? '' });
  return found;
}

/** The organisation of this name, made now when there is none. */
async function ensureOrganisation(
  client: pg.Client,
  name: string,
): Promise<Found & { readonly isNew: boolean }> {
  const known = await findOrganisations(client);
  const same = known.find((each) => each.name === name);
  if (same) return { ...same, isNew: false };
  const slug = organisationSlug(name, new Set(known.map((each) => each.slug)));
  const id = newId();
  const made = await organisations.createOrganisation(scopeOf(id), { name, slug });
  if (!made.ok) throw refused(made.error);
  return { id, slug, name, isNew: true };
}

export interface Created {
  readonly said: readonly string[];
  /** Null when the owner has joined already. */
  readonly link: string | null;
}

/** Makes an organisation and invites its owner. Repeating it changes nothing but the link of an owner who has not joined. */
export async function createOrganisation(
  adminUrl: string,
  given: { readonly name: string; readonly owner: string; readonly ownerName: string | null },
): Promise<Created> {
  const name = organisationName.safeParse(given.name);
  if (!name.success) throw new Error(name.error.issues[0]?.message ?? 'The name can’t be used.');
  const [local = given.owner] = given.owner.split('@');
  const person = addPersonInput.safeParse({
    email: given.owner,
    name: given.ownerName ?? local,
    role: 'owner',
  });
  if (!person.success) throw new Error(`--owner: ${person.error.issues[0]?.message ?? 'not an address'}`);
  return asOperator(adminUrl, async (client) => {
    await client.query('SELECT pg_advisory_lock($1)', [LOCK_KEY]);
    const { id, slug, isNew } = await ensureOrganisation(client, name.data);
    const made = isNew
      ? `${name.data} was made. Its short name is ${slug}.`
      : `${name.data} was here already. Its short name is ${slug}.`;
    const { link, words } = await ensureOwner(scopeOf(id), person.data);
    return { said: [made, words], link };
  });
}

/** The owner with a link to join; without one when they have joined. */
async function ensureOwner(
  scope: TenantScope,
  person: { readonly email: string; readonly name: string; readonly role: 'owner' | string },
): Promise<{ readonly link: string | null; readonly words: string }> {
  const { email, name } = person;
  const { organisationId } = scope;
  const here = await withTenant(scope, (db) =>
    db.membership.findFirst({
      where: { organisationId, email, removedAt: null },
      select: { id: true, role: true, joinedAt: true },
    }),
  );
  if (here && here.role !== 'owner')
    throw new Error(
      `${email} is in this organisation with the role ${here.role}. An owner changes roles on the person’s page.`,
    );
  if (here?.joinedAt)
    return { link: null, words: `${email} owns it and has joined. Sign in at ${env().APP_URL}.` };
  const invited = here
    ? await invitePerson(scope, { membershipId: here.id })
    : await addPerson(scope, { email, name, role: 'owner' });
  if (!invited.ok) throw refused(invited.error);
  const made = 'token' in invited.value ? invited.value : invited.value.invitation;
  if (!made) return { link: null, words: `${email} owns it again and signs in as before.` };
  const words = `${email} owns it. With this link, once and within 72 hours, they choose a password and join:`;
  return { link: invitationLink(made.token), words };
}

/** A table of the organisations with the number of people who have joined. */
export function listOrganisations(adminUrl: string): Promise<string[]> {
  return asOperator(adminUrl, async (client) => {
    const rows: string[][] = [];
    for (const { id, slug, name } of await findOrganisations(client)) {
      const joined = { organisationId: id, joinedAt: { not: null }, removedAt: null };
      const people = await withTenant(scopeOf(id), (db) => db.membership.count({ where: joined }));
      const owners = await withTenant(scopeOf(id), (db) =>
        db.membership.count({ where: { ...joined, role: 'owner' } }),
      );
      rows.push([slug, name, String(people), String(owners)]);
    }
    return rows.length === 0
      ? ['No organisation yet.']
      : formatTable([['SHORT NAME', 'NAME', 'PEOPLE', 'OWNERS'], ...rows]);
  });
}

interface KnownPerson {
  readonly person_id: string;
  readonly email: string;
  readonly has_password: boolean;
  readonly disabled_at: Date | null;
}

async function findPerson(client: pg.Client, mail: string): Promise<KnownPerson> {
  const { rows } = await client.query<KnownPerson>('SELECT * FROM identity.find_person($1)', [mail.trim()]);
  const [person] = rows;
  if (!person) throw new Error(`Nobody in this installation has the address ${mail}.`);
  return person;
}

/** A link with which somebody chooses another password, whatever organisations they belong to. */
export function recoverPerson(
  adminUrl: string,
  mail: string,
): Promise<{ readonly said: string; readonly link: string }> {
  return asOperator(adminUrl, async (client) => {
    const { person_id, email, has_password, disabled_at } = await findPerson(client, mail);
    if (disabled_at) throw new Error(`${email} is disabled. Run enable-person first.`);
    if (!has_password)
      throw new Error(`${email} has never chosen a password. They need an invitation of their organisation.`);
    const token = newToken();
    await client.query('SELECT identity.recover_person($1, $2)', [person_id, hashToken(token)]);
    const said = `With this link, once and within 24 hours, ${email} chooses another password and is signed out everywhere:`;
    return { said, link: resetLinkAddress(token) };
  });
}

function setDisabled(adminUrl: string, mail: string, disabled: boolean): Promise<string> {
  return asOperator(adminUrl, async (client) => {
    const { person_id, email } = await findPerson(client, mail);
    const { rows } = await client.query<{ changed: boolean }>(
      'SELECT identity.set_disabled($1, $2) AS changed',
      [person_id, disabled],
    );
    const state = disabled ? 'disabled' : 'enabled';
    if (!rows[0]?.changed) return `${email} was ${state} already. Nothing was changed.`;
    return disabled
      ? `${email} is disabled and signed out everywhere.`
      : `${email} is enabled and can sign in again.`;
  });
}

export const disablePerson = (adminUrl: string, mail: string): Promise<string> =>
  setDisabled(adminUrl, mail, true);
export const enablePerson = (adminUrl: string, mail: string): Promise<string> =>
  setDisabled(adminUrl, mail, false);
