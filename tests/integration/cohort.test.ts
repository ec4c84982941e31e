import { beforeAll, describe, expect, it } from 'vitest';
import { WHOLE_LIST } from '@/lib/domain/kernel/page';
import {
  addStaff,
  changeCohort,
  createCohort,
  enrol,
  enrolFound,
  removeStaff,
  setCohortArchived,
  withdraw,
} from '@/lib/features/cohort/commands';
import { enrolInput } from '@/lib/features/cohort/contract';
import { findCohort, listCohorts, listEnrolable, listEnrolled } from '@/lib/features/cohort/data';
import { newId } from '@/lib/infra/id';
import { startApplication } from '../support/application';
import {
  createCohort as arrangeCohort,
  createCertification,
  createMember,
  createMembers,
  createOrganisation,
  type Member,
  numbered,
  type OrganisationScope,
} from '../support/factories';

startApplication();

let organisation: OrganisationScope;
let admin: Member;
let foreign: OrganisationScope;

beforeAll(async () => {
  organisation = await createOrganisation();
  admin = await createMember(organisation, { role: 'admin' });
  foreign = await createOrganisation();
});

const failed = (code: string) => ({ ok: false, error: expect.objectContaining({ code }) });

describe('a cohort', () => {
  it('is created, renamed, archived and restored', async () => {
    const { certificationId } = await createCertification(organisation);
    const created = await createCohort(admin.scope, { name: 'Spring', certificationId });
    if (!created.ok) throw new Error(created.error.message);
    const { id: cohortId } = created.value;
    expect((await findCohort(admin.scope, cohortId))?.certification?.id).toBe(certificationId);
    await changeCohort(admin.scope, { cohortId, name: 'Spring intake', certificationId: null });
    expect(await findCohort(admin.scope, cohortId)).toMatchObject({
      name: 'Spring intake',
      certification: null,
    });
    await setCohortArchived(admin.scope, { cohortId, archived: true });
    const archived = await listCohorts(admin.scope, { q: 'spring INTAKE', page: 1, archived: true });
    expect(archived).toMatchObject({ total: 1, rows: [{ id: cohortId, archived: true }] });
    await setCohortArchived(admin.scope, { cohortId, archived: false });
    expect((await findCohort(admin.scope, cohortId))?.archivedAt).toBeNull();
  });

  it('needs a name that no other cohort has, also when it is renamed', async () => {
    const taken = await arrangeCohort(organisation);
    const { cohortId } = await arrangeCohort(organisation);
    expect(await createCohort(admin.scope, { name: taken.name, certificationId: null })).toEqual(
      failed('conflict'),
    );
    expect(await changeCohort(admin.scope, { cohortId, name: taken.name, certificationId: null })).toEqual(
      failed('conflict'),
    );
  });

  it('may have the name of a cohort of another organisation', async () => {
    const { name } = await arrangeCohort(foreign);
    expect((await createCohort(admin.scope, { name, certificationId: null })).ok).toBe(true);
  });
});

describe('enrolling', () => {
  it('takes several people at once, and twice is the same as once', async () => {
    const { cohortId } = await arrangeCohort(organisation);
    const ids = (await createMembers(organisation, 'learner', 3)).map(({ membershipId }) => membershipId);
    expect(await enrol(admin.scope, { cohortId, membershipId: ids })).toMatchObject({
      ok: true,
      value: { enrolledCount: 3 },
    });
    expect(await enrol(admin.scope, { cohortId, membershipId: ids })).toMatchObject({
      value: { enrolledCount: 0 },
    });
    expect((await findCohort(admin.scope, cohortId))?.learnerCount).toBe(3);
    expect((await listEnrolled(admin.scope, cohortId, WHOLE_LIST)).total).toBe(3);
    const candidates = await listEnrolable(admin.scope, cohortId, { ...WHOLE_LIST, role: 'any' });
    expect(candidates.rows.some(({ membershipId }) => ids.includes(membershipId))).toBe(false);
  });

  it('enrols nobody when one of them is not in this organisation', async () => {
    const { cohortId } = await arrangeCohort(organisation);
    const own = await createMember(organisation, { role: 'learner' });
    const stranger = await createMember(foreign, { role: 'learner' });
    for (const id of [stranger.membershipId, newId(), 'not an id'])
      expect(await enrol(admin.scope, { cohortId, membershipId: [own.membershipId, id] })).toEqual(
        failed('not_found'),
      );
    expect((await findCohort(admin.scope, cohortId))?.learnerCount).toBe(0);
  });

  it('is refused in an archived cohort', async () => {
    const { cohortId } = await arrangeCohort(organisation);
    await setCohortArchived(admin.scope, { cohortId, archived: true });
    expect(await enrol(admin.scope, { cohortId, membershipId: [admin.membershipId] })).toEqual(
      failed('conflict'),
    );
  });

  it('ends by taking somebody out, once', async () => {
    const learner = await createMember(organisation, { role: 'learner' });
    const { cohortId } = await arrangeCohort(organisation, { learners: [learner] });
    const { membershipId } = learner;
    expect((await withdraw(admin.scope, { cohortId, membershipId })).ok).toBe(true);
    expect(await withdraw(admin.scope, { cohortId, membershipId })).toEqual(failed('not_found'));
  });

  it.each([
    { given: undefined, count: null },
    { given: newId(), count: 1 },
    { given: [newId(), newId()], count: 2 },
    { given: 'not an id', count: null },
  ])('reads a form with $given as $count people', ({ given, count }) => {
    const parsed = enrolInput.safeParse({ cohortId: newId(), membershipId: given });
    expect(parsed.success ? parsed.data.membershipId.length : null).toBe(count);
  });
});

