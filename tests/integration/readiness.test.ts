import { beforeAll, describe, expect, it } from 'vitest';
import { readinessSentence } from '@/lib/domain/readiness/readiness-sentence';
import { exportReadiness } from '@/lib/features/readiness/commands';
import { readinessFilter } from '@/lib/features/readiness/contract';
import { findReadiness, listCertificationReadiness } from '@/lib/features/readiness/data';
import { queryAsHr } from '@/lib/infra/db/hr';
import { newId } from '@/lib/infra/id';
import { startApplication } from '../support/application';
import { createGradedAttempt, rightAnswer, wrongAnswer } from '../support/attempt-factories';
import {
  createAssignment,
  createBank,
  createCertification,
  createCohort,
  createExam,
  createMember,
  createMembers,
  createOrganisation,
  createTopic,
} from '../support/factories';
import { createItems } from '../support/item-factories';

const database = startApplication();
const DAY = 86_400_000;
const everyone = readinessFilter.parse({});

async function arrange() {
  const org = await createOrganisation();
  const [hr, instructor] = [
    await createMember(org, { role: 'hr' }),
    await createMember(org, { role: 'instructor' }),
  ];
  const named = await createMember(org, {
    role: 'learner',
    displayName: '=HYPERLINK("https://example.com")',
  });
  const learners = [named, ...(await createMembers(org, 'learner', 7))];
  const certification = await createCertification(org, { questionCount: 20 });
  const topics = await Promise.all(
    certification.domains.map(({ id }) => createTopic(org, { domainIds: [id] })),
  );
  const bank = await createBank(org, { certificationId: certification.certificationId });
  const items = await createItems(
    org,
    topics.flatMap(({ topicId }) => Array.from({ length: 15 }, () => ({ bankId: bank.bankId, topicId }))),
  );
  const { certificationId } = certification;
  const big = await createCohort(org, { name: 'Big', certificationId, learners: learners.slice(0, 6) });
  const small = await createCohort(org, { name: 'Small', certificationId, learners: learners.slice(6) });
  const exam = await createExam(org, { items });
  const assignment = await createAssignment(org, {
    examId: exam.examId,
    cohortId: big.cohortId,
    assignedById: instructor.membershipId,
  });
  const sit = (index: number, rightUpTo: number, itemCount: number, ageDays: number) =>
    createGradedAttempt(org, {
      assignmentId: assignment.assignmentId,
      membershipId: learners[index]?.membershipId ?? '',
      answers: items
        .slice(0, itemCount)
        .map((item, i) => (i % 10 < rightUpTo ? rightAnswer(item) : wrongAnswer(item))),
      closedAt: new Date(Date.now() - ageDays * DAY),
    });
  await sit(0, 10, 30, 1);
  await sit(1, 3, 30, 1);
  await sit(2, 10, 30, 45);
  await sit(3, 10, 10, 1);
  return { org, hr, instructor, learners, certificationId, big, small };
}

let world: Awaited<ReturnType<typeof arrange>>;
beforeAll(async () => {
  world = await arrange();
});

const pageOf = (filter = everyone) =>
  findReadiness(world.hr.scope, world.certificationId, filter, Date.now());

