import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { changeSettings, createOrganisation as makeOrganisation } from '@/lib/features/organisation/commands';
import { settingsInput } from '@/lib/features/organisation/contract';
import { findInvitation } from '@/lib/infra/auth/account';
import { hashPassword, verifyPassword } from '@/lib/infra/auth/password';
import { findResetLink, resetPassword } from '@/lib/infra/auth/reset-link';
import { callFunction } from '@/lib/infra/db/plain';
import { withTenant } from '@/lib/infra/db/tenant';
import {
  createOrganisation,
  disablePerson,
  enablePerson,
  listOrganisations,
  recoverPerson,
} from '@/scripts/operator';
import { startApplication } from '../support/application';
import { auditedActions } from '../support/audit';
import { expectAudited } from '../support/audited';
import {
  acceptInvitation,
  createMember,
  createOrganisation as createOther,
  givePassword,
  numbered,
  openSession,
} from '../support/factories';

/* What the operator of an installation does, with the administrator's connection and no account. */

const database = startApplication();
const PASSWORD = 'four words in a row';
const NEW = 'five other words in line';
const admin = () => database().urls.admin;

const create = (name: string, owner: string) => createOrganisation(admin(), { name, owner, ownerName: null });
const tokenOf = (link: string | null): string => new URL(link ?? '').pathname.split('/')[2] ?? '';

async function rowsOf(name: string) {
  const { rows } = await database().admin.query<{ id: string; slug: string }>(
    'SELECT id, slug FROM organisation WHERE name = $1',
    [name],
  );
  return rows;
}

async function createSigner() {
  const organisation = await createOther();
  const member = await createMember(organisation, { role: 'owner' });
  await givePassword(organisation, member.personId, await hashPassword(PASSWORD));
  return { organisation, member, session: await openSession(member.personId) };
}

const isSignedIn = async (tokenHash: Buffer): Promise<boolean> =>
  (await callFunction('identity.resolve_session', [tokenHash])).length > 0;

async function hasPassword(email: string, password: string): Promise<boolean> {
  const [row] = await callFunction<{ password_hash: string }>('identity.find_credentials', [email]);
  return verifyPassword(row?.password_hash ?? null, password);
}

describe('making an organisation', () => {
  it('ends with a link by which its owner chooses a password and joins as owner', async () => {
    const { link } = await create('First Mile GmbH', 'ada@first.example');
    expect(link).toMatch(/^http:\/\/localhost:3000\/join\/[\w-]{43}$/);
    expect(await findInvitation(tokenOf(link))).toMatchObject({
      email: 'ada@first.example',
      name: 'ada',
      organisationName: 'First Mile GmbH',
    });
    expect(await acceptInvitation(tokenOf(link), PASSWORD)).toBe(true);
    const [row] = await rowsOf('First Mile GmbH');
    expect(row?.slug).toBe('first-mile-gmbh');
    const { rows } = await database().admin.query(
      'SELECT role, joined_at IS NOT NULL AS joined FROM membership WHERE organisation_id = $1',
      [row?.id],
    );
    expect(rows).toEqual([{ role: 'owner', joined: true }]);
    expect(await auditedActions(database(), row?.id ?? '')).toEqual(['organisation.created']);
  });

  it('can be repeated: one organisation, and only the newest link works', async () => {
    const first = await create('Twice', 'owner@twice.example');
    const second = await create('Twice', 'OWNER@twice.example');
    expect(await rowsOf('Twice')).toHaveLength(1);
    expect(await findInvitation(tokenOf(first.link))).toBeNull();
    expect(await acceptInvitation(tokenOf(second.link), PASSWORD)).toBe(true);
    const third = await create('Twice', 'owner@twice.example');
    expect(third.link).toBeNull();
    expect(third.said.join(' ')).toContain('has joined');
  });

  it('is done once by two commands at the same moment', async () => {
    await Promise.all([create('At Once', 'a@once.example'), create('At Once', 'b@once.example')]);
    expect(await rowsOf('At Once')).toHaveLength(1);
  });

  it('gives two names that look alike two short names', async () => {
    await create('Alike', 'a@alike.example');
    await create('alike!', 'a@alike.example');
    expect([...(await rowsOf('Alike')), ...(await rowsOf('alike!'))].map(({ slug }) => slug)).toEqual([
      'alike',
      'alike-2',
    ]);
  });

  it('invites an owner whose account is elsewhere without touching its password', async () => {
    const { member } = await createSigner();
    const { link } = await create('Second Home', member.email);
    expect(await findInvitation(tokenOf(link))).toMatchObject({ hasPassword: true });
    expect(await hasPassword(member.email, PASSWORD)).toBe(true);
  });

  it.each([
    ['', 'a@b.example', 'Enter the name'],
    ['Name', 'not an address', '--owner: Enter an e-mail address'],
  ])('says what is wrong with "%s" and "%s"', async (name, owner, words) => {
    await expect(create(name, owner)).rejects.toThrow(words);
  });

  it('is refused to every member, whatever their role', async () => {
    const { member } = await createSigner();
    expect(await makeOrganisation(member.scope, { name: 'Mine', slug: 'mine' })).toMatchObject({
      ok: false,
      error: { code: 'forbidden' },
    });
  });

  it('is seen in the list', async () => {
    await create('Listed Ltd', 'owner@listed.example');
    const lines = await listOrganisations(admin());
    expect(lines.find((line) => line.includes('Listed Ltd'))).toMatch(/^listed-ltd +Listed Ltd +0 +0$/);
  });
});