describe('enrolling all who are found', () => {
  it('takes everybody whom the search finds, on every page, by the filter alone', async () => {
    const { cohortId } = await arrangeCohort(organisation);
    const surname = numbered('Zürcher');
    for (let i = 0; i < 30; i += 1)
      await createMember(organisation, { role: 'learner', displayName: `${i} ${surname}` });
    const q = surname.replace('ü', 'u').toLowerCase();
    const found = await listEnrolable(admin.scope, cohortId, { q, role: 'learner', page: 1 });
    expect([found.rows.length, found.total]).toEqual([25, 30]);
    const act = (shown: number) => enrolFound(admin.scope, { cohortId, q, role: 'learner', shown });
    expect(await act(29)).toMatchObject({
      ok: false,
      error: { refusal: { reason: 'found_changed', params: { shown: 29, found: 30 } } },
    });
    expect((await listEnrolled(admin.scope, cohortId, WHOLE_LIST)).total, 'what was refused').toBe(0);
    expect(await act(30)).toMatchObject({ value: { enrolledCount: 30 } });
    expect((await listEnrolled(admin.scope, cohortId, { q, page: 1 })).total).toBe(30);
    expect(await act(1)).toEqual(failed('conflict'));
  });

  it('takes learners only, unless every role is asked for', async () => {
    const { cohortId } = await arrangeCohort(organisation);
    const displayName = numbered('Quill');
    await createMember(organisation, { role: 'learner', displayName });
    await createMember(organisation, { role: 'hr', displayName });
    const find = async (role: 'learner' | 'any') =>
      (await listEnrolable(admin.scope, cohortId, { q: displayName, role, page: 1 })).total;
    expect([await find('learner'), await find('any')]).toEqual([1, 2]);
    expect(
      await enrolFound(admin.scope, { cohortId, q: displayName, role: 'learner', shown: 1 }),
    ).toMatchObject({
      value: { enrolledCount: 1 },
    });
  });

  it('is refused in an archived cohort', async () => {
    const { cohortId } = await arrangeCohort(organisation);
    await setCohortArchived(admin.scope, { cohortId, archived: true });
    expect(await enrolFound(admin.scope, { cohortId, q: '', role: 'any', shown: 1 })).toMatchObject({
      error: { refusal: { reason: 'cohort_archived' } },
    });
  });
});

describe('the staff of a cohort', () => {
  it('are instructors of this organisation and nobody else', async () => {
    const { cohortId } = await arrangeCohort(organisation);
    const instructor = await createMember(organisation, { role: 'instructor' });
    const learner = await createMember(organisation, { role: 'learner' });
    const stranger = await createMember(foreign, { role: 'instructor' });
    const add = ({ membershipId }: Member) => addStaff(admin.scope, { cohortId, membershipId });
    expect((await add(instructor)).ok).toBe(true);
    expect(await add(learner)).toEqual(failed('not_found'));
    expect(await add(stranger)).toEqual(failed('not_found'));
    expect((await findCohort(admin.scope, cohortId))?.staff.map(({ membershipId }) => membershipId)).toEqual([
      instructor.membershipId,
    ]);
    const { membershipId } = instructor;
    expect((await removeStaff(admin.scope, { cohortId, membershipId })).ok).toBe(true);
    expect(await removeStaff(admin.scope, { cohortId, membershipId })).toEqual(failed('not_found'));
  });
});

describe('a cohort of another organisation', () => {
  it('is not found, exactly as a cohort that never existed', async () => {
    const { cohortId: theirs } = await arrangeCohort(foreign);
    const { certificationId } = await createCertification(foreign);
    const { membershipId } = await createMember(organisation, { role: 'instructor' });
    for (const act of [
      (cohortId: string) => changeCohort(admin.scope, { cohortId, name: 'Mine', certificationId: null }),
      (cohortId: string) => setCohortArchived(admin.scope, { cohortId, archived: true }),
      (cohortId: string) => enrol(admin.scope, { cohortId, membershipId: [membershipId] }),
      (cohortId: string) => withdraw(admin.scope, { cohortId, membershipId }),
      (cohortId: string) => addStaff(admin.scope, { cohortId, membershipId }),
      (cohortId: string) => removeStaff(admin.scope, { cohortId, membershipId }),
    ]) {
      const answer = await act(theirs);
      expect(answer).toEqual(failed('not_found'));
      expect(answer).toEqual(await act(newId()));
    }
    expect(await findCohort(admin.scope, theirs)).toBeNull();
    expect(await createCohort(admin.scope, { name: 'Borrowed', certificationId })).toEqual(
      failed('not_found'),
    );
  });
});
