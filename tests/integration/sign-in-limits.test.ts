import { beforeAll, describe, expect, it } from 'vitest';
import { deviceHash, rememberMarks } from '@/lib/infra/auth/device-mark';
import { countHashing, hashPassword } from '@/lib/infra/auth/password';
import { newToken } from '@/lib/infra/auth/session-token';
import { proveSignIn, type SignInProof } from '@/lib/infra/auth/sign-in-proof';
import { callFunction } from '@/lib/infra/db/plain';
import { sourceNetwork } from '@/lib/infra/http/request-source';
import { startApplication } from '../support/application';
import { createMember, createOrganisation, givePassword, type OrganisationScope } from '../support/factories';

const database = startApplication();
const PASSWORD = 'four words in a row';

let organisation: OrganisationScope;
let passwordHash: string;
let made = 0;

beforeAll(async () => {
  organisation = await createOrganisation();
  passwordHash = await hashPassword(PASSWORD);
});

/** Somebody who can sign in. */
async function createPerson(email = `person-${++made}@example.com`): Promise<{ email: string; id: string }> {
  const { personId: id } = await createMember(organisation, { role: 'learner', email });
  await givePassword(organisation, id, passwordHash);
  return { email, id };
}

/** A source that no other test uses. */
const freshSource = (): string => `10.${++made >> 8}.${made & 255}.1`;
/** Time passes for a limit that holds for this many minutes. */
const pass = (minutes: number) =>
  database().admin.query('UPDATE identity.rate_limit SET expire = expire - $1', [minutes * 60_000]);

const attempt = (
  email: string,
  { password = 'not the password', source = '192.0.2.200', device = null as string | null },
): Promise<SignInProof> => proveSignIn({ email, password, source: sourceNetwork(source), device });
const right = { password: PASSWORD };

async function inTurn(count: number, what: (n: number) => Promise<SignInProof>): Promise<string[]> {
  const kinds: string[] = [];
  for (let n = 0; n < count; n += 1) kinds.push((await what(n)).kind);
  return kinds;
}
const count = (kinds: readonly string[], kind: string): number =>
  kinds.filter((each) => each === kind).length;

describe('an address', () => {
  const spellings = [
    ['as it was written', 'ivan.lopes@example.com'],
    ['in capitals', 'IVAN.Lopes@EXAMPLE.com'],
    ['with spaces around it', '  ivan.lopes@example.com \t'],
    ['with a space that doesn’t break', 'ivan.lopes@example.com\u00a0'],
    ['with a full-width @', 'ivan.lopes＠example.com'],
    ['in full-width letters', 'ｉｖａｎ.lopes@example.com'],
  ] as const;

  it.each(spellings)('is found and counted as one %s', async (_how, spelling) => {
    await createPerson('ivan.lopes@example.com').catch(() => undefined);
    const source = freshSource();
    expect(await attempt(spelling, { ...right, source })).toMatchObject({ kind: 'proven' });
    await inTurn(5, () => attempt('ivan.lopes@example.com', { source }));
    expect(await attempt(spelling, { source })).toMatchObject({ kind: 'throttled' });
  });

  it('with a composed accent is the one with a combining accent', async () => {
    const { id } = await createPerson('zoë@example.com');
    const found = await attempt('ZOE\u0308@example.com', { ...right, source: freshSource() });
    expect(found).toEqual({ kind: 'proven', personId: id });
  });

  it('has no spelling that is found and counted apart', async () => {
    const victim = await createPerson('iris@example.com');
    const [source, other] = [freshSource(), freshSource()];
    await inTurn(5, () => attempt('iris@example.com', { source }));
    // A capital I with a dot, a dotless i, a Kelvin sign's like: none of them may reach the same person with tries of its own.
    for (const spelling of [
      'İris@example.com',
      'ıris@example.com',
      'i\u0307ris@example.com',
      'ℑris@example.com',
    ]) {
      const [row] = await callFunction<{ person_id: string | null }>('identity.meet_visitor', [
        spelling,
        null,
        null,
      ]);
      const tried = await attempt(spelling, { ...right, source });
      if (row?.person_id === victim.id) expect(tried.kind).toBe('throttled');
      else expect(tried.kind).toBe('wrong');
    }
    expect((await attempt('IRIS@example.com', { ...right, source: other })).kind).toBe('proven');
  });

  it('that was normalised is normalised, and citext finds nothing else by it, for every letter there is', async () => {
    const { rows } = await database().admin.query<{ once: string }>(`
      SELECT once FROM generate_series(1, 65535) AS code,
        LATERAL (SELECT identity.normalise_address('a' || chr(code) || 'b@example.com') AS once) n
      WHERE code NOT BETWEEN 55296 AND 57343
        AND (identity.normalise_address(once) <> once OR lower(once) <> once OR once::citext <> lower(once)::citext)`);
    expect(rows).toEqual([]);
  });

  it('is stored as it is found, for whoever is invited', async () => {
    const [first] = await callFunction<{ person_id: string }>('identity.ensure_person', [
      ' Ｎew@Example.com ',
      'New',
    ]);
    const [second] = await callFunction<{ person_id: string }>('identity.ensure_person', [
      'new@example.com',
      'New',
    ]);
    expect(first?.person_id).toBe(second?.person_id);
    const { rows } = await database().admin.query('SELECT email FROM identity.person WHERE id = $1', [
      first?.person_id,
    ]);
    expect(rows).toEqual([{ email: 'new@example.com' }]);
  });
});

