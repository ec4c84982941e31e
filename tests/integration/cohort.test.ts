import { beforeAll, describe, expect, it } from 'vitest';
import {
  addStaff,
  changeCohort,
  createCohort,
  enrol,
  removeStaff,
  setCohortArchived,
  withdraw,
} from '@/lib/features/cohort/commands';
import { enrolInput } from '@/lib/features/cohort/contract';
import { findCohort, listCohorts } from '@/lib/features/cohort/data';
import { newId } from '@/lib/infra/id';
import { startApplication } from '../support/application';
import {
  createCohort as arrangeCohort,
  createCertification,
  createMember,
  createMembers,
  createOrganisation,
  type Member,
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
    expect((await listCohorts(admin.scope)).find(({ id }) => id === cohortId)?.archived).toBe(true);
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
    const cohort = await findCohort(admin.scope, cohortId);
    expect(cohort?.learners).toHaveLength(3);
    expect(cohort?.candidates.some(({ membershipId }) => ids.includes(membershipId))).toBe(false);
  });

  it('enrols nobody when one of them is not in this organisation', async () => {
    const { cohortId } = await arrangeCohort(organisation);
    const own = await createMember(organisation, { role: 'learner' });
    const stranger = await createMember(foreign, { role: 'learner' });
    for (const id of [stranger.membershipId, newId(), 'not an id'])
      expect(await enrol(admin.scope, { cohortId, membershipId: [own.membershipId, id] })).toEqual(
        failed('not_found'),
      );
    expect((await findCohort(admin.scope, cohortId))?.learners).toEqual([]);
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
