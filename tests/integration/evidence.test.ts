import { beforeAll, describe, expect, it } from 'vitest';
import { wilsonInterval } from '@/lib/domain/statistics/wilson';
import { evidenceView } from '@/lib/features/evidence/contract';
import { findCohortEvidence, findTopicEvidence, listCohortSummaries } from '@/lib/features/evidence/data';
import { findItemEvidence, listItemSummaries } from '@/lib/features/item-evidence/data';
import { newId } from '@/lib/infra/id';
import type { TenantScope } from '@/lib/infra/tenant-scope';
import { startApplication } from '../support/application';
import {
  type Answer,
  createGradedAttempt,
  noAnswer,
  rightAnswer,
  wrongAnswer,
} from '../support/attempt-factories';
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
  type Member,
} from '../support/factories';
import { createItems, createItemVersion, type ItemFixture } from '../support/item-factories';

const database = startApplication();
const view = evidenceView.parse({});
const inUse = { q: '', page: 1, archived: false } as const;

/** Sixteen learners, two topics of six items, one exam, repeats, an empty attempt, and a cohort that somebody else looks after. */
async function arrange() {
  const org = await createOrganisation();
  const [instructor, colleague, owner] = [
    await createMember(org, { role: 'instructor' }),
    await createMember(org, { role: 'instructor' }),
    await createMember(org, { role: 'owner' }),
  ];
  const learners = await createMembers(org, 'learner', 16);
  const certification = await createCertification(org, { cutPercent: 70 });
  const topics = [
    await createTopic(org, { name: 'Governance', domainIds: [certification.domains[1]?.id ?? ''] }),
    await createTopic(org, { name: 'Ingestion', domainIds: [certification.domains[0]?.id ?? ''] }),
    await createTopic(org, { name: 'Sharing', domainIds: [certification.domains[0]?.id ?? ''] }),
  ] as const;
  const bank = await createBank(org, { certificationId: certification.certificationId });
  const items = await createItems(
    org,
    [topics[0], topics[1]].flatMap(({ topicId }) =>
      Array.from({ length: 6 }, () => ({ bankId: bank.bankId, topicId })),
    ),
  );
  const exam = await createExam(org, { items });
  const given = { certificationId: certification.certificationId };
  const cohort = await createCohort(org, { ...given, staff: [instructor], learners: learners.slice(0, 14) });
  const others = await createCohort(org, { ...given, staff: [colleague], learners: learners.slice(14) });
  const assignment = await createAssignment(org, {
    examId: exam.examId,
    cohortId: cohort.cohortId,
    assignedById: instructor.membershipId,
  });
  const othersAssignment = await createAssignment(org, {
    examId: exam.examId,
    cohortId: others.cohortId,
    assignedById: colleague.membershipId,
  });
  return {
    org,
    instructor,
    colleague,
    owner,
    learners,
    topics,
    items,
    cohort,
    others,
    assignment,
    othersAssignment,
    bank,
  };
}
type World = Awaited<ReturnType<typeof arrange>>;

const isEqual = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/** A made-up but fixed pattern: Governance is hard, Ingestion is easy, and some leave a question out. */
function answersOf(items: readonly ItemFixture[], learner: number): Answer[] {
  return items.map((item, index) => {
    if ((learner * 5 + index) % 17 === 0) return noAnswer(item);
    const right = index < 6 ? (learner + 2 * index) % 4 === 0 : (learner * 3 + index) % 10 !== 0;
    return right ? rightAnswer(item) : wrongAnswer(item, learner % 2);
  });
}

async function answerAll({ org, learners, items, assignment, othersAssignment }: World) {
  for (const [index, learner] of learners.entries()) {
    // The thirteenth hands in nothing, the fourteenth never starts.
    if (index === 13) continue;
    const { assignmentId } = index < 14 ? assignment : othersAssignment;
    const answers = index === 12 ? items.map(noAnswer) : answersOf(items, index);
    await createGradedAttempt(org, { assignmentId, membershipId: learner.membershipId, answers });
  }
  const [first] = learners;
  await createGradedAttempt(org, {
    assignmentId: assignment.assignmentId,
    membershipId: first?.membershipId ?? '',
    number: 2,
    answers: items.map(rightAnswer),
  });
}

