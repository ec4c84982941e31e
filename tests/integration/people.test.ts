import { beforeAll, describe, expect, it } from 'vitest';
import { findOverview } from '@/lib/features/organisation/data';
import {
  addPerson,
  changeRole,
  invitePerson,
  removePerson,
  restorePerson,
  setAccommodation,
} from '@/lib/features/people/commands';
import { accommodationInput, addPersonInput, peopleFilter } from '@/lib/features/people/contract';
import { findPerson, findRemovalPlan, listPeople } from '@/lib/features/people/data';
import { hashPassword } from '@/lib/infra/auth/password';
import { newId } from '@/lib/infra/id';
import { startApplication } from '../support/application';
import { auditedActions } from '../support/audit';
import {
  createCohort,
  createMember,
  createOrganisation,
  givePassword,
  type Member,
  type OrganisationScope,
} from '../support/factories';

const database = startApplication();

let organisation: OrganisationScope;
let owner: Member;
let admin: Member;

beforeAll(async () => {
  organisation = await createOrganisation();
  owner = await createMember(organisation, { role: 'owner' });
  admin = await createMember(organisation, { role: 'admin' });
});

const everybody = peopleFilter.parse({ q: '', role: null, page: 1 });
const failed = (code: string) => ({ ok: false, error: expect.objectContaining({ code }) });

describe('adding a person', () => {
  it('gives somebody without a password an invitation, once, and records both', async () => {
    const added = await addPerson(admin.scope, { email: 'nina@example.com', name: 'Nina', role: 'learner' });
    if (!added.ok) throw new Error(added.error.message);
    expect(added.value.invitation?.token).toMatch(/^[\w-]{43}$/);
    expect(await auditedActions(database(), added.value.membershipId)).toEqual([
      'membership.created',
      'person.invited',
    ]);
    const { rows } = await database().admin.query<{ n: number }>(
      'SELECT count(*)::int AS n FROM identity.invitation WHERE token_hash = $1',
      [Buffer.from(added.value.invitation?.token ?? '')],
    );
    expect(rows[0]?.n, 'the token itself is not stored').toBe(0);
    const found = await listPeople(admin.scope, { ...everybody, q: 'nina@' });
    expect(found.rows[0]?.invitedUntil).toBe(added.value.invitation?.expiresAt);
  });

  it('answers and shows the same for somebody who has an account elsewhere', async () => {
    const elsewhere = await createOrganisation();
    const known = await createMember(elsewhere, { role: 'learner', email: 'known@example.com' });
    await givePassword(elsewhere, known.personId, await hashPassword('four words in a row'));
    const added = await addPerson(admin.scope, { email: 'known@example.com', name: 'Known', role: 'hr' });
    const fresh = await addPerson(admin.scope, { email: 'fresh@example.com', name: 'Fresh', role: 'hr' });
    if (!added.ok || !fresh.ok) throw new Error('Nobody was added');
    expect(added.value.invitation?.token).toMatch(/^[\w-]{43}$/);
    const shown = async (q: string) => {
      const { rows } = await listPeople(admin.scope, { ...everybody, q });
      return rows.map(({ joined, invitedUntil }) => ({ joined, invited: invitedUntil !== null }));
    };
    expect(await shown('known@')).toEqual([{ joined: false, invited: true }]);
    expect(await shown('known@')).toEqual(await shown('fresh@'));
    for (const { membershipId } of [added.value, fresh.value]) {
      expect(await findPerson(admin.scope, membershipId)).toMatchObject({ joined: false });
      expect(await auditedActions(database(), membershipId)).toEqual([
        'membership.created',
        'person.invited',
      ]);
      expect((await invitePerson(admin.scope, { membershipId })).ok).toBe(true);
    }
  });

  it('makes no link for somebody who has joined', async () => {
    const { membershipId } = await createMember(organisation, { role: 'learner' });
    expect(await invitePerson(admin.scope, { membershipId })).toEqual(failed('conflict'));
  });

  it('refuses an address that is here already, whatever its case', async () => {
    const add = (email: string) => addPerson(admin.scope, { email, name: 'Twice', role: 'learner' });
    expect((await add('twice@example.com')).ok).toBe(true);
    expect(await add('TWICE@example.com')).toEqual(failed('conflict'));
  });

  it('adds somebody once when two administrators add them at the same time', async () => {
    const both = await Promise.all(
      [owner, admin].map(({ scope }) =>
        addPerson(scope, { email: 'race@example.com', name: 'Race', role: 'learner' }),
      ),
    );
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
  });

  it('lets only an owner add an owner', async () => {
    const second = { email: 'second-owner@example.com', name: 'Second', role: 'owner' } as const;
    expect(await addPerson(admin.scope, second)).toEqual(failed('forbidden'));
  });

  it('reads an address in full-width letters as the address it stands for', () => {
    const parsed = addPersonInput.parse({ email: ' ｎina＠example.com ', name: 'N', role: 'learner' });
    expect(parsed.email).toBe('nina@example.com');
  });
});