describe('recovering a person', () => {
  it('makes a link for the only owner, also of several organisations, and tells each', async () => {
    const { member, session } = await createSigner();
    const there = await createMember(await createOther(), { role: 'learner', email: member.email });
    const { link } = await recoverPerson(admin(), member.email.toUpperCase());
    expect(link).toMatch(/\/reset\/[\w-]{43}$/);
    expect(await isSignedIn(session.tokenHash), 'making a link ends nothing').toBe(true);
    expect(await resetPassword(tokenOf(link), NEW)).toBe(member.personId);
    expect(await isSignedIn(session.tokenHash)).toBe(false);
    expect(await hasPassword(member.email, NEW)).toBe(true);
    for (const { membershipId } of [member, there])
      expect(await auditedActions(database(), membershipId)).toEqual(
        expect.arrayContaining(['password.link_made', 'password.reset']),
      );
  });

  it('says who can’t be recovered and why', async () => {
    await expect(recoverPerson(admin(), 'nobody@nowhere.example')).rejects.toThrow(
      'Nobody in this installation',
    );
    await create('Unjoined', 'waiting@unjoined.example');
    await expect(recoverPerson(admin(), 'waiting@unjoined.example')).rejects.toThrow('need an invitation');
  });
});

describe('disabling a person', () => {
  it('ends every session, stops sign-in and links, and is told to their organisation', async () => {
    const { member, session } = await createSigner();
    const { link } = await recoverPerson(admin(), member.email);
    expect(await disablePerson(admin(), member.email)).toContain('signed out everywhere');
    expect(await isSignedIn(session.tokenHash)).toBe(false);
    expect(await hasPassword(member.email, PASSWORD)).toBe(false);
    expect(await findResetLink(tokenOf(link))).toBeNull();
    await expect(recoverPerson(admin(), member.email)).rejects.toThrow('is disabled');
    expect(await disablePerson(admin(), member.email)).toContain('already');
    expect(await enablePerson(admin(), member.email)).toContain('can sign in again');
    expect(await hasPassword(member.email, PASSWORD)).toBe(true);
    expect(await isSignedIn(session.tokenHash), 'an old session doesn’t come back').toBe(false);
    expect(await findResetLink(tokenOf(link)), 'nor does an old link').toBeNull();
    const told = await auditedActions(database(), member.membershipId);
    expect(told.filter((action) => action.startsWith('person.'))).toEqual([
      'person.disabled',
      'person.enabled',
    ]);
  });
});