/** First-time sums straight from the graded answers, past every roll-up. */
async function bruteForce(cohortId: string, topicId: string) {
  const { rows } = await database().admin.query<{
    membership_id: string;
    correct: number;
    answered: number;
    met: number;
  }>(
    `SELECT g.membership_id, count(*) FILTER (WHERE g.correct)::int AS correct,
            count(*) FILTER (WHERE g.answered)::int AS answered, count(*)::int AS met
     FROM item_grade g JOIN enrolment n ON n.membership_id = g.membership_id
     WHERE n.cohort_id = $1 AND g.topic_id = $2 AND g.first_exposure AND g.counted GROUP BY 1`,
    [cohortId, topicId],
  );
  return new Map(rows.map((row) => [row.membership_id, row]));
}

const sumOf = (rows: Map<string, { correct: number; answered: number; met: number }>) =>
  [...rows.values()].reduce(
    (sum, row) => ({
      correct: sum.correct + row.correct,
      answered: sum.answered + row.answered,
      met: sum.met + row.met,
    }),
    { correct: 0, answered: 0, met: 0 },
  );

let world: World;
beforeAll(async () => {
  world = await arrange();
  await answerAll(world);
});

const evidenceOf = (scope: TenantScope, how = view) => findCohortEvidence(scope, world.cohort.cohortId, how);

