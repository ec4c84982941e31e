import { beforeEach, describe, expect, it } from 'vitest';
import { WHOLE_LIST } from '@/lib/domain/kernel/page';
import type { FeedbackPolicy } from '@/lib/features/assignment/contract';
import { findResults } from '@/lib/features/attempt/data';
import { reportProblem, resolveReport } from '@/lib/features/problem-report/commands';
import { MAX_REPORTS_A_DAY } from '@/lib/features/problem-report/contract';
import { findReport, listOwnReports, listReports } from '@/lib/features/problem-report/data';
import { inTransaction, withTenant } from '@/lib/infra/db/tenant';
import { asExamTaker } from '@/lib/infra/tenant-scope';
import { startApplication } from '../support/application';
import { createGradedAttempt, createOpenAttempt, wrongAnswer } from '../support/attempt-factories';
import {
  createAssignment,
  createBank,
  createCohort,
  createExam,
  createMember,
  createOrganisation,
  type Member,
  type OrganisationScope,
} from '../support/factories';
import { createItems, createItemVersion, type ItemFixture } from '../support/item-factories';

startApplication();

let organisation: OrganisationScope;
let admin: Member;
let instructor: Member;
let learner: Member;
let items: ItemFixture[];
let attemptId: string;

async function sit(
  by: Member,
  given: { policy?: FeedbackPolicy; isOver?: boolean; of?: readonly ItemFixture[] } = {},
): Promise<string> {
  const { policy = 'full', isOver = true, of = items } = given;
  const { examId } = await createExam(organisation, { items: of });
  const { membershipId } = by;
  const { assignmentId } = await createAssignment(organisation, {
    ...{ examId, membershipId, assignedById: admin.membershipId },
    feedbackPolicy: policy,
    releaseRule: 'on_submit',
  });
  const attempt = { assignmentId, membershipId, answers: of.map((item) => wrongAnswer(item)) };
  const made = isOver ? createGradedAttempt(organisation, attempt) : createOpenAttempt(organisation, attempt);
  return (await made).attemptId;
}

beforeEach(async () => {
  organisation = await createOrganisation();
  admin = await createMember(organisation, { role: 'admin', displayName: 'Ada' });
  instructor = await createMember(organisation, { role: 'instructor', displayName: 'Ines' });
  learner = await createMember(organisation, { role: 'learner', displayName: 'Lea' });
  await createCohort(organisation, { staff: [instructor], learners: [learner] });
  const { bankId } = await createBank(organisation);
  items = await createItems(organisation, [{ bankId }, { bankId }]);
  attemptId = await sit(learner);
});

const itemAt = (at: number): ItemFixture => {
  const item = items[at];
  if (!item) throw new Error('There are two items');
  return item;
};
const report = (by = learner, changes: Partial<Parameters<typeof reportProblem>[1]> = {}) =>
  reportProblem(by.scope, {
    ...{ attemptId, itemId: itemAt(0).itemId, kind: 'wrong_key' as const, body: 'B holds as well.' },
    ...changes,
  });

async function send(): Promise<string> {
  const sent = await report();
  if (!sent.ok) throw new Error(sent.error.message);
  return sent.value.reportId;
}
const anything = { q: '', state: null, kind: null, itemId: null, page: 1 } as const;