describe('somebody who guesses passwords', () => {
  it('has five tries at one address from one source, and hears how long to wait', async () => {
    const { email } = await createPerson();
    const source = freshSource();
    expect(count(await inTurn(8, () => attempt(email, { source })), 'wrong')).toBe(5);
    const refused = await attempt(email.toUpperCase(), { ...right, source });
    expect(refused).toEqual({ kind: 'throttled', waitSeconds: expect.any(Number) });
    if (refused.kind === 'throttled') expect(Math.ceil(refused.waitSeconds / 60)).toBe(15);
    await pass(8);
    const later = await attempt(email, { ...right, source });
    if (later.kind === 'throttled') expect(Math.ceil(later.waitSeconds / 60)).toBe(7);
    expect(later.kind).toBe('throttled');
    await pass(8);
    expect((await attempt(email, { ...right, source })).kind).toBe('proven');
  });

  it('is told the same about an address that nobody has', async () => {
    const { email } = await createPerson();
    const [here, there] = [freshSource(), freshSource()];
    const known = await inTurn(7, () => attempt(email, { source: here }));
    const unknown = await inTurn(7, () => attempt('nobody@example.com', { source: there }));
    expect(unknown).toEqual(known);
  });

  it('waits for one comparison, whether or not somebody has the address', async () => {
    const { email } = await createPerson();
    const disabled = await createPerson();
    await database().admin.query('UPDATE identity.person SET disabled_at = now() WHERE id = $1', [
      disabled.id,
    ]);
    const source = freshSource();
    for (const tried of [email, 'nobody-at-all@example.com', disabled.email]) {
      const before = countHashing();
      expect((await attempt(tried, { source })).kind).toBe('wrong');
      expect(countHashing() - before).toBe(1);
    }
    await inTurn(5, () => attempt('nobody-at-all@example.com', { source }));
    const before = countHashing();
    expect((await attempt('nobody-at-all@example.com', { source })).kind).toBe('throttled');
    expect(countHashing() - before).toBe(0);
  });

  it('has fifty tries at one address from many sources', async () => {
    const { email } = await createPerson();
    const tries = await inTurn(60, (n) => attempt(email, { source: `203.0.113.${n}` }));
    expect(count(tries, 'wrong')).toBe(50);
    expect(tries.slice(50)).toEqual(Array(10).fill('throttled'));
  });

  it('has twenty tries at many addresses from one source, at once or one after the other', async () => {
    const emails = Array.from({ length: 60 }, (_, n) => `sprayed-${n}@example.com`);
    const one = freshSource();
    const slow = await inTurn(60, (n) => attempt(emails[n] ?? '', { source: one }));
    expect(count(slow, 'wrong')).toBe(20);
    const two = freshSource();
    const fast = await Promise.all(emails.map((email) => attempt(email, { source: two })));
    expect(
      count(
        fast.map(({ kind }) => kind),
        'wrong',
      ),
    ).toBe(20);
  });

  it('is one source in all of a /64, and the same as IPv4 written as IPv6', async () => {
    const spread = await inTurn(30, (n) =>
      attempt(`v6-${n}@example.com`, { source: `2001:db8:77:1::${n + 1}` }),
    );
    expect(count(spread, 'wrong')).toBe(20);
    expect((await attempt('v6@example.com', { source: '2001:db8:77:2::1' })).kind).toBe('wrong');
    const mapped = await inTurn(30, (n) =>
      attempt(`mapped-${n}@example.com`, { source: n % 2 ? '::ffff:198.51.100.77' : '198.51.100.77' }),
    );
    expect(count(mapped, 'wrong')).toBe(20);
  });

  it('gains no tries by signing in to an account of their own in between', async () => {
    const own = await createPerson();
    const source = freshSource();
    let wrong = 0;
    for (let n = 0; n < 60; n += 1) {
      if ((await attempt(`guessed-${n}@example.com`, { source })).kind === 'wrong') wrong += 1;
      if (n % 4 === 3) await attempt(own.email, { ...right, source });
    }
    expect(wrong).toBe(20);
  });
});