describe('the audit trail', () => {
  const told = (subject: string, by: string | null, details = {}) => ({
    by,
    kind: 'membership',
    subject,
    details,
  });
  const operator = { reason: 'command of the operator' };

  it('says what the operator did, without an actor and with the reason', async () => {
    const { member } = await createSigner();
    const { membershipId, email } = member;
    const pool = database().admin;
    const recover = () => recoverPerson(admin(), email);
    // Asserted by name for an administrator's link as well (audit-trail.test.ts).
    await expectAudited('password.link_made', pool, recover, () => told(membershipId, null, operator));
    const disable = () => disablePerson(admin(), email);
    await expectAudited('person.disabled', pool, disable, () => told(membershipId, null, operator));
    const enable = () => enablePerson(admin(), email);
    await expectAudited('person.enabled', pool, enable, () => told(membershipId, null, operator));
    const { link } = await recover();
    const reset = () => resetPassword(tokenOf(link), NEW);
    await expectAudited('password.reset', pool, reset, () => told(membershipId, membershipId));
    const name = numbered('Audited');
    const make = async () => {
      const made = await create(name, `${membershipId}@audited.example`);
      return { ...made, id: (await rowsOf(name))[0]?.id ?? '' };
    };
    const made = await expectAudited('organisation.created', pool, make, ({ id }) => ({
      ...{ by: null, kind: 'organisation', subject: id, details: { name } },
    }));
    const { rows } = await pool.query<{ id: string }>(
      'SELECT id FROM membership WHERE organisation_id = $1',
      [made.id],
    );
    const owner = rows[0]?.id ?? '';
    const join = () => acceptInvitation(tokenOf(made.link), PASSWORD);
    await expectAudited('membership.joined', pool, join, () => told(owner, owner));
  });

  it('says which settings an owner changed', async () => {
    const { organisation, member } = await createSigner();
    const input = {
      ...{ name: 'Other', timeZone: 'UTC', cutPercent: '65' },
      ...{ feedbackPolicy: 'full', releaseRule: 'by_hand' },
    };
    const change = () => changeSettings(member.scope, settingsInput.parse(input));
    await expectAudited('organisation.changed', database().admin, change, () => ({
      by: member.membershipId,
      kind: 'organisation',
      subject: organisation.organisationId,
      details: { cutPercent: { from: 70, to: 65 } },
    }));
  });
});