describe('changing a role', () => {
  it('never demotes or removes the last owner', async () => {
    expect(await changeRole(owner.scope, { membershipId: owner.membershipId, role: 'admin' })).toEqual(
      failed('conflict'),
    );
    const other = await createMember(organisation, { role: 'owner' });
    expect((await removePerson(other.scope, { membershipId: owner.membershipId })).ok).toBe(true);
    expect((await restorePerson(other.scope, { membershipId: owner.membershipId })).ok).toBe(true);
    expect((await removePerson(owner.scope, { membershipId: other.membershipId })).ok).toBe(true);
    // Who is only invited can't act as an owner, so they don't count as the other one.
    const invited = await addPerson(owner.scope, {
      email: 'owner-to-be@example.com',
      name: 'O',
      role: 'owner',
    });
    if (!invited.ok) throw new Error(invited.error.message);
    expect(await changeRole(owner.scope, { membershipId: owner.membershipId, role: 'admin' })).toEqual(
      failed('conflict'),
    );
    expect((await removePerson(owner.scope, { membershipId: invited.value.membershipId })).ok).toBe(true);
    expect(await removePerson(owner.scope, { membershipId: owner.membershipId })).toEqual(failed('conflict'));
  });

  it('keeps one owner when the only two step down at the same time', async () => {
    // Several organisations at once: of one pair alone, the second may by chance start after the first has ended.
    const places = await Promise.all(
      Array.from({ length: 6 }, async () => {
        const place = await createOrganisation();
        return [await createMember(place, { role: 'owner' }), await createMember(place, { role: 'owner' })];
      }),
    );
    const left = await Promise.all(
      places.map(async (owners) => {
        const results = await Promise.all(
          owners.map(({ scope, membershipId }) => changeRole(scope, { membershipId, role: 'learner' })),
        );
        return results.filter(({ ok }) => !ok).length;
      }),
    );
    expect(left).toEqual(places.map(() => 1));
  });

  it('keeps administrators away from owners', async () => {
    const { membershipId } = owner;
    expect(await changeRole(admin.scope, { membershipId, role: 'learner' })).toEqual(failed('forbidden'));
    expect(await removePerson(admin.scope, { membershipId })).toEqual(failed('forbidden'));
    expect(await changeRole(admin.scope, { membershipId: admin.membershipId, role: 'owner' })).toEqual(
      failed('forbidden'),
    );
  });

  it('does what was said beforehand when somebody is taken out', async () => {
    const instructor = await createMember(organisation, { role: 'instructor' });
    await createCohort(organisation, { staff: [instructor] });
    const { membershipId } = instructor;
    const plan = await findRemovalPlan(admin.scope, membershipId);
    expect(plan).toEqual({ running: 0, over: 0, staffOf: 1, exams: 0, invited: false });
    expect((await removePerson(admin.scope, { membershipId })).ok).toBe(true);
    const { rows } = await database().admin.query(
      "SELECT details FROM audit_event WHERE action = 'membership.removed' AND subject_id = $1",
      [membershipId],
    );
    expect(rows).toEqual([{ details: { role: 'instructor', ...plan } }]);
    expect((await findPerson(admin.scope, membershipId))?.staffOf).toEqual([]);
    expect(await findRemovalPlan(admin.scope, membershipId)).toBeNull();
  });

  it('ends the look after cohorts of somebody who is no instructor any more', async () => {
    const instructor = await createMember(organisation, { role: 'instructor' });
    await createCohort(organisation, { staff: [instructor] });
    const { membershipId } = instructor;
    expect((await findPerson(admin.scope, membershipId))?.staffOf).toHaveLength(1);
    expect((await changeRole(admin.scope, { membershipId, role: 'learner' })).ok).toBe(true);
    expect((await findPerson(admin.scope, membershipId))?.staffOf).toEqual([]);
  });
});