describe('a training room behind one address', () => {
  it('is let in, forty for the first time at once, after eighteen wrong tries of theirs', async () => {
    const source = freshSource();
    const room: { email: string }[] = [];
    for (let n = 0; n < 40; n += 1) room.push(await createPerson());
    const typos = await Promise.all(room.slice(0, 18).map(({ email }) => attempt(email, { source })));
    expect(new Set(typos.map(({ kind }) => kind))).toEqual(new Set(['wrong']));
    const entered = await Promise.all(room.map(({ email }) => attempt(email, { ...right, source })));
    expect(new Set(entered.map(({ kind }) => kind))).toEqual(new Set(['proven']));
    // What they gave back is there again.
    const { email } = await createPerson();
    expect(count(await inTurn(5, () => attempt(email, { source })), 'wrong')).toBe(5);
  });
});

describe('a browser that somebody signed in with', () => {
  it('can’t be locked out by a neighbour behind the same address, nor by guessers elsewhere', async () => {
    const { email, id } = await createPerson();
    const source = freshSource();
    const device = newToken();
    await rememberMarks(id, device, sourceNetwork(source).network);
    await inTurn(6, () => attempt(email, { source }));
    await inTurn(25, (n) => attempt(`neighbour-${n}@example.com`, { source }));
    await inTurn(60, (n) => attempt(email, { source: `198.18.0.${n}` }));
    expect((await attempt(email, { ...right, source })).kind).toBe('throttled');
    expect((await attempt(email, { ...right, source, device })).kind).toBe('proven');
  });

  it('has ten tries of its own, for the account that it signed in to and no other', async () => {
    const [mine, theirs] = [await createPerson(), await createPerson()];
    const source = freshSource();
    const device = newToken();
    await rememberMarks(mine.id, device, 'elsewhere');
    expect(count(await inTurn(12, () => attempt(mine.email, { source, device })), 'wrong')).toBe(10);
    const others = await inTurn(7, () => attempt(theirs.email, { source, device }));
    expect(count(others, 'wrong')).toBe(5);
  });

  it('is stored as a keyed hash, and no more than forty of a person are kept', async () => {
    const { id } = await createPerson();
    const marks = Array.from({ length: 45 }, () => newToken());
    for (const device of marks) await rememberMarks(id, device, '192.0.2.9');
    const { rows } = await database().admin.query<{ mark: Buffer }>(
      'SELECT mark FROM identity.familiar_mark WHERE person_id = $1',
      [id],
    );
    expect(rows).toHaveLength(40);
    const stored = rows.map(({ mark }) => mark.toString('hex'));
    expect(stored).toContain(deviceHash(marks[44] ?? '').toString('hex'));
    expect(stored).not.toContain(deviceHash(marks[0] ?? '').toString('hex'));
  });

  it('is familiar at its source too, which guessers elsewhere can’t lock out', async () => {
    const { email, id } = await createPerson();
    const source = freshSource();
    await rememberMarks(id, newToken(), sourceNetwork(source).network);
    await inTurn(52, (n) => attempt(email, { source: `198.19.0.${n}` }));
    expect((await attempt(email, { ...right, source: freshSource() })).kind).toBe('throttled');
    expect((await attempt(email, { ...right, source })).kind).toBe('proven');
  });
});

describe('the counters', () => {
  it('are no business of the application’s role', async () => {
    const { rows } = await database().admin.query<{ may: boolean }>(
      `SELECT bool_or(has_table_privilege('app_rw', t, p)) AS may
       FROM unnest(ARRAY['identity.rate_limit', 'identity.familiar_mark']) t, unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE']) p`,
    );
    expect(rows).toEqual([{ may: false }]);
  });
});
