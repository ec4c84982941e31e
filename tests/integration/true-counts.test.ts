import { beforeAll, describe, expect, it } from 'vitest';
import { WHOLE_LIST } from '@/lib/domain/kernel/page';
import { expectedScoreText } from '@/lib/domain/readiness/chance-text';
import { passStatement } from '@/lib/domain/readiness/pass-statement';
import { listPractice } from '@/lib/features/attempt/data';
import { findItemCues } from '@/lib/features/bank-cues/data';
import { evidenceView } from '@/lib/features/evidence/contract';
import { findCohortEvidence, findTopicEvidence } from '@/lib/features/evidence/data';
import { findItemEvidence, listItemSummaries } from '@/lib/features/item-evidence/data';
import { readItemQuery } from '@/lib/features/item-search/contract';
import { listItems } from '@/lib/features/item-search/data';
import { correctKey } from '@/lib/features/key-correction/commands';
import { findItemKey } from '@/lib/features/key-correction/data';
import { findBank } from '@/lib/features/question-bank/data';
import { exportReadiness } from '@/lib/features/readiness/commands';
import { readinessFilter } from '@/lib/features/readiness/contract';
import { findReadiness } from '@/lib/features/readiness/data';
import { saveResponse } from '@/lib/infra/running-attempt';
import { startApplication } from '../support/application';
import { closeByClock } from '../support/close-by-clock';
import {
  createAssignment,
  createBank,
  createCertification,
  createCohort,
  createExam,
  createMember,
  createOrganisation,
  createTopic,
} from '../support/factories';
import { createItems } from '../support/item-factories';
import { type ExamRoom, seat } from '../support/sitting';

const database = startApplication();

/** Forty questions in the order of the form: 25 answered, 3 passed over, 2 answered, and ten that the time ran out before. */
const isAnswered = (place: number) => place < 25 || place === 28 || place === 29;
const COUNTS = { answered: 27, omitted: 3, notReached: 10 };

async function arrange() {
  const scope = await createOrganisation();
  const [admin, hr, instructor, learner] = [
    await createMember(scope, { role: 'admin' }),
    await createMember(scope, { role: 'hr' }),
    await createMember(scope, { role: 'instructor' }),
    await createMember(scope, { role: 'learner' }),
  ];
  const certification = await createCertification(scope, { questionCount: 59, cutPercent: 70 });
  const { certificationId } = certification;
  const topics = await Promise.all(
    certification.domains.map(({ id }) => createTopic(scope, { domainIds: [id] })),
  );
  const { bankId } = await createBank(scope, { certificationId });
  const items = await createItems(
    scope,
    Array.from({ length: 40 }, (_, place) => ({
      bankId,
      topicId: topics[place % topics.length]?.topicId ?? null,
    })),
  );
  const { cohortId } = await createCohort(scope, {
    certificationId,
    staff: [instructor],
    learners: [learner],
  });
  const { examId } = await createExam(scope, { items, blueprintVersionId: certification.blueprintVersionId });
  const given = { examId, cohortId, assignedById: admin.membershipId, releaseRule: 'on_submit' as const };
  const { assignmentId } = await createAssignment(scope, given);
  const room: ExamRoom = {
    ...{ scope, admin, learners: [learner], items, examId },
    assign: async () => assignmentId,
  };
  const sitting = await seat(room, learner);
  const { attemptId, leaseId, tokenHash } = sitting;
  for (const [place, item] of items.entries()) {
    if (!isAnswered(place)) continue;
    const selected = place % 4 === 0 ? item.optionIds.slice(1, 2) : item.keyIds;
    await saveResponse(tokenHash, {
      ...{ attemptId, leaseId, selected, rev: 1, flagged: false },
      itemId: item.itemId,
    });
  }
  await closeByClock(database().admin, [attemptId]);
  return { scope, admin, hr, instructor, learner, certificationId, topics, bankId, items, cohortId };
}

let world: Awaited<ReturnType<typeof arrange>>;
beforeAll(async () => {
  world = await arrange();
});