describe('removing a person', () => {
  it('keeps the row, shows them among the removed only, and takes them back', async () => {
    const { membershipId, email } = await createMember(organisation, { role: 'learner' });
    expect((await removePerson(admin.scope, { membershipId })).ok).toBe(true);
    expect((await listPeople(admin.scope, { ...everybody, q: email })).total).toBe(0);
    expect((await listPeople(admin.scope, { ...everybody, q: email, role: 'removed' })).total).toBe(1);
    expect(await removePerson(admin.scope, { membershipId })).toEqual(failed('not_found'));
    const again = await addPerson(admin.scope, { email, name: 'Back again', role: 'hr' });
    expect(again).toMatchObject({ ok: true, value: { membershipId, invitation: null } });
    expect(await findPerson(admin.scope, membershipId)).toMatchObject({
      role: 'hr',
      removedAt: null,
      joined: true,
    });
  });

  it('before they joined keeps them invited when they come back', async () => {
    const person = { email: 'never-joined@example.com', name: 'Never joined', role: 'learner' } as const;
    const added = await addPerson(admin.scope, person);
    if (!added.ok) throw new Error(added.error.message);
    const { membershipId } = added.value;
    await removePerson(admin.scope, { membershipId });
    const again = await addPerson(admin.scope, person);
    expect(again).toMatchObject({
      ok: true,
      value: { membershipId, invitation: { token: expect.any(String) } },
    });
    expect(await findPerson(admin.scope, membershipId)).toMatchObject({ joined: false });
  });

  it('lets nobody remove themselves', async () => {
    expect(await removePerson(admin.scope, { membershipId: admin.membershipId })).toEqual(failed('conflict'));
  });
});

describe('extra time', () => {
  const form = { timeFactor: '1.5', extraMinutes: '10', note: 'agreed' };

  it('is kept, changed and taken away', async () => {
    const { membershipId } = await createMember(organisation, { role: 'learner' });
    const set = (part: object) =>
      setAccommodation(admin.scope, accommodationInput.parse({ ...form, membershipId, ...part }));
    const current = async () => (await findPerson(admin.scope, membershipId))?.accommodation;
    await set({});
    expect(await current()).toEqual({ timeFactor: 1.5, extraMinutes: 10, note: 'agreed' });
    await set({ timeFactor: '2' });
    expect(await current()).toMatchObject({ timeFactor: 2 });
    await set({ timeFactor: '1', extraMinutes: '0', note: '' });
    expect(await current()).toBeNull();
  });

  it('leaves the note out of the audit trail', async () => {
    const { membershipId } = await createMember(organisation, { role: 'learner' });
    await setAccommodation(
      admin.scope,
      accommodationInput.parse({ ...form, membershipId, note: 'a medical reason' }),
    );
    const { rows } = await database().admin.query(
      'SELECT details::text FROM audit_event WHERE subject_id = $1',
      [membershipId],
    );
    expect(JSON.stringify(rows)).not.toContain('medical');
  });

  it.each(['3', '0', 'NaN', ''])('refuses the factor "%s"', (timeFactor) => {
    expect(accommodationInput.safeParse({ ...form, membershipId: newId(), timeFactor }).success).toBe(false);
  });
});

describe('people of another organisation', () => {
  it('are not found, exactly as people that never existed', async () => {
    const elsewhere = await createOrganisation();
    const stranger = await createMember(elsewhere, { role: 'learner' });
    const never = newId();
    for (const act of [
      (membershipId: string) => changeRole(admin.scope, { membershipId, role: 'hr' }),
      (membershipId: string) => removePerson(admin.scope, { membershipId }),
      (membershipId: string) => restorePerson(admin.scope, { membershipId }),
      (membershipId: string) => invitePerson(admin.scope, { membershipId }),
      (membershipId: string) =>
        setAccommodation(admin.scope, { membershipId, timeFactor: '2', extraMinutes: 5, note: '' }),
    ]) {
      const answer = await act(stranger.membershipId);
      expect(answer).toEqual(failed('not_found'));
      expect(answer).toEqual(await act(never));
    }
    expect(await findPerson(admin.scope, stranger.membershipId)).toBeNull();
    expect(await findPerson(admin.scope, 'not an id')).toBeNull();
    expect((await findPerson(stranger.scope, stranger.membershipId))?.role).toBe('learner');
  });
});