describe('readiness', () => {
  it('gives every person who prepares a state, also those without an answer', async () => {
    const page = await pageOf();
    const stateOf = new Map(page?.listed.rows.map((person) => [person.membershipId, person.readiness.state]));
    expect(world.learners.map(({ membershipId }) => stateOf.get(membershipId))).toEqual([
      'likely',
      'unlikely',
      'outOfDate',
      'notEnoughEvidence',
      'notStarted',
      'notStarted',
      'notStarted',
      'notStarted',
    ]);
    expect(page?.listed.rows[0]?.readiness.state).toBe('unlikely');
  });

  it('rests on the first-time answers that the graded answers give', async () => {
    const page = await pageOf();
    for (const { membershipId, readiness } of page?.listed.rows ?? []) {
      const { rows } = await database().admin.query<{ n: number }>(
        'SELECT count(*)::int AS n FROM item_grade WHERE membership_id = $1 AND first_exposure AND counted AND answered',
        [membershipId],
      );
      expect(readiness.answered).toBe(rows[0]?.n);
    }
  });

  it('says what is missing instead of a number', async () => {
    const page = await pageOf(readinessFilter.parse({ state: 'notEnoughEvidence' }));
    const [person] = page?.listed.rows ?? [];
    expect(page?.listed.rows).toHaveLength(1);
    expect(person && readinessSentence(person.readiness)).toContain('10 of 20 first-time answers');
    expect(person && 'forecast' in person.readiness).toBe(false);
  });

  it('filters by cohort without changing the group figures', async () => {
    const page = await pageOf(readinessFilter.parse({ cohort: world.small.cohortId }));
    expect(page?.listed.rows).toHaveLength(2);
    expect(page?.group).toMatchObject({ people: 8, counts: { likely: 1, notStarted: 4 } });
  });

  it('puts a small cohort together with another one, so that no figure is about a person', async () => {
    const page = await pageOf();
    expect(page?.cohortGroups).toHaveLength(1);
    expect(page?.cohortGroups[0]).toMatchObject({ cohortId: null, figures: { people: 8 } });
  });

  it('withholds the figures of a certification that fewer than five prepare for', async () => {
    const org = await createOrganisation();
    const hr = await createMember(org, { role: 'hr' });
    const { certificationId } = await createCertification(org);
    await createCohort(org, { certificationId, learners: await createMembers(org, 'learner', 4) });
    const [only] = await listCertificationReadiness(hr.scope, Date.now());
    expect(only?.group).toEqual({ people: 4, left: 0, counts: null });
  });

  it('is found by HR, owner and admin, and by nobody else', async () => {
    const stranger = await createMember(await createOrganisation(), { role: 'hr' });
    const read = (scope: typeof stranger.scope) =>
      findReadiness(scope, world.certificationId, everyone, Date.now());
    for (const role of ['owner', 'admin'] as const)
      expect((await read((await createMember(world.org, { role })).scope))?.listed.rows).toHaveLength(8);
    for (const { scope } of [stranger, world.instructor, ...world.learners.slice(0, 1)])
      expect(await read(scope)).toBeNull();
  });
});

describe('the connection of HR', () => {
  it.each([
    'item',
    'item_version',
    'item_key',
    'attempt',
    'response',
    'item_grade',
    'attempt_grade',
    'item_rollup',
  ])('has no privilege on %s', async (table) => {
    await expect(queryAsHr(world.hr.scope, `SELECT * FROM public.${table}`)).rejects.toMatchObject({
      code: '42501',
    });
  });

  it('can not write an audit event', async () => {
    await expect(
      queryAsHr(
        world.hr.scope,
        `INSERT INTO public.audit_event (organisation_id, id, action, subject_kind, subject_id)
         VALUES (ctx.org(), $1, 'x.y', 'x', 'x')`,
        [newId()],
      ),
    ).rejects.toMatchObject({ code: '42501' });
  });
});

describe('the export', () => {
  const events = async () => {
    const { rows } = await database().admin.query<{ actor_id: string; details: Record<string, unknown> }>(
      `SELECT actor_id, details FROM audit_event WHERE organisation_id = $1 AND action = 'readiness.exported' ORDER BY id`,
      [world.org.organisationId],
    );
    return rows;
  };

  it('has the rows of the page with rules and moment, and is recorded', async () => {
    const before = (await events()).length;
    const exported = await exportReadiness(world.hr.scope, world.certificationId, everyone);
    const csv = exported.ok ? exported.value.csv : '';
    const lines = csv.trimEnd().split('\r\n');
    expect(lines).toHaveLength(9);
    expect(lines[0]).toContain('"Rules","Checked","As of","Time zone"');
    expect(
      lines.slice(1).every((line) => line.includes('"Not checked against real results (0 recorded)"')),
    ).toBe(true);
    const after = await events();
    expect(after).toHaveLength(before + 1);
    expect(after.at(-1)).toMatchObject({ actor_id: world.hr.membershipId, details: { people: 8 } });
  });

  it('disarms a name that a spreadsheet would run', async () => {
    const exported = await exportReadiness(world.hr.scope, world.certificationId, everyone);
    expect(exported.ok && exported.value.csv).toContain(`"'=HYPERLINK(""https://example.com"")"`);
  });

  it('gives and records nothing for a certification that is not there', async () => {
    const before = (await events()).length;
    const exported = await exportReadiness(world.hr.scope, newId(), everyone);
    expect(exported).toMatchObject({ ok: false, error: { code: 'not_found' } });
    expect(await events()).toHaveLength(before);
  });
});
