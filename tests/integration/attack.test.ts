import { beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { type ActCall, IDLE } from '@/lib/domain/kernel/action-state';
import { ok } from '@/lib/domain/kernel/result';
import { releaseAssignment, withdrawAssignment } from '@/lib/features/assignment/commands';
import { listPractice } from '@/lib/features/attempt/data';
import { withTenant } from '@/lib/infra/db/tenant';
import { formReader, makeAct } from '@/lib/infra/http/answer-action';
import { newId } from '@/lib/infra/id';
import { sweepOnce } from '@/lib/infra/jobs/sweeper';
import { saveResponse } from '@/lib/infra/running-attempt';
import { startApplication } from '../support/application';
import {
  createAssignment,
  createBank,
  createCertification,
  createExam,
  createMember,
  createOrganisation,
  createTopic,
  type Member,
  type OrganisationScope,
  openSession,
} from '../support/factories';
import { createItems, type ItemFixture } from '../support/item-factories';
import { handIn } from '../support/mark';
import { openExamRoom, seat } from '../support/sitting';
import { startAttempt } from '../support/starting';

const database = startApplication();

describe('a learner who looks for their score elsewhere before it is released', () => {
  let scope: OrganisationScope;
  let admin: Member;
  let items: readonly ItemFixture[];
  let examId: string;
  beforeAll(async () => {
    scope = await createOrganisation();
    admin = await createMember(scope, { role: 'admin' });
    const { domains, blueprintVersionId, certificationId } = await createCertification(scope);
    const { topicId } = await createTopic(scope, { domainIds: domains.slice(0, 1).map(({ id }) => id) });
    const { bankId } = await createBank(scope, { certificationId });
    items = await createItems(
      scope,
      Array.from({ length: 4 }, () => ({ bankId, topicId })),
    );
    ({ examId } = await createExam(scope, { items, blueprintVersionId }));
  });

  /** Answers everything right under the given rules. */
  async function sit(rules: Pick<Parameters<typeof createAssignment>[1], 'feedbackPolicy' | 'releaseRule'>) {
    const learner = await createMember(scope, { role: 'learner' });
    const given = { examId, assignedById: admin.membershipId, membershipId: learner.membershipId, ...rules };
    const { assignmentId } = await createAssignment(scope, given);
    const room = { scope, admin, learners: [learner], items, examId, assign: async () => assignmentId };
    const { attemptId, leaseId, tokenHash } = await seat(room, learner);
    for (const { itemId, keyIds } of items) {
      const answer = { attemptId, leaseId, itemId, rev: 1, selected: keyIds, flagged: false };
      expect((await saveResponse(tokenHash, answer)).status).toBe('saved');
    }
    expect((await handIn(tokenHash, attemptId, leaseId, newId())).status).toBe('submitted');
    return { learner, assignmentId };
  }
  const answered = async (learner: Member): Promise<number> =>
    (await listPractice(learner.scope))
      .flatMap(({ domains }) => domains)
      .reduce((sum, domain) => sum + domain.answered, 0);

  it('finds no row of their own sums, whoever forgets to ask about release', async () => {
    const { learner } = await sit({ feedbackPolicy: 'hidden', releaseRule: 'by_hand' });
    const count = (as: typeof scope | Member['scope']) =>
      withTenant(as, (db) => db.learnerTopicRollup.count({ where: { membershipId: learner.membershipId } }));
    expect(await count(learner.scope)).toBe(0);
    expect(await count(scope)).toBe(1);
  });

  it('finds nothing in the advice on practice until a hand releases it', async () => {
    const { learner, assignmentId } = await sit({ feedbackPolicy: 'full', releaseRule: 'by_hand' });
    expect(await answered(learner)).toBe(0);
    expect((await releaseAssignment(admin.scope, assignmentId)).ok).toBe(true);
    expect(await answered(learner)).toBe(4);
  });

  it.each(['hidden', 'score_only'] as const)(
    'finds nothing there ever under the policy %s',
    async (policy) => {
      const { learner } = await sit({ feedbackPolicy: policy, releaseRule: 'on_submit' });
      expect(await answered(learner)).toBe(0);
    },
  );
});

describe('a start and a withdrawal in the same moment', () => {
  it('never both succeed', async () => {
    const room = await openExamRoom({ learnerCount: 1 });
    const [learner] = room.learners;
    if (!learner) throw new Error('The room is empty');
    const { tokenHash } = await openSession(learner.personId);
    const outcomes = new Set<string>();
    for (let round = 0; round < 16; round += 1) {
      const assignmentId = await room.assign(learner);
      const [started, withdrawn] = await Promise.all([
        startAttempt(learner.scope, assignmentId, tokenHash),
        new Promise((resolve) => setTimeout(resolve, round * 2)).then(() =>
          withdrawAssignment(room.admin.scope, assignmentId),
        ),
      ]);
      outcomes.add(`${started.ok ? 'started' : 'refused'}, ${withdrawn.ok ? 'withdrawn' : 'kept'}`);
    }
    expect([...outcomes]).not.toContain('started, withdrawn');
  });
});

describe('a form with a character that the database can’t store', () => {
  it('comes back with the field marked, and nothing is tried', async () => {
    const form = new FormData();
    form.append('name', 'Spring\0intake');
    form.append('certificationId', '');
    let tried = false;
    const act = makeAct(async (values) => {
      const read = formReader(z.object({ name: z.string() }))(values);
      tried = read.ok;
      return read.ok ? ok({ message: 'Done.' }) : read;
    });
    const state = await (act as unknown as ActCall)(IDLE, form);
    expect(tried).toBe(false);
    expect(state).toMatchObject({
      status: 'failed',
      failure: { code: 'invalid', fields: { name: 'Remove the characters that can’t be shown.' } },
    });
  });
});

describe('what an attacker could fill a disk with', () => {
  it('forgets counters of the sign-in limits once they are over', async () => {
    await database().admin.query(
      "INSERT INTO identity.rate_limit VALUES ('over', 5, 1), ('running', 5, $1)",
      [Date.now() + 60_000],
    );
    await sweepOnce();
    const { rows } = await database().admin.query(
      "SELECT key FROM identity.rate_limit WHERE key IN ('over', 'running')",
    );
    expect(rows).toEqual([{ key: 'running' }]);
  });

  it('keeps fifty late answers of one item and no more', async () => {
    const room = await openExamRoom();
    const { attemptId, leaseId, tokenHash } = await seat(room, room.learners[0] as Member);
    await handIn(tokenHash, attemptId, leaseId, newId());
    const [item] = room.items;
    for (let rev = 1; rev <= 60; rev += 1) {
      const answer = { attemptId, leaseId, itemId: item?.itemId ?? '', rev, selected: [], flagged: true };
      expect((await saveResponse(tokenHash, answer)).status).toBe('closed');
    }
    const { rows } = await database().admin.query<{ n: number }>(
      'SELECT count(*)::int AS n FROM late_response WHERE attempt_id = $1',
      [attemptId],
    );
    expect(rows).toEqual([{ n: 50 }]);
  });
});
