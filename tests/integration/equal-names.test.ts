import { beforeAll, describe, expect, it } from 'vitest';
import { WHOLE_LIST } from '@/lib/domain/kernel/page';
import { findAssignment, listAssignmentLearners, listAssignments } from '@/lib/features/assignment/data';
import { findCohort, listCohorts, listEnrolable, listEnrolled } from '@/lib/features/cohort/data';
import { findExam, listExams, listOwnerChoices } from '@/lib/features/exam/data';
import type { TenantScope } from '@/lib/infra/tenant-scope';
import { startApplication } from '../support/application';
import {
  createAssignment,
  createBank,
  createCohort,
  createExam,
  createMember,
  createOrganisation,
} from '../support/factories';
import { createItem } from '../support/item-factories';

/*
 * Two people of one name of whom a list shows one: the other is on another page, outside the search, or in no list at all. What is said
 * of the one must not be taken for the other.
 */

const database = startApplication();
let admin: TenantScope;
let given: {
  cohortId: string;
  examId: string;
  assignmentId: string;
  address: string;
  teacherAddress: string;
};

beforeAll(async () => {
  const place = await createOrganisation();
  admin = (await createMember(place, { role: 'admin' })).scope;
  const learner = await createMember(place, { role: 'learner', displayName: 'Anna Kim' });
  await createMember(place, { role: 'learner', displayName: ' anna  KIM ' });
  const teacher = await createMember(place, { role: 'instructor', displayName: 'Tom Berg' });
  await createMember(place, { role: 'hr', displayName: 'Tom Berg' });
  const { cohortId } = await createCohort(place, { learners: [learner], staff: [teacher] });
  const { bankId } = await createBank(place);
  const item = await createItem(place, { bankId });
  const { examId } = await createExam(place, { items: [item], ownerId: teacher.membershipId });
  const { admin: client } = database();
  const alone = { examId, assignedById: teacher.membershipId, membershipId: learner.membershipId };
  const { assignmentId } = await createAssignment(place, alone);
  const addressOf = async (membershipId: string) => {
    const { rows } = await client.query<{ email: string }>('SELECT email FROM membership WHERE id = $1', [
      membershipId,
    ]);
    return rows[0]?.email ?? '';
  };
  given = {
    cohortId,
    examId,
    assignmentId,
    address: await addressOf(learner.membershipId),
    teacherAddress: await addressOf(teacher.membershipId),
  };
});

describe('somebody whose name another has who is not in the list', () => {
  const learner = () => `Anna Kim (${given.address})`;
  const teacher = () => `Tom Berg (${given.teacherAddress})`;
  const exams = { ...WHOLE_LIST, archived: false };

  it('carries the address among the people of a cohort, and among those to enrol', async () => {
    const { rows } = await listEnrolled(admin, given.cohortId, WHOLE_LIST);
    expect(rows.map(({ label }) => label)).toEqual([learner()]);
    const others = await listEnrolable(admin, given.cohortId, { ...WHOLE_LIST, role: 'learner' });
    expect(others.rows.map(({ label }) => label)).toEqual([
      expect.stringMatching(/^ anna {2}KIM {2}\(.+@.+\)$/),
    ]);
  });

  it('carries it as the one who looks after a cohort', async () => {
    const { rows } = await listCohorts(admin, { ...WHOLE_LIST, archived: false });
    expect(rows.map(({ staffNames }) => staffNames)).toEqual([[teacher()]]);
    expect((await findCohort(admin, given.cohortId))?.staff.map(({ label }) => label)).toEqual([teacher()]);
  });

  it('carries it as the owner of an exam, in the list, on its page and among those to choose', async () => {
    expect((await listExams(admin, exams)).rows.map(({ owner }) => owner?.name)).toEqual([teacher()]);
    expect((await findExam(admin, given.examId))?.owner?.name).toBe(teacher());
    expect((await listOwnerChoices(admin)).map(({ name }) => name)).toContain(teacher());
  });

  it('carries it where an exam was given to them, in the list, on its page and in its results', async () => {
    expect((await listAssignments(admin, WHOLE_LIST)).rows.map(({ target }) => target)).toEqual([learner()]);
    expect(await findAssignment(admin, given.assignmentId)).toMatchObject({
      target: learner(),
      assignedBy: teacher(),
    });
    const sat = await listAssignmentLearners(admin, given.assignmentId, { ...WHOLE_LIST, progress: null });
    expect(sat.rows.map(({ label }) => label)).toEqual([learner()]);
  });
});

describe('somebody whose name nobody else has', () => {
  it('is called by it', async () => {
    const place = await createOrganisation();
    const { scope } = await createMember(place, { role: 'admin' });
    const learner = await createMember(place, { role: 'learner', displayName: 'Anna Kim' });
    const { cohortId } = await createCohort(place, { learners: [learner] });
    expect((await listEnrolled(scope, cohortId, WHOLE_LIST)).rows).toMatchObject([{ label: 'Anna Kim' }]);
  });
});