describe('the evidence of a cohort', () => {
  it('has in every cell what a count over the graded answers gives', async () => {
    const evidence = await evidenceOf(world.instructor.scope);
    expect(evidence?.topics).toHaveLength(3);
    for (const [column, topic] of (evidence?.topics ?? []).entries()) {
      const counted = await bruteForce(world.cohort.cohortId, topic.topicId);
      expect(topic.estimate.n).toBe(sumOf(counted).answered);
      for (const learner of evidence?.learners ?? []) {
        const cell = learner.cells[column];
        const expected = counted.get(learner.key);
        expect(cell && 'answered' in cell ? [cell.correct, cell.answered] : null).toEqual(
          expected ? [expected.correct, expected.answered] : null,
        );
      }
    }
  });

  it('names the weakest topic in a sentence and puts topics without evidence last', async () => {
    const evidence = await evidenceOf(world.instructor.scope);
    const { correct, answered, met } = sumOf(
      await bruteForce(world.cohort.cohortId, world.topics[0].topicId),
    );
    // What was left blank is wrong in the share and no answer in n.
    expect(evidence?.finding).toContain(`Weakest: Governance, ${Math.round((100 * correct) / met)}\u00a0%`);
    expect(evidence?.finding).toContain(`12 learners, ${answered} answers`);
    expect(evidence?.topics.map(({ name }) => name)).toEqual(['Governance', 'Ingestion', 'Sharing']);
    expect(evidence?.topics.map(({ state }) => state)).toEqual(['below', 'above', 'noEvidence']);
    expect(evidence?.cut).toEqual({ percent: 70, source: 'assumed' });
  });

  it('says what it leaves out: empty attempts and answers to items met before', async () => {
    const evidence = await evidenceOf(world.instructor.scope);
    expect(evidence?.provenance).toMatchObject({ emptyAttempts: 1, repeatedAnswers: 12, runningAttempts: 0 });
  });

  it('never draws an interval that is narrower than independent answers would give', async () => {
    const evidence = await evidenceOf(world.instructor.scope);
    for (const { estimate } of evidence?.topics ?? []) {
      if (!estimate.interval || estimate.percent === null) continue;
      const met = estimate.n + estimate.omitted;
      const plain = wilsonInterval((estimate.percent * met) / 100, met);
      expect(estimate.interval[0]).toBeLessThanOrEqual(100 * (plain?.lower ?? 0) + 1e-9);
      expect(estimate.interval[1]).toBeGreaterThanOrEqual(100 * (plain?.upper ?? 0) - 1e-9);
    }
  });

  it('sorts learners by a topic, weakest first, and those without an answer last', async () => {
    const sorted = await evidenceOf(world.instructor.scope, { ...view, sort: world.topics[0].topicId });
    const shares = (sorted?.learners ?? []).map(({ cells: [cell] }) =>
      cell && 'answered' in cell ? cell.correct / (cell.answered + cell.omitted) : 2,
    );
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(shares.at(-1)).toBe(2);
  });

  describe('in a presentation', () => {
    const presented = (mark: string, how = view) =>
      evidenceOf(world.instructor.scope, { ...how, present: mark });

    it('holds no name, no address and no id of anybody', async () => {
      const topic = await findTopicEvidence(
        world.instructor.scope,
        world.cohort.cohortId,
        world.topics[0].topicId,
        { ...view, present: 'first' },
      );
      const shown = JSON.stringify([await presented('first'), topic]);
      for (const { displayName, email, membershipId } of world.learners.slice(0, 14))
        for (const known of [`"${displayName}"`, email, membershipId]) expect(shown).not.toContain(known);
    });

    it('calls everybody the same on each of its pages, and is sorted by result where names would sort', async () => {
      const byResult = await presented('first');
      expect((await presented('first', { ...view, sort: 'name' }))?.learners).toEqual(byResult?.learners);
      const { topicId } = world.topics[0];
      const column = byResult?.topics.findIndex((topic) => topic.topicId === topicId) ?? -1;
      const topic = await findTopicEvidence(world.instructor.scope, world.cohort.cohortId, topicId, {
        ...view,
        present: 'first',
      });
      for (const { label, estimate } of topic?.learners ?? []) {
        const cell = byResult?.learners.find((row) => row.label === label)?.cells[column];
        expect(cell && 'answered' in cell ? cell.answered : 0).toBe(estimate.n);
      }
    });

    it('calls somebody differently each time, wherever they stand in the alphabet, and puts equals in any order', async () => {
      const named = await evidenceOf(world.instructor.scope);
      const somebody = named?.learners.find(({ cells }) =>
        named.learners.every((other) => other.cells === cells || !isEqual(other.cells, cells)),
      );
      const nobodyAnswered = new Set<string>();
      const labels = new Set<string>();
      for (let n = 0; n < 12; n += 1) {
        const rows = (await presented(`presentation-${n}`))?.learners ?? [];
        expect([...rows.map(({ label }) => label)].sort()).toEqual(
          Array.from({ length: 14 }, (_, index) => `Learner ${index + 1}`).sort(),
        );
        labels.add(rows.find(({ cells }) => isEqual(cells, somebody?.cells))?.label ?? '');
        nobodyAnswered.add(rows.at(-1)?.label ?? '');
      }
      expect(labels.size).toBeGreaterThan(3);
      expect(nobodyAnswered.size).toBeGreaterThan(3);
    });
  });

  it('narrows the table to one domain of the exam', async () => {
    const all = await evidenceOf(world.owner.scope);
    const governance = all?.domains.find(({ name }) => name === 'Governance');
    const narrowed = await evidenceOf(world.owner.scope, { ...view, domain: governance?.id });
    expect(narrowed?.topics.map(({ name }) => name)).toEqual(['Governance']);
  });
});