describe('the list', () => {
  it('takes percent signs and underscores in a search as letters', async () => {
    const place = await createOrganisation();
    const boss = await createMember(place, { role: 'admin', displayName: 'Plain' });
    await createMember(place, { role: 'learner', displayName: '100 % sure' });
    const names = async (q: string) =>
      (await listPeople(boss.scope, { ...everybody, q })).rows.map(({ name }) => name);
    expect(await names('%')).toEqual(['100 % sure']);
    expect(await names('l_i')).toEqual([]);
  });

  it('finds and sorts names by people’s rules', async () => {
    const place = await createOrganisation();
    const boss = await createMember(place, { role: 'admin', displayName: 'Žofia Łuczak' });
    for (const displayName of [
      'Zacharias',
      'Émile Roux',
      'emile',
      'Fabian Weiß',
      'Ebba',
      'Week 10',
      'Week 9',
      'Åsa',
    ])
      await createMember(place, { role: 'learner', displayName });
    const names = async (q: string) =>
      (await listPeople(boss.scope, { ...everybody, q })).rows.map(({ name }) => name);
    expect(await names('')).toEqual([
      'Åsa',
      'Ebba',
      'emile',
      'Émile Roux',
      'Fabian Weiß',
      'Week 9',
      'Week 10',
      'Zacharias',
      'Žofia Łuczak',
    ]);
    expect(await names('Emile')).toEqual(['emile', 'Émile Roux']);
    expect(await names('ÉMILE')).toEqual(['emile', 'Émile Roux']);
    expect(await names('weiss fabian')).toEqual(['Fabian Weiß']);
    expect(await names('luczak zofia')).toEqual(['Žofia Łuczak']);
    expect(await names('É'.normalize('NFD'))).toContain('Émile Roux');
  });

  it('shows the beginning for a page that isn’t there any more', async () => {
    const place = await createOrganisation();
    const boss = await createMember(place, { role: 'admin' });
    const { page, total, rows } = await listPeople(boss.scope, { ...everybody, page: 40 });
    expect([page, total, rows.length]).toEqual([1, 1, 1]);
  });

  it('counts everybody by role whatever is searched for', async () => {
    const place = await createOrganisation();
    const boss = await createMember(place, { role: 'owner' });
    await createMember(place, { role: 'learner' });
    const { countByRole, total } = await listPeople(boss.scope, { ...everybody, q: 'nobody like this' });
    expect(countByRole).toEqual({ owner: 1, admin: 0, instructor: 0, hr: 0, learner: 1 });
    expect(total).toBe(0);
  });
});

it('takes no name that can’t be seen or that turns round what stands beside it', () => {
  const named = (name: string) =>
    addPersonInput.safeParse({ email: 'x@example.com', name, role: 'learner' }).success;
  expect(named(' \u200b\u00a0 ')).toBe(false);
  expect(named('Nina \u202egnp.exe')).toBe(false);
  expect(named('نينا')).toBe(true);
});

describe('the list of people', () => {
  it('holds exactly who the overview says are invited or in no cohort', async () => {
    const own = await createOrganisation();
    const boss = await createMember(own, { role: 'admin' });
    const names = async (role: string) =>
      (await listPeople(boss.scope, peopleFilter.parse({ ...everybody, role }))).rows
        .map(({ name }) => name)
        .sort();
    const [inArchived, enrolled] = [
      await createMember(own, { role: 'learner' }),
      await createMember(own, { role: 'learner' }),
    ];
    const { cohortId } = await createCohort(own, { learners: [inArchived] });
    await createCohort(own, { learners: [enrolled] });
    await database().admin.query('UPDATE cohort SET archived_at = now() WHERE id = $1', [cohortId]);
    const guest = { email: 'guest@example.com', name: 'Guest', role: 'instructor' } as const;
    expect((await addPerson(boss.scope, guest)).ok).toBe(true);
    const { counts } = await findOverview(boss.scope);
    expect(await names('no_cohort')).toEqual([inArchived.displayName]);
    expect(counts.learnerWithoutCohort).toBe(1);
    expect(await names('invited')).toHaveLength(counts.invited);
    expect(await names('invited')).toContain('Guest');
    expect(counts.invitationEnded).toBe(counts.invited - 1);
  });
});
