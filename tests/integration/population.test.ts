import { beforeAll, describe, expect, it } from 'vitest';
import { WHOLE_LIST } from '@/lib/domain/kernel/page';
import { assignExam } from '@/lib/features/assignment/commands';
import {
  findAssignment,
  listAssignmentLearners,
  listAssignments,
  listAssignmentsForMember,
} from '@/lib/features/assignment/data';
import { findResults, listPractice } from '@/lib/features/attempt/data';
import {
  addStaff,
  changeCohort,
  createCohort,
  enrol,
  setCohortArchived,
  withdraw,
} from '@/lib/features/cohort/commands';
import { findCohort, listEnrolled, listFormer } from '@/lib/features/cohort/data';
import { evidenceView } from '@/lib/features/evidence/contract';
import { findCohortEvidence, findTopicEvidence, listCohortSummaries } from '@/lib/features/evidence/data';
import { listItemSummaries } from '@/lib/features/item-evidence/data';
import { changeRole, removePerson, restorePerson } from '@/lib/features/people/commands';
import { exportReadiness } from '@/lib/features/readiness/commands';
import { readinessFilter } from '@/lib/features/readiness/contract';
import { findReadiness, listCertificationReadiness } from '@/lib/features/readiness/data';
import {
  closeCohortTargets,
  closeTarget,
  openTarget,
  reopenCohortTargets,
  setRoleTarget,
} from '@/lib/features/target/commands';
import { listRoleTargets, listTargets } from '@/lib/features/target/data';
import { withTenant } from '@/lib/infra/db/tenant';
import { newId } from '@/lib/infra/id';
import { saveResponse } from '@/lib/infra/running-attempt';
import type { TenantScope } from '@/lib/infra/tenant-scope';
import { startApplication } from '../support/application';
import { closeByClock } from '../support/close-by-clock';
import {
  createBank,
  createCertification,
  createExam,
  createMember,
  createMembers,
  createOrganisation,
  createTopic,
  type Member,
  openSession,
} from '../support/factories';
import { createItems, type ItemFixture } from '../support/item-factories';
import { handIn } from '../support/mark';
import { startAttempt } from '../support/starting';

const database = startApplication();
const everyone = readinessFilter.parse({});
const inUse = { q: '', page: 1, archived: false } as const;
const plain = evidenceView.parse({});
const wholeList = { q: '', page: 1 };