describe('a report', () => {
  it('keeps the version and the options that the learner had, also after the question has changed', async () => {
    const reportId = await send();
    const item = itemAt(0);
    await createItemVersion(organisation, item, { version: 2 });
    const found = await findReport(admin.scope, reportId);
    expect(found).toMatchObject({
      learner: 'Lea',
      kind: 'wrong_key',
      reported: { version: 1 },
      current: { version: 2 },
      selected: wrongAnswer(item).chosen,
    });
    expect(found?.optionOrder).toEqual(item.optionIds);
    expect((await listReports(admin.scope, anything)).rows).toMatchObject([
      { id: reportId, isChanged: true },
    ]);
    const audited = await withTenant(admin.scope, (db) =>
      db.auditEvent.count({ where: { action: 'report.sent', actorId: learner.membershipId } }),
    );
    expect(audited).toBe(1);
  });

  it('is one per question and attempt', async () => {
    const both = await Promise.all([report(), report()]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(both.find(({ ok }) => !ok)).toMatchObject({ error: { code: 'conflict' } });
  });

  it.each([
    ['while the attempt runs', { isOver: false }],
    ['while results stay hidden', { policy: 'hidden' }],
    ['while only the score is shown', { policy: 'score_only' }],
  ] as const)('is not taken %s', async (_when, given) => {
    const other = await sit(await createMember(organisation, { role: 'learner' }), given);
    expect(await report(learner, { attemptId: other })).toMatchObject({ error: { code: 'not_found' } });
    const own = await sit(learner, given);
    expect(await report(learner, { attemptId: own })).toMatchObject({ error: { code: 'not_found' } });
  });

  it('is not taken about somebody else’s attempt, by whatever role', async () => {
    const stranger = await createMember(await createOrganisation(), { role: 'learner' });
    for (const by of [admin, instructor, stranger]) {
      expect(await report(by), by.role).toMatchObject({ error: { code: 'not_found' } });
    }
  });

  it('is limited in number for each learner and day', async () => {
    const { bankId } = await createBank(organisation);
    const many = await createItems(
      organisation,
      Array.from({ length: MAX_REPORTS_A_DAY + 1 }, () => ({ bankId })),
    );
    const attempt = await sit(learner, { of: many });
    const codes: string[] = [];
    for (const { itemId } of many) {
      const sent = await report(learner, { attemptId: attempt, itemId });
      codes.push(sent.ok ? 'sent' : sent.error.code);
    }
    expect(codes.filter((code) => code === 'sent')).toHaveLength(MAX_REPORTS_A_DAY);
    expect(codes.at(-1)).toBe('too_many_requests');
  });

  it('can’t be sent as answered already, past the application', async () => {
    const row = (state: 'open' | 'answered') => ({
      ...{ organisationId: organisation.organisationId, id: crypto.randomUUID(), attemptId, state },
      ...{
        itemId: itemAt(1).itemId,
        itemVersionId: itemAt(1).itemVersionId,
        kind: 'typo' as const,
        body: 'x',
      },
      membershipId: learner.membershipId,
      ...(state === 'open' ? {} : { answer: 'Fine', resolvedAt: new Date() }),
    });
    const insert = (state: 'open' | 'answered') =>
      inTransaction(asExamTaker(learner.scope), (tx) => tx.problemReport.createMany({ data: [row(state)] }));
    await expect(insert('answered')).rejects.toThrow(/row-level security/);
    await insert('open');
    const changed = inTransaction(asExamTaker(learner.scope), (tx) =>
      tx.problemReport.updateMany({ data: { state: 'answered', answer: 'x', resolvedAt: new Date() } }),
    );
    expect(await changed).toEqual({ count: 0 });
  });
});

describe('the queue', () => {
  it('shows admins all, instructors those of their learners, everybody else none', async () => {
    const reportId = await send();
    const outsider = await createMember(organisation, { role: 'instructor' });
    const stranger = await createMember(await createOrganisation(), { role: 'admin' });
    const hr = await createMember(organisation, { role: 'hr' });
    for (const reader of [admin, instructor]) {
      expect((await listReports(reader.scope, anything)).open, reader.role).toBe(1);
      expect(await findReport(reader.scope, reportId), reader.role).not.toBeNull();
    }
    for (const reader of [outsider, stranger, hr, learner]) {
      expect(await listReports(reader.scope, anything), reader.role).toMatchObject({ rows: [], open: 0 });
      expect(await findReport(reader.scope, reportId), reader.role).toBeNull();
    }
    expect(await withTenant(hr.scope, (db) => db.problemReport.count())).toBe(0);
  });

  it('has the oldest open one first and can be narrowed', async () => {
    const first = await send();
    const second = await report(learner, { itemId: itemAt(1).itemId, kind: 'typo' });
    expect((await listReports(admin.scope, anything)).rows.map(({ id }) => id)[0]).toBe(first);
    await resolveReport(admin.scope, { reportId: first, outcome: 'declined', answer: 'It is right.' });
    const ids = async (filter: Parameters<typeof listReports>[1]) =>
      (await listReports(admin.scope, filter)).rows.map(({ id }) => id);
    const secondId = second.ok ? second.value.reportId : '';
    expect(await ids(anything)).toEqual([secondId, first]);
    expect(await ids({ ...anything, state: 'closed' })).toEqual([first]);
    expect(await ids({ ...anything, state: 'open', kind: 'typo' })).toEqual([secondId]);
    expect(await ids({ ...anything, kind: 'outdated' })).toEqual([]);
    expect(await ids({ ...anything, itemId: itemAt(0).itemId })).toEqual([first]);
    expect(await ids({ ...anything, q: 'LÉA' })).toEqual([secondId, first]);
    expect(await ids({ ...anything, q: 'lea nobody' })).toEqual([]);
  });
});

describe('an answer', () => {
  it('closes the report once, is audited, and reaches its learner', async () => {
    const reportId = await send();
    const answer = (by: Member, words: string) =>
      resolveReport(by.scope, { reportId, outcome: 'answered', answer: words });
    const both = await Promise.all([answer(admin, 'See the guide.'), answer(instructor, 'I look into it.')]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(both.find(({ ok }) => !ok)).toMatchObject({ error: { code: 'conflict' } });
    const { rows, ...counts } = await listOwnReports(learner.scope, WHOLE_LIST);
    const [own] = rows;
    expect(counts).toMatchObject({ total: 1, sent: 1, answered: 1 });
    const nothing = await listOwnReports(learner.scope, { q: own?.answer ?? '', page: 1 });
    expect(nothing, 'answers are not searched').toMatchObject({ rows: [], total: 0, sent: 1 });
    expect(own).toMatchObject({ state: 'answered', resolvedAt: expect.any(String) });
    expect(['See the guide.', 'I look into it.']).toContain(own?.answer);
    const results = await findResults(learner.scope, attemptId);
    const shown = results?.kind === 'released' ? results.results.items.map((item) => item.report?.state) : [];
    expect(shown.sort()).toEqual(['answered', undefined]);
    const audited = await withTenant(admin.scope, (db) =>
      db.auditEvent.count({ where: { action: 'report.resolved', subjectId: reportId } }),
    );
    expect(audited).toBe(1);
  });

  it('is not for learners, HR, other instructors and other organisations', async () => {
    const reportId = await send();
    const given = { reportId, outcome: 'declined', answer: 'No.' } as const;
    const hr = await createMember(organisation, { role: 'hr' });
    for (const by of [learner, hr]) {
      expect(await resolveReport(by.scope, given)).toMatchObject({ error: { code: 'forbidden' } });
    }
    const outsider = await createMember(organisation, { role: 'instructor' });
    const stranger = await createMember(await createOrganisation(), { role: 'admin' });
    for (const by of [outsider, stranger]) {
      expect(await resolveReport(by.scope, given)).toMatchObject({ error: { code: 'not_found' } });
    }
    expect((await findReport(admin.scope, reportId))?.state).toBe('open');
  });

  it('to one learner is not seen by another', async () => {
    await send();
    const other = await createMember(organisation, { role: 'learner' });
    expect(await listOwnReports(other.scope, WHOLE_LIST)).toMatchObject({ rows: [], total: 0, sent: 0 });
  });
});