describe('one topic of a cohort', () => {
  it('reads the same as in the table', async () => {
    const { topicId } = world.topics[0];
    const table = await evidenceOf(world.instructor.scope);
    const topic = await findTopicEvidence(world.instructor.scope, world.cohort.cohortId, topicId, view);
    expect(topic?.topic).toEqual(table?.topics.find((each) => each.topicId === topicId));
    const repeated = topic?.learners.find(({ key }) => key === world.learners[0]?.membershipId);
    expect(repeated?.repeatedAnswers).toBe(6);
  });

  it('has the facility and the discrimination that the graded answers give, item by item', async () => {
    const { topicId } = world.topics[0];
    const { scope } = world.instructor;
    const found = (q: string) => listItemSummaries(scope, world.cohort.cohortId, topicId, { q, page: 1 });
    const { rows: items, total } = await found('');
    expect([items.length, total]).toEqual([6, 6]);
    expect(await found('no question says this')).toMatchObject({ rows: [], total: 0 });
    expect((await found(items[0]?.title.toUpperCase() ?? '')).rows.map(({ itemId }) => itemId)).toContain(
      items[0]?.itemId,
    );
    for (const { itemId, analysis } of items) {
      const { rows } = await database().admin.query<{
        n: number;
        correct: number;
        omitted: number;
        r: number;
      }>(
        `SELECT count(*) FILTER (WHERE g.answered)::int AS n, count(*) FILTER (WHERE g.correct)::int AS correct,
                count(*) FILTER (WHERE NOT g.answered)::int AS omitted, corr(g.correct::int, s.correct - g.correct::int) AS r
         FROM item_grade g
         JOIN attempt_grade s ON s.attempt_id = g.attempt_id JOIN attempt a ON a.id = g.attempt_id
         WHERE g.item_id = $1 AND a.assignment_id = $2 AND g.first_exposure AND g.counted`,
        [itemId, world.assignment.assignmentId],
      );
      const [row] = rows;
      expect([analysis.n, analysis.correct, analysis.omitted]).toEqual([row?.n, row?.correct, row?.omitted]);
      const { discrimination } = analysis;
      expect('value' in discrimination ? discrimination.value : null).toBeCloseTo(row?.r ?? Number.NaN, 9);
    }
  });

  it('counts what a learner of the cohort answered in an exam of their own', async () => {
    const mine = await arrange();
    const [learner] = mine.learners;
    const [item] = mine.items;
    if (!learner || !item) throw new Error('nobody');
    const exam = await createExam(mine.org, { items: [item] });
    const alone = await createAssignment(mine.org, {
      examId: exam.examId,
      membershipId: learner.membershipId,
      assignedById: mine.instructor.membershipId,
    });
    await createGradedAttempt(mine.org, {
      assignmentId: alone.assignmentId,
      membershipId: learner.membershipId,
      answers: [wrongAnswer(item)],
    });
    const own = await findItemEvidence(mine.instructor.scope, mine.cohort.cohortId, item.itemId, undefined);
    const foreign = await findItemEvidence(
      mine.colleague.scope,
      mine.others.cohortId,
      item.itemId,
      undefined,
    );
    expect([own?.shown.analysis.n, foreign?.shown.analysis.n]).toEqual([1, 0]);
  });
});

describe('one item', () => {
  it('keeps its versions apart and its options in the order of the source', async () => {
    const [, item] = world.items;
    if (!item) throw new Error('no item');
    await createItemVersion(world.org, item, { version: 2, keyPositions: [1] });
    const read = (version?: number) =>
      findItemEvidence(world.instructor.scope, world.cohort.cohortId, item.itemId, version);
    const [current, first] = [await read(), await read(1)];
    expect(current?.shown).toMatchObject({ version: 2, isCurrent: true, analysis: { n: 0 } });
    expect(current?.options.map(({ letter, isKey }) => [letter, isKey])).toEqual([
      ['A', false],
      ['B', true],
      ['C', false],
      ['D', false],
    ]);
    expect((first?.shown.analysis.n ?? 0) + (first?.shown.analysis.omitted ?? 0)).toBe(12);
    expect(current?.all).toEqual(first?.shown.analysis);
    expect(first?.options.map(({ optionId }) => optionId)).toEqual(item.optionIds);
    const { rows } = await database().admin.query<{ option_id: string; chosen: number }>(
      `SELECT o AS option_id, count(*)::int AS chosen
       FROM response r JOIN item_grade g USING (organisation_id, attempt_id, item_id)
       JOIN attempt a ON a.id = r.attempt_id CROSS JOIN LATERAL unnest(r.selected) o
       WHERE r.item_id = $1 AND a.assignment_id = $2 AND g.first_exposure AND g.counted GROUP BY 1`,
      [item.itemId, world.assignment.assignmentId],
    );
    const chosen = new Map(rows.map((row) => [row.option_id, row.chosen]));
    expect(first?.options.map((option) => option.chosen)).toEqual(
      item.optionIds.map((id) => chosen.get(id) ?? 0),
    );
    expect(await read(3)).toBeNull();
  });
});