function must<T>(result: { ok: true; value: T } | { ok: false; error: unknown }): T {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.error)}`);
  return result.value;
}

/** Sits an exam through the product's own doors: the first `right` items right, the rest up to `answered` wrong. */
async function sit(
  member: Member,
  assignmentId: string,
  items: readonly ItemFixture[],
  {
    right,
    answered = items.length,
    byClock = false,
  }: { right: number; answered?: number; byClock?: boolean },
): Promise<string> {
  const { tokenHash } = await openSession(member.personId);
  const attemptId = must(await startAttempt(member.scope, assignmentId, tokenHash));
  const { rows } = await database().admin.query<{ lease_id: string }>(
    'SELECT lease_id FROM attempt WHERE id = $1',
    [attemptId],
  );
  const leaseId = rows[0]?.lease_id ?? '';
  for (const [index, item] of items.slice(0, answered).entries()) {
    const wrong = item.optionIds.filter((id) => !item.keyIds.includes(id)).slice(0, 1);
    const selected = [...(index < right ? item.keyIds : wrong)].sort();
    const input = { attemptId, leaseId, itemId: item.itemId, rev: 1, selected, flagged: false };
    expect((await saveResponse(tokenHash, input)).status).toBe('saved');
  }
  if (byClock) await closeByClock(database().admin, [attemptId]);
  else await handIn(tokenHash, attemptId, leaseId, newId());
  return attemptId;
}

/**
 * Two cohorts for one certification, made by the product's commands: staff who prepare, two people of one name, somebody taken out
 * after an attempt and somebody before, somebody removed from the organisation, an attempt that the clock closed, an archived cohort,
 * and an exam for one person alone.
 */
async function arrange() {
  const org = await createOrganisation();
  const member = (role: Member['role'], displayName: string) => createMember(org, { role, displayName });
  const admin = await member('admin', 'Ada Admin');
  const hr = await member('hr', 'Hanna Resources');
  const teacher = await member('instructor', 'Tomas Teacher');
  const colleague = await member('instructor', 'Colin Colleague');
  const people = {
    staff: await member('hr', 'Petra Prepares'),
    one: await member('learner', 'Kim Lee'),
    other: await member('learner', 'kim  lee'),
    clock: await member('learner', 'Clara Clock'),
    idle: await member('learner', 'Ida Idle'),
    takenOut: await member('learner', 'Otto Out'),
    removed: await member('learner', 'Remo Removed'),
    archived: await member('learner', 'Arthur Archived'),
    slip: await member('learner', 'Sid Slip'),
  };
  const certification = await createCertification(org, { questionCount: 20 });
  const { certificationId, blueprintVersionId, domains } = certification;
  const topics = await Promise.all(domains.map(({ id }) => createTopic(org, { domainIds: [id] })));
  const bank = await createBank(org, { certificationId });
  const items = await createItems(
    org,
    topics.flatMap(({ topicId }) => Array.from({ length: 4 }, () => ({ bankId: bank.bankId, topicId }))),
  );
  const fixed = [...items];
  const { examId } = await createExam(org, { items: fixed, blueprintVersionId });
  const cohort = async (name: string, staff: Member, members: readonly Member[]) => {
    const { id: cohortId } = must(await createCohort(admin.scope, { name, certificationId }));
    must(await addStaff(admin.scope, { cohortId, membershipId: staff.membershipId }));
    const membershipId = members.map((one) => one.membershipId);
    must(await enrol(admin.scope, { cohortId, membershipId }));
    return cohortId;
  };
  const { archived, ...here } = people;
  const spring = await cohort('Spring', teacher, Object.values(here));
  const past = await cohort('Last year', colleague, [archived]);
  const give = async (target: { kind: 'cohort' | 'person'; id: string }) => {
    const rules = {
      minutes: 60,
      attemptsAllowed: 2,
      feedbackPolicy: 'full',
      releaseRule: 'on_submit',
    } as const;
    const window = { opensAt: '2026-01-01T10:00', closesAt: '2099-01-01T10:00' };
    const order = { shuffleItems: false, shuffleOptions: false };
    return must(await assignExam(admin.scope, { examId, target, ...window, ...rules, ...order }))
      .assignmentId;
  };
  const springExam = await give({ kind: 'cohort', id: spring });
  const pastExam = await give({ kind: 'cohort', id: past });
  const alone = await give({ kind: 'person', id: people.takenOut.membershipId });
  await sit(people.staff, springExam, fixed, { right: 6 });
  await sit(people.one, springExam, fixed, { right: 8 });
  await sit(people.other, springExam, fixed, { right: 2 });
  await sit(people.clock, springExam, fixed, { right: 3, answered: 5, byClock: true });
  await sit(people.takenOut, alone, fixed, { right: 5 });
  await sit(people.takenOut, springExam, fixed, { right: 7 });
  await sit(people.removed, springExam, fixed, { right: 1 });
  await sit(people.archived, pastExam, fixed, { right: 4 });
  const out = ({ membershipId }: Member) => withdraw(admin.scope, { cohortId: spring, membershipId });
  must(await out(people.takenOut));
  must(await out(people.slip));
  must(await removePerson(admin.scope, people.removed));
  must(await setCohortArchived(admin.scope, { cohortId: past, archived: true }));
  return {
    org,
    admin,
    hr,
    teacher,
    colleague,
    people,
    certificationId,
    topics,
    spring,
    past,
    springExam,
    pastExam,
    alone,
  };
}
type World = Awaited<ReturnType<typeof arrange>>;

let world: World;
beforeAll(async () => {
  world = await arrange();
});

const readiness = async () => {
  const page = await findReadiness(world.hr.scope, world.certificationId, everyone, Date.now());
  if (!page) throw new Error('There is no readiness');
  return page;
};
const evidence = async (cohortId: string, scope: TenantScope = world.admin.scope) => {
  const found = await findCohortEvidence(scope, cohortId, plain);
  if (!found) throw new Error('There is no evidence');
  return found;
};
const results = async (assignmentId: string, scope: TenantScope = world.admin.scope) => {
  const found = await findAssignment(scope, assignmentId);
  if (!found) throw new Error('There is no assignment');
  const learners = await listAssignmentLearners(scope, assignmentId, { ...wholeList, progress: null });
  expect(learners.rows).toHaveLength(learners.total);
  return { ...found, learners: learners.rows };
};
const answersOf = (row: { overall: object } | undefined): number =>
  row && 'answered' in row.overall ? Number(row.overall.answered) : 0;
const ids = (rows: readonly ({ membershipId: string } | { key: string })[]) =>
  rows.map((row) => ('key' in row ? row.key : row.membershipId)).sort();
const idsOf = (...members: readonly Member[]) => members.map(({ membershipId }) => membershipId).sort();

describe('one population', () => {
  it('of the cohort is the same for the cohort page, weaknesses, results and HR', async () => {
    const { people, spring, springExam } = world;
    const { staff, one, other, clock, idle, takenOut, removed } = people;
    const here = idsOf(staff, one, other, clock, idle);
    const left = idsOf(takenOut, removed);
    const cohort = await findCohort(world.admin.scope, spring);
    expect([cohort?.learnerCount, cohort?.leftCount]).toEqual([here.length, left.length]);
    expect(ids((await listEnrolled(world.admin.scope, spring, wholeList)).rows)).toEqual(here);
    expect(ids((await listFormer(world.admin.scope, spring, wholeList)).rows)).toEqual(left);
    for (const scope of [world.admin.scope, world.teacher.scope]) {
      const found = await evidence(spring, scope);
      expect([found.learnerCount, found.leftCount]).toEqual([here.length, left.length]);
      expect(ids(found.learners)).toEqual([...here, ...left].sort());
      const [summary] = (await listCohortSummaries(scope, inUse)).rows.filter(
        ({ cohortId }) => cohortId === spring,
      );
      expect(summary).toMatchObject({ learnerCount: here.length, leftCount: left.length });
      expect(summary?.overall.n).toBe(found.overall.n);
      const exam = await results(springExam, scope);
      expect(ids(exam.learners)).toEqual([...here, ...left].sort());
      expect([exam.learnerCount, exam.startedCount, exam.finishedCount]).toEqual([7, 6, 6]);
      expect(summary?.waiting).toMatchObject([{ learnerCount: 7, notStartedCount: 1 }]);
    }
    const page = await findReadiness(
      world.hr.scope,
      world.certificationId,
      readinessFilter.parse({ cohort: spring }),
      Date.now(),
    );
    expect(ids(page?.listed.rows ?? [])).toEqual([...here, ...left].sort());
  });

  it('who prepares is who has a target, staff, alumni and archived cohorts included, and nobody enrolled by a slip', async () => {
    const { slip, ...preparing } = world.people;
    const page = await readiness();
    expect(ids(page.listed.rows)).toEqual(idsOf(...Object.values(preparing)));
    expect(page.group).toMatchObject({ people: 8, left: 1 });
    const [overview] = await listCertificationReadiness(world.hr.scope, Date.now());
    expect(overview?.group).toEqual(page.group);
    expect((await listTargets(world.admin.scope, slip.membershipId)).targets[0]?.closed?.reason).toBe(
      'left_before_start',
    );
  });

  it('gives everybody the same number of answers in readiness, weaknesses and their own home', async () => {
    const { people, spring, past } = world;
    const rows = [...(await evidence(spring)).learners, ...(await evidence(past)).learners];
    const hr = new Map((await readiness()).listed.rows.map((person) => [person.membershipId, person]));
    for (const member of [people.staff, people.one, people.other, people.takenOut, people.archived]) {
      const answered = hr.get(member.membershipId)?.readiness.answered;
      expect(answered).toBe(8);
      expect(answersOf(rows.find(({ key }) => key === member.membershipId))).toBe(answered);
      const [practice] = await listPractice(member.scope);
      const domains = practice?.domains ?? [];
      expect(domains.reduce((sum, domain) => sum + domain.answered, 0)).toBe(answered);
    }
    expect(rows.map(answersOf).reduce((a, b) => a + b, 0)).toBe(
      [...hr.values()].reduce((sum, person) => sum + person.readiness.answered, 0),
    );
  });

  it('counts an attempt that the clock closed the same everywhere', async () => {
    const { clock } = world.people;
    const row = (await evidence(world.spring)).learners.find(({ key }) => key === clock.membershipId);
    const person = (await readiness()).listed.rows.find(
      ({ membershipId }) => membershipId === clock.membershipId,
    );
    expect(answersOf(row)).toBe(person?.readiness.answered);
    const [practice] = await listPractice(clock.scope);
    expect(practice?.domains.reduce((sum, domain) => sum + domain.answered, 0)).toBe(answersOf(row));
    const learner = (await results(world.springExam)).learners.find(
      ({ membershipId }) => membershipId === clock.membershipId,
    );
    expect(learner?.score).toMatchObject({ correct: 3, answered: 5, total: 8 });
  });

  it('says of everybody who left since when, on every screen', async () => {
    const { takenOut, removed } = world.people;
    const rows = (await evidence(world.spring)).learners;
    const leftIn = (list: readonly { leftAt: Date | string | null }[]) =>
      list.filter(({ leftAt }) => leftAt !== null).length;
    expect(leftIn(rows)).toBe(2);
    expect(leftIn((await results(world.springExam)).learners)).toBe(2);
    const people = (await readiness()).listed.rows;
    expect(people.filter(({ leftAt }) => leftAt).map(({ membershipId }) => membershipId)).toEqual([
      removed.membershipId,
    ]);
    const topic = await findTopicEvidence(
      world.teacher.scope,
      world.spring,
      world.topics[0]?.topicId ?? '',
      evidenceView.parse({}),
    );
    expect(leftIn(topic?.learners ?? [])).toBe(2);
    expect(topic?.learners.find(({ key }) => key === takenOut.membershipId)?.estimate.n).toBe(4);
  });

  it('keeps what somebody sat in their own list, and lets nobody start what is no longer theirs', async () => {
    const { takenOut } = world.people;
    const own = await listAssignmentsForMember(takenOut.scope, wholeList);
    expect(own.due.map(({ id }) => id)).toEqual([world.alone]);
    expect(own.finished.rows.map(({ id }) => id)).toEqual([world.springExam]);
    const { tokenHash } = await openSession(takenOut.personId);
    expect(await startAttempt(takenOut.scope, world.springExam, tokenHash)).toEqual({
      ok: false,
      error: 'left',
    });
    const attemptId = own.finished.rows[0]?.lastAttempt?.id ?? '';
    expect((await findResults(takenOut.scope, attemptId))?.kind).toBe('released');
  });

  it('shows an archived cohort with everything, and apart from those in use', async () => {
    const { archived } = world.people;
    expect(ids((await evidence(world.past, world.colleague.scope)).learners)).toEqual(idsOf(archived));
    expect((await listCohortSummaries(world.colleague.scope, inUse)).rows).toEqual([]);
    const [shown] = (await listCohortSummaries(world.colleague.scope, { ...inUse, archived: true })).rows;
    expect(shown).toMatchObject({ cohortId: world.past, learnerCount: 1 });
    expect((await results(world.pastExam, world.colleague.scope)).finishedCount).toBe(1);
  });

  it('counts the answers to a question by everybody whose attempt came through the cohort', async () => {
    const topicId = world.topics[0]?.topicId ?? '';
    const { rows } = await listItemSummaries(world.teacher.scope, world.spring, topicId, WHOLE_LIST);
    const [first] = rows;
    // Six sat the exam of the cohort; of the one who had met its questions alone before, that first meeting counts.
    expect(first?.analysis.n).toBe(6);
  });
});

describe('equal names', () => {
  it('carry the address wherever the two meet', async () => {
    const { one, other } = world.people;
    const expected = [`Kim Lee (${one.email})`, `kim  lee (${other.email})`].sort();
    const isKim = (label: string) => /^kim\s+lee/i.test(label);
    const kims = (labels: readonly string[]) => labels.filter(isKim).sort();
    expect(kims((await readiness()).listed.rows.map(({ label }) => label))).toEqual(expected);
    expect(kims((await evidence(world.spring)).learners.map(({ label }) => label))).toEqual(expected);
    expect(kims((await results(world.springExam)).learners.map(({ label }) => label))).toEqual(expected);
  });

  it('carry it on pages of their own, which together are the whole list', async () => {
    const whole = (await readiness()).listed;
    const labels: string[] = [];
    for (let page = 1; page <= whole.total; page += 1) {
      const filter = readinessFilter.parse({ page: String(page) });
      const read = await findReadiness(world.hr.scope, world.certificationId, filter, Date.now(), 1);
      expect(read?.listed).toMatchObject({ total: whole.total, page, pageSize: 1 });
      labels.push(...(read?.listed.rows.map(({ label }) => label) ?? []));
    }
    expect(labels).toEqual(whole.rows.map(({ label }) => label));
    const behind = readinessFilter.parse({ page: String(whole.total + 1) });
    const shown = await findReadiness(world.hr.scope, world.certificationId, behind, Date.now(), 1);
    expect(shown?.listed).toMatchObject({ page: 1, rows: [{ label: labels[0] }] });
  });

  it('are told apart in the file by id, address and number, with cohort, code of the state, dates and zone', async () => {
    const file = must(
      await exportReadiness(world.hr.scope, world.certificationId, everyone, 'semicolon'),
    ).csv;
    const [header = '', ...lines] = file.trim().split('\r\n');
    expect(header.replaceAll('"', '').split(';').slice(0, 8)).toEqual([
      'Person id',
      'Person',
      'Address',
      'External id',
      'Cohort',
      'Left on',
      'State code',
      'State',
    ]);
    const { one, removed } = world.people;
    expect(lines.find((line) => line.includes(one.membershipId))).toMatch(
      new RegExp(`^"${one.membershipId}";"Kim Lee";"${one.email}";;"Spring";;"notEnoughEvidence";`),
    );
    expect(lines.find((line) => line.includes(removed.membershipId))).toMatch(
      /"Spring";"\d{4}-\d\d-\d\dT\d\d:\d\d";.*;"\d{4}-\d\d-\d\dT\d\d:\d\d";"Europe\/London";"no"$/,
    );
  });
});

describe('what an instructor sees of somebody who left their cohort', () => {
  const visible = (scope: TenantScope, membershipId: string) =>
    withTenant(scope, async (db) => {
      const where = { organisationId: scope.organisationId, membershipId };
      return {
        attempts: await db.attempt.findMany({ where, select: { assignmentId: true } }),
      };
    });

  it('is what came through it and nothing that came after or elsewhere', async () => {
    const { org, admin, teacher, colleague, certificationId } = world;
    const member = await createMember(org, { role: 'learner' });
    const { membershipId } = member;
    const cohort = async (name: string, staff: Member) => {
      const { id: cohortId } = must(await createCohort(admin.scope, { name, certificationId }));
      must(await addStaff(admin.scope, { cohortId, membershipId: staff.membershipId }));
      must(await enrol(admin.scope, { cohortId, membershipId: [membershipId] }));
      return cohortId;
    };
    const topicId = world.topics[0]?.topicId ?? null;
    const { bankId } = await createBank(org);
    const items = await createItems(org, [
      { bankId, topicId },
      { bankId, topicId },
    ]);
    const exam = async (target: { kind: 'cohort' | 'person'; id: string }) => {
      const { examId } = await createExam(org, { items });
      const rules = {
        minutes: 60,
        attemptsAllowed: 1,
        feedbackPolicy: 'full',
        releaseRule: 'on_submit',
      } as const;
      const more = {
        opensAt: '2026-01-01T10:00',
        closesAt: '2099-01-01T10:00',
        shuffleItems: false,
        shuffleOptions: false,
      };
      return must(await assignExam(admin.scope, { examId, target, ...rules, ...more })).assignmentId;
    };
    const first = await cohort('First', teacher);
    const second = await cohort('Second', colleague);
    const given = await exam({ kind: 'cohort', id: first });
    const elsewhere = await exam({ kind: 'cohort', id: second });
    const before = await exam({ kind: 'person', id: membershipId });
    const after = await exam({ kind: 'person', id: membershipId });
    await sit(member, given, items, { right: 1 });
    await sit(member, before, items, { right: 1 });
    must(await withdraw(admin.scope, { cohortId: first, membershipId }));
    await sit(member, after, items, { right: 2 });
    await sit(member, elsewhere, items, { right: 2 });
    const seen = async (by: Member) =>
      (await visible(by.scope, membershipId)).attempts.map(({ assignmentId }) => assignmentId).sort();
    expect(await seen(teacher)).toEqual([given, before].sort());
    expect(await seen(colleague)).toEqual([given, before, after, elsewhere].sort());
    expect(await findAssignment(teacher.scope, before)).not.toBeNull();
    for (const hidden of [after, elsewhere]) expect(await findAssignment(teacher.scope, hidden)).toBeNull();
    const listed = (await listAssignments(teacher.scope, wholeList)).rows.map(({ id }) => id);
    expect([listed.includes(before), listed.includes(after)]).toEqual([true, false]);
    const row = (await evidence(first, teacher.scope)).learners.find(({ key }) => key === membershipId);
    expect(answersOf(row)).toBe(2);
    expect((await evidence(first, admin.scope)).learners).toEqual(
      (await evidence(first, teacher.scope)).learners,
    );
    expect(await findCohortEvidence(colleague.scope, first, plain)).toBeNull();
  });
});

describe('a target', () => {
  const openOf = async (membershipId: string) =>
    (await listTargets(world.admin.scope, membershipId)).targets
      .filter(({ closed }) => closed === null)
      .map(({ certificationId, source }) => [certificationId, source]);
  const cohortFor = async (certificationId: string | null, name: string) =>
    must(await createCohort(world.admin.scope, { name, certificationId })).id;

  it('is opened by hand for anybody, closed and opened again as it was', async () => {
    const { admin, org, certificationId } = world;
    const { membershipId } = await createMember(org, { role: 'admin' });
    const target = { membershipId, certificationId };
    must(await openTarget(admin.scope, target));
    must(await openTarget(admin.scope, target));
    expect(await openOf(membershipId)).toEqual([[certificationId, 'hand']]);
    expect((await readiness()).listed.rows.some((person) => person.membershipId === membershipId)).toBe(true);
    must(await closeTarget(admin.scope, target));
    expect(await closeTarget(admin.scope, target)).toMatchObject({ ok: false });
    expect((await readiness()).listed.rows.some((person) => person.membershipId === membershipId)).toBe(
      false,
    );
    must(await openTarget(admin.scope, target));
    must(await closeTarget(admin.scope, target));
    const { rows } = await database().admin.query('SELECT 1 FROM target WHERE membership_id = $1', [
      membershipId,
    ]);
    expect(rows).toHaveLength(1);
  });

  it('follows the certification of the cohort for those who are in it', async () => {
    const { admin, org, certificationId } = world;
    const { membershipId } = await createMember(org, { role: 'learner' });
    const cohortId = await cohortFor(null, 'Changing');
    must(await enrol(admin.scope, { cohortId, membershipId: [membershipId] }));
    expect(await openOf(membershipId)).toEqual([]);
    const change = (id: string | null) =>
      changeCohort(admin.scope, { cohortId, name: 'Changing', certificationId: id });
    must(await change(certificationId));
    expect(await openOf(membershipId)).toEqual([[certificationId, 'cohort']]);
    const other = await createCertification(org);
    must(await change(other.certificationId));
    expect(await openOf(membershipId)).toEqual([[other.certificationId, 'cohort']]);
    must(await change(null));
    expect(await openOf(membershipId)).toEqual([]);
  });

  it('stays closed for whom it was closed by hand when a cohort changes its certification and changes back', async () => {
    const { admin, org, certificationId } = world;
    const [kept, closed, other] = await createMembers(org, 'learner', 3);
    if (!kept || !closed || !other) throw new Error('Three people are needed');
    const cohortId = await cohortFor(certificationId, 'There and back');
    const ids = [kept, closed, other].map(({ membershipId }) => membershipId);
    must(await enrol(admin.scope, { cohortId, membershipId: ids }));
    const rowsOf = async () =>
      (
        await database().admin.query<{ id: string; open: boolean }>(
          `SELECT id, closed_at IS NULL AS open FROM target WHERE certification_id = $1 AND membership_id = $2`,
          [certificationId, kept.membershipId],
        )
      ).rows;
    const before = await rowsOf();
    const change = (id: string) =>
      changeCohort(admin.scope, { cohortId, name: 'There and back', certificationId: id });
    const second = (await createCertification(org)).certificationId;
    must(await closeTarget(admin.scope, { membershipId: closed.membershipId, certificationId }));
    must(await change(second));
    must(await closeTarget(admin.scope, { membershipId: other.membershipId, certificationId: second }));
    must(await change(certificationId));
    expect(await openOf(kept.membershipId)).toEqual([[certificationId, 'cohort']]);
    expect(await openOf(closed.membershipId)).toEqual([]);
    expect(await openOf(other.membershipId)).toEqual([[certificationId, 'cohort']]);
    expect(await rowsOf(), 'the one that the change closed goes on').toEqual(before);
    must(await change(second));
    expect(await openOf(other.membershipId)).toEqual([]);
    expect(await openOf(closed.membershipId)).toEqual([[second, 'cohort']]);
  });

  it('comes from a role for everybody who has it or gets it, and ending that can be taken back', async () => {
    const { admin, org } = world;
    const { certificationId } = await createCertification(org);
    const planOf = async () =>
      (await listRoleTargets(admin.scope, certificationId)).find(({ role }) => role === 'hr');
    const [one, two, own, gone] = await createMembers(org, 'hr', 4);
    if (!one || !two || !own || !gone) throw new Error('Four people are needed');
    must(await openTarget(admin.scope, { membershipId: own.membershipId, certificationId }));
    must(await removePerson(admin.scope, gone));
    const before = await planOf();
    const people = before?.people ?? 0;
    expect(before).toMatchObject({ open: false, preparing: 1, opens: people - 1, closes: 0 });
    const set = (open: boolean) => setRoleTarget(admin.scope, { certificationId, role: 'hr', open });
    expect(must(await set(true))).toEqual({ count: people - 1 });
    expect(await openOf(one.membershipId)).toContainEqual([certificationId, 'role']);
    expect(await openOf(own.membershipId)).toContainEqual([certificationId, 'hand']);
    expect(await openOf(gone.membershipId)).toEqual([]);
    expect(await set(true)).toMatchObject({ error: { refusal: { reason: 'role_target_unchanged' } } });

    const later = await createMember(org, { role: 'hr' });
    expect(await openOf(later.membershipId)).toContainEqual([certificationId, 'role']);
    must(await restorePerson(admin.scope, gone));
    expect(await openOf(gone.membershipId)).toContainEqual([certificationId, 'role']);
    must(await changeRole(admin.scope, { membershipId: later.membershipId, role: 'instructor' }));
    expect(await openOf(later.membershipId)).toEqual([]);

    // Closed by hand stays closed, whatever is taken back.
    must(await closeTarget(admin.scope, { membershipId: two.membershipId, certificationId }));
    const cohortId = await cohortFor(certificationId, 'Held by a cohort too');
    must(await enrol(admin.scope, { cohortId, membershipId: [gone.membershipId] }));
    const running = await planOf();
    expect(must(await set(false))).toEqual({ count: running?.closes });
    expect(await openOf(one.membershipId)).toEqual([]);
    expect(await openOf(own.membershipId)).toContainEqual([certificationId, 'hand']);
    expect(await openOf(gone.membershipId)).toContainEqual([certificationId, 'cohort']);
    const ended = await planOf();
    expect(must(await set(true))).toEqual({ count: ended?.opens });
    expect(await openOf(one.membershipId)).toContainEqual([certificationId, 'role']);
    expect(await openOf(two.membershipId)).toEqual([]);
    const { rows } = await database().admin.query('SELECT 1 FROM target WHERE membership_id = $1', [
      one.membershipId,
    ]);
    expect(rows, 'the same target goes on').toHaveLength(1);
    must(await withdraw(admin.scope, { cohortId, membershipId: gone.membershipId }));
    expect(await openOf(gone.membershipId)).toContainEqual([certificationId, 'role']);
    must(await set(false));
  });

  it('is carried on by another cohort with the same certification', async () => {
    const { admin, org, certificationId } = world;
    const { membershipId } = await createMember(org, { role: 'learner' });
    const [one, two] = [
      await cohortFor(certificationId, 'Carry one'),
      await cohortFor(certificationId, 'Carry two'),
    ];
    for (const cohortId of [one, two])
      must(await enrol(admin.scope, { cohortId, membershipId: [membershipId] }));
    must(await withdraw(admin.scope, { cohortId: one, membershipId }));
    const { targets } = await listTargets(admin.scope, membershipId);
    expect(targets).toMatchObject([{ closed: null, cohort: { id: two } }]);
    must(await withdraw(admin.scope, { cohortId: two, membershipId }));
    expect(await openOf(membershipId)).toEqual([]);
    must(await enrol(admin.scope, { cohortId: one, membershipId: [membershipId] }));
    expect(await openOf(membershipId)).toEqual([[certificationId, 'cohort']]);
  });

  it('is closed together with an archived cohort, and that can be taken back', async () => {
    const { admin, org, certificationId } = world;
    const members = [await createMember(org, { role: 'learner' }), await createMember(org, { role: 'hr' })];
    const cohortId = await cohortFor(certificationId, 'Finished');
    must(await enrol(admin.scope, { cohortId, membershipId: members.map((one) => one.membershipId) }));
    expect(await closeCohortTargets(admin.scope, { cohortId })).toMatchObject({
      error: { refusal: { reason: 'cohort_in_use' } },
    });
    must(await setCohortArchived(admin.scope, { cohortId, archived: true }));
    expect(await openOf(members[0]?.membershipId ?? '')).toHaveLength(1);
    expect(must(await closeCohortTargets(admin.scope, { cohortId }))).toEqual({ count: 2 });
    expect(await openOf(members[0]?.membershipId ?? '')).toEqual([]);
    must(await openTarget(admin.scope, { membershipId: members[1]?.membershipId ?? '', certificationId }));
    expect(must(await reopenCohortTargets(admin.scope, { cohortId }))).toEqual({ count: 1 });
  });

  it('of somebody who was removed before they began is counted again when they are taken back', async () => {
    const { admin, org, certificationId } = world;
    const member = await createMember(org, { role: 'learner' });
    must(await openTarget(admin.scope, { membershipId: member.membershipId, certificationId }));
    const isCounted = async () =>
      (await readiness()).listed.rows.some(({ membershipId }) => membershipId === member.membershipId);
    must(await removePerson(admin.scope, member));
    expect(await isCounted()).toBe(false);
    must(await restorePerson(admin.scope, member));
    expect(await isCounted()).toBe(true);
  });
});