describe('of somebody whose time ran out, who gave 27 answers to 40 questions,', () => {
  const person = async () => {
    const page = await findReadiness(
      world.hr.scope,
      world.certificationId,
      readinessFilter.parse({}),
      Date.now(),
    );
    const [only] = page?.listed.rows ?? [];
    if (!only || !('forecast' in only.readiness)) throw new Error('There is no forecast');
    return only.readiness;
  };

  it('HR reads 27 answers, and what was left blank and not reached apart', async () => {
    const readiness = await person();
    expect(readiness).toMatchObject(COUNTS);
    expect(passStatement(readiness)).toMatch(/^Chance to pass \d+\u00a0%.*, from 27 answers, 3 left blank$/);
    expect(expectedScoreText(readiness.forecast, readiness)).toMatch(
      /^\d+ of 59 expected, 42 needed, from 27 answers$/,
    );
  });

  it('the file for HR has the same counts in columns of their own', async () => {
    const exported = await exportReadiness(world.hr.scope, world.certificationId, readinessFilter.parse({}));
    const [header = '', row = ''] = exported.ok ? exported.value.csv.split('\r\n') : [];
    // Some cells have a comma in them; what is quoted stays together.
    const cellsOf = (line: string) =>
      [...line.matchAll(/"((?:[^"]|"")*)"|([^,]+)|(?<=,)(?=,|$)/g)].map(
        ([, quoted, bare]) => quoted ?? bare ?? '',
      );
    const [columns, cells] = [cellsOf(header), cellsOf(row)];
    const of = (name: string) => cells[columns.indexOf(name)];
    expect([of('First-time answers'), of('Left blank'), of('Not reached')]).toEqual(['27', '3', '10']);
    expect([of('Needed'), of('Questions')]).toEqual(['42', '59']);
  });

  it('the cohort page counts the same, in its topics and learner by learner', async () => {
    const evidence = await findCohortEvidence(world.instructor.scope, world.cohortId, evidenceView.parse({}));
    expect(evidence?.overall).toMatchObject({ n: COUNTS.answered, omitted: COUNTS.omitted });
    expect(evidence?.provenance).toMatchObject({ omitted: COUNTS.omitted, notReached: COUNTS.notReached });
    expect(evidence?.learners[0]?.overall).toMatchObject({ answered: 27, omitted: 3 });
    const topics = await Promise.all(
      world.topics.map(({ topicId }) =>
        findTopicEvidence(world.instructor.scope, world.cohortId, topicId, evidenceView.parse({})),
      ),
    );
    const rows = topics.flatMap((topic) => topic?.learners ?? []);
    const total = (of: (row: (typeof rows)[number]) => number) => rows.reduce((sum, row) => sum + of(row), 0);
    expect([
      total(({ estimate }) => estimate.n),
      total(({ estimate }) => estimate.omitted),
      total(({ notReached }) => notReached),
    ]).toEqual([27, 3, 10]);
  });

  it('the analysis of its questions counts the same', async () => {
    const items = (
      await Promise.all(
        world.topics.map(({ topicId }) =>
          listItemSummaries(world.instructor.scope, world.cohortId, topicId, WHOLE_LIST),
        ),
      )
    ).flatMap(({ rows }) => rows);
    const total = (field: 'n' | 'omitted' | 'notReached') =>
      items.reduce((sum, { analysis }) => sum + analysis[field], 0);
    expect([total('n'), total('omitted'), total('notReached')]).toEqual([27, 3, 10]);
  });

  it('the learner is advised from the same counts', async () => {
    const [practice] = await listPractice(world.learner.scope);
    const total = (field: 'answered' | 'omitted') =>
      practice?.domains.reduce((sum, domain) => sum + domain[field], 0);
    expect([total('answered'), total('omitted')]).toEqual([27, 3]);
  });
});

describe('a question whose key was corrected', () => {
  it('keeps its answers wherever a screen speaks of the question', async () => {
    const [item] = world.items;
    const now = await findItemKey(world.admin.scope, item?.itemId ?? '');
    if (!item || !now) throw new Error('The item is gone');
    const counts = async () => {
      const listed = await listItems(world.admin.scope, world.bankId, readItemQuery({}));
      const row = listed.groups.flatMap(({ items }) => items).find(({ id }) => id === item.itemId);
      const bank = await findBank(world.admin.scope, world.bankId);
      const evidence = await findItemEvidence(world.instructor.scope, world.cohortId, item.itemId, undefined);
      const answers = bank?.topics.reduce((sum, topic) => sum + topic.answers, 0);
      return { listed: row?.answers, ofBank: answers, ofQuestion: evidence?.all.n };
    };
    expect(await counts()).toEqual({ listed: 1, ofBank: 27, ofQuestion: 1 });
    const done = await correctKey(world.admin.scope, {
      itemId: item.itemId,
      fromVersionId: now.versionId,
      key: [item.optionIds[1] ?? ''],
      policy: 'current_key',
      reason: 'The guide says so',
      rationaleOf: [],
      rationale: [],
    });
    expect(done.ok).toBe(true);
    expect(await counts()).toEqual({ listed: 1, ofBank: 27, ofQuestion: 1 });
  });

  it('keeps what is known about its distractors, as long as the options are the same', async () => {
    const item = world.items[1];
    const now = await findItemKey(world.admin.scope, item?.itemId ?? '');
    if (!item || !now) throw new Error('The item is gone');
    await database().admin.query(
      'UPDATE item_rollup SET first_count = first_count + 40 WHERE item_version_id = $1',
      [item.itemVersionId],
    );
    const weak = async () =>
      (await findItemCues(world.admin.scope, item.itemId))?.find(
        ({ code }) => code === 'implausible_distractor',
      )?.optionIds ?? [];
    const before = await weak();
    expect(before.length).toBeGreaterThan(1);
    const [key = ''] = before;
    await correctKey(world.admin.scope, {
      itemId: item.itemId,
      fromVersionId: now.versionId,
      key: [key],
      policy: 'no_regrade',
      reason: 'The guide says so',
      rationaleOf: [],
      rationale: [],
    });
    const after = await weak();
    expect(after).toEqual(expect.arrayContaining(before.filter((id) => id !== key)));
    expect(after).not.toContain(key);
  });
});