describe('who may see it', () => {
  const reads: readonly (readonly [string, (scope: TenantScope) => Promise<unknown>])[] = [
    ['a cohort', (scope) => evidenceOf(scope)],
    ['a topic', (scope) => findTopicEvidence(scope, world.cohort.cohortId, world.topics[0].topicId, view)],
    [
      'an item',
      (scope) => findItemEvidence(scope, world.cohort.cohortId, world.items[0]?.itemId ?? '', undefined),
    ],
  ];

  it.each(reads)('shows %s to its instructor and to the owner', async (_, read) => {
    expect(await read(world.instructor.scope)).not.toBeNull();
    expect(await read(world.owner.scope)).not.toBeNull();
  });

  it.each(reads)(
    'finds nothing of %s for an instructor of another cohort, a learner, HR and another organisation',
    async (_, read) => {
      const stranger = await createMember(await createOrganisation(), { role: 'owner' });
      const hr = await createMember(world.org, { role: 'hr' });
      const refused: readonly (Member | undefined)[] = [world.colleague, world.learners[0], hr, stranger];
      for (const member of refused) expect(member && (await read(member.scope))).toBeNull();
    },
  );

  it('finds a learner by name in the table, except in a presentation', async () => {
    const [first] = world.learners;
    const words = { ...view, q: first?.email ?? '' };
    const found = await evidenceOf(world.instructor.scope, words);
    expect(found?.learners.map(({ key }) => key)).toEqual([first?.membershipId]);
    expect(found?.learnerList.total).toBe(1);
    expect(found?.overall, 'the cohort stays whole').toEqual(
      (await evidenceOf(world.instructor.scope))?.overall,
    );
    const hidden = await evidenceOf(world.instructor.scope, { ...words, present: 'talk' });
    expect(hidden?.learnerList.total).toBe((await evidenceOf(world.instructor.scope))?.learnerList.total);
  });

  it('lists only the cohorts that an instructor looks after', async () => {
    const namesFor = async (scope: TenantScope) =>
      (await listCohortSummaries(scope, inUse)).rows.map(({ cohortId }) => cohortId);
    expect(await namesFor(world.instructor.scope)).toEqual([world.cohort.cohortId]);
    expect(await namesFor(world.colleague.scope)).toEqual([world.others.cohortId]);
    expect((await namesFor(world.owner.scope)).sort()).toEqual(
      [world.cohort.cohortId, world.others.cohortId].sort(),
    );
  });

  it('gives an unknown id no more than a foreign one', async () => {
    expect(await findCohortEvidence(world.owner.scope, newId(), view)).toBeNull();
  });
});

describe('the first page of an instructor', () => {
  it('has the finding of each cohort and who has not started', async () => {
    const {
      rows: [summary],
    } = await listCohortSummaries(world.instructor.scope, inUse);
    const evidence = await evidenceOf(world.instructor.scope);
    expect(summary?.finding).toBe(evidence?.finding);
    expect(summary?.overall).toEqual(evidence?.overall);
    expect(summary?.waiting).toMatchObject([
      { assignmentId: world.assignment.assignmentId, learnerCount: 14, notStartedCount: 1 },
    ]);
  });
});