describe('the settings of an organisation', () => {
  const given = {
    name: 'Renamed',
    timeZone: 'Asia/Kathmandu',
    cutPercent: '72.5',
    feedbackPolicy: 'score_only',
    releaseRule: 'by_hand',
    shuffleOptions: 'on',
  };

  it('are changed by an owner, and the trail tells what was different', async () => {
    const { organisation, member } = await createSigner();
    expect(await changeSettings(member.scope, settingsInput.parse(given))).toEqual({
      ok: true,
      value: { changed: true },
    });
    expect(await changeSettings(member.scope, settingsInput.parse(given))).toEqual({
      ok: true,
      value: { changed: false },
    });
    const { rows } = await database().admin.query<{ details: object }>(
      `SELECT details FROM audit_event WHERE organisation_id = $1 AND action = 'organisation.changed'`,
      [organisation.organisationId],
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]?.details).toMatchObject({
      cutPercent: { from: 70, to: 72.5 },
      shuffleItems: { from: true, to: false },
      timeZone: { from: 'Europe/London', to: 'Asia/Kathmandu' },
    });
    expect(rows[0]?.details).not.toHaveProperty('shuffleOptions');
  });

  it('are out of reach of an administrator, also past the command', async () => {
    const { organisation } = await createSigner();
    const boss = await createMember(organisation, { role: 'admin' });
    expect(await changeSettings(boss.scope, settingsInput.parse(given))).toMatchObject({
      ok: false,
      error: { code: 'forbidden' },
    });
    const changed = await withTenant(
      boss.scope,
      (db) => db.$executeRaw`UPDATE organisation SET name = 'Taken'`,
    );
    expect(changed).toBe(0);
  });

  it.each([
    ['timeZone', 'Europe/Atlantis'],
    ['timeZone', ''],
    ['timeZone', '+05:45'],
    ['cutPercent', '0'],
    ['cutPercent', '100.5'],
    ['name', '   '],
    ['releaseRule', 'never'],
  ])('refuse %s "%s"', (field, value) => {
    expect(settingsInput.safeParse({ ...given, [field]: value }).success).toBe(false);
  });

  it.each([
    ['asia/tokyo', 'Asia/Tokyo'],
    ['America/New York', 'America/New_York'],
    ['Asia/Kathmandu', 'Asia/Kathmandu'],
    ['UTC', 'UTC'],
  ])('take the zone "%s" as %s', (timeZone, meant) => {
    expect(settingsInput.parse({ ...given, timeZone }).timeZone).toBe(meant);
  });

  it('start every new organisation with the one default cut, in the database as in the code', async () => {
    const { rows } = await database().admin.query<{ fallback: string }>(
      `SELECT column_default AS fallback FROM information_schema.columns
       WHERE table_schema = 'public' AND table_name = 'organisation' AND column_name = 'default_cut_percent'`,
    );
    const { DEFAULT_CUT_PERCENT } = await import('@/lib/domain/grading/default-cut');
    expect(Number.parseFloat(rows[0]?.fallback ?? '')).toBe(DEFAULT_CUT_PERCENT);
  });
});

describe('the command', { timeout: 60_000 }, () => {
  const ROOT = fileURLToPath(new URL('../..', import.meta.url));

  function runOrganisation(
    args: readonly string[],
    env: Readonly<Record<string, string>> = { DATABASE_URL: admin() },
  ): Promise<{ code: number; stdout: string; stderr: string }> {
    const program = ['--import', 'tsx', '--conditions=react-server', 'scripts/organisation.ts', ...args];
    const { DATABASE_URL: _none, ...inherited } = process.env;
    return new Promise((resolve) => {
      execFile(
        process.execPath,
        program,
        { cwd: ROOT, env: { ...inherited, ...env } },
        (error, stdout, stderr) =>
          resolve({ code: typeof error?.code === 'number' ? error.code : error ? -1 : 0, stdout, stderr }),
      );
    });
  }

  it('prints the link on standard output and nothing else there', async () => {
    const name = numbered('By Command');
    const made = await runOrganisation([
      'create',
      name,
      '--owner',
      'cli@command.example',
      '--owner-name',
      'Cleo',
    ]);
    expect(made).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^http:\/\/localhost:3000\/join\/[\w-]{43}\n$/),
    });
    expect(made.stderr).toContain(`${name} was made`);
    expect(await findInvitation(tokenOf(made.stdout.trim()))).toMatchObject({ name: 'Cleo' });
  });

  it.each([
    ['nothing', []],
    ['an unknown act', ['destroy']],
    ['no owner', ['create', 'Name']],
    ['a name without quotes', ['create', 'Two', 'Words', '--owner', 'a@b.example']],
    ['an unknown option', ['list', '--all']],
    ['no address', ['recover-person']],
  ])('ends with 2 and shows the usage for %s', async (_, args) => {
    const { code, stdout, stderr } = await runOrganisation(args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('Usage: npm run organisation');
  });

  it('ends with 1 and a sentence without the administrator’s connection', async () => {
    const { code, stderr } = await runOrganisation(['list'], {});
    expect(code).toBe(1);
    expect(stderr).toContain('DATABASE_URL is not set');
  });
});
