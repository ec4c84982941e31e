import { beforeAll, describe, expect, it } from 'vitest';
import { assembleForm } from '@/lib/domain/form/assemble-form';
import { WHOLE_LIST } from '@/lib/domain/kernel/page';
import { seededRandom } from '@/lib/domain/kernel/random';
import { archiveExam, createExam, handOverExam, restoreExam } from '@/lib/features/exam/commands';
import { type CreateExamInput, createExamInput } from '@/lib/features/exam/contract';
import {
  countExamItems,
  findExam,
  listBankItems,
  listExams,
  listOwnerChoices,
  loadExamMaterial,
  loadFormSource,
} from '@/lib/features/exam/data';
import { inTransaction } from '@/lib/infra/db/tenant';
import { newId } from '@/lib/infra/id';
import { startApplication } from '../support/application';
import {
  createBank,
  createCertification,
  createExam as createExamOf,
  createMember,
  createOrganisation,
  createTopic,
  numbered,
} from '../support/factories';
import { createItems } from '../support/item-factories';

startApplication();

/** A bank with three items on ingestion, one on governance and one without a topic; the first two share a stimulus. */
async function arrange() {
  const scope = await createOrganisation();
  const { organisationId } = scope;
  const instructor = await createMember(scope, { role: 'instructor' });
  const learner = await createMember(scope, { role: 'learner' });
  const blueprint = await createCertification(scope);
  const domainIds = blueprint.domains.map(({ id }) => id);
  const ingestion = await createTopic(scope, { name: 'Ingestion', domainIds: domainIds.slice(0, 1) });
  const governance = await createTopic(scope, { name: 'Governance' });
  const bank = await createBank(scope);
  const { topicId } = ingestion;
  const items = await createItems(scope, [
    { bankId: bank.bankId, topicId, position: 1 },
    { bankId: bank.bankId, topicId, position: 2 },
    { bankId: bank.bankId, topicId, position: 3 },
    { bankId: bank.bankId, topicId: governance.topicId, position: 4 },
    { bankId: bank.bankId, position: 5 },
  ]);
  const ids = items.map(({ itemId }) => itemId);
  const stimulusId = newId();
  await inTransaction(scope, async (tx) => {
    const versionId = newId();
    await tx.stimulus.createMany({
      data: [{ organisationId, id: stimulusId, bankId: bank.bankId, currentVersionId: versionId }],
    });
    await tx.stimulusVersion.createMany({
      data: [
        {
          organisationId,
          id: versionId,
          stimulusId,
          version: 1,
          title: 'The hotel',
          body: [],
          fingerprint: 'f',
        },
      ],
    });
    await tx.item.updateMany({
      where: { organisationId, id: { in: ids.slice(0, 2) } },
      data: { stimulusId },
    });
  });
  return { scope, instructor, learner, blueprint, ingestion, governance, bank, items, ids };
}

type Arranged = Awaited<ReturnType<typeof arrange>>;

const fixed = (itemIds: string[], rest: Partial<CreateExamInput> = {}) =>
  ({
    name: numbered('Exam'),
    selection: 'fixed',
    blueprintVersionId: null,
    minutes: 90,
    cutPercent: 70,
    itemIds,
    ...rest,
  }) as CreateExamInput;

const drawn = (draws: { bankId: string; topicId: string; count: number }[]) =>
  ({
    name: numbered('Exam'),
    selection: 'drawn',
    blueprintVersionId: null,
    minutes: 90,
    cutPercent: 70,
    draws,
  }) as CreateExamInput;

let room: Arranged;
beforeAll(async () => {
  room = await arrange();
});

async function made(input: CreateExamInput): Promise<string> {
  const result = await createExam(room.instructor.scope, input);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value.examId;
}

describe('an exam of a fixed list', () => {
  it('keeps the chosen questions in their groups and order, without stems or keys', async () => {
    const examId = await made(fixed(room.ids));
    const exam = await findExam(room.instructor.scope, examId);
    expect(exam?.questionCount).toBe(5);
    expect(exam?.groups.map((group) => [group.stimulusTitle, group.items.length])).toEqual([
      ['The hotel', 2],
      [null, 3],
    ]);
    expect(exam?.groups.flatMap((group) => group.items.map((item) => item.itemId))).toEqual(room.ids);
    expect(JSON.stringify(exam)).not.toContain(room.items[0]?.keyIds[0]);
  });

  it('counts each question for the domains of its topic', async () => {
    const blueprintVersionId = room.blueprint.blueprintVersionId;
    const exam = await findExam(room.instructor.scope, await made(fixed(room.ids, { blueprintVersionId })));
    expect(exam?.coverage?.perDomain.map((domain) => domain.count)).toEqual([3, 0]);
    expect(exam?.coverage?.unmappedCount).toBe(2);
    expect(exam?.coverage?.missing.map((domain) => domain.name)).toEqual(['Governance']);
  });

  it('leaves a retired question out of new forms and of the count', async () => {
    const other = await createItems(room.scope, [{ bankId: room.bank.bankId, position: 9 }]);
    const ids = [...room.ids, ...other.map(({ itemId }) => itemId)];
    const examId = await made(fixed(ids));
    const retired = ids.at(-1) ?? '';
    await inTransaction(room.scope, (tx) =>
      tx.item.updateMany({
        where: { organisationId: room.scope.organisationId, id: retired },
        data: { state: 'retired' },
      }),
    );
    const source = await loadFormSource(room.instructor.scope, examId);
    expect(source?.selection).toEqual({ kind: 'fixed', itemIds: room.ids });
    expect((await countExamItems(room.learner.scope, [examId])).get(examId)).toBe(5);
    expect((await findExam(room.instructor.scope, examId))?.questionCount).toBe(5);
  });

  it('refuses a question of another organisation as one that is not there', async () => {
    const elsewhere = await arrange();
    const result = await createExam(
      room.instructor.scope,
      fixed([...room.ids, ...elsewhere.ids.slice(0, 1)]),
    );
    expect(result.ok ? null : result.error.fields?.itemId).toContain('1 of the chosen questions');
  });

  it('refuses a name that is taken, and leaves nothing behind', async () => {
    const name = numbered('Mock');
    await made(fixed(room.ids, { name }));
    const result = await createExam(room.instructor.scope, fixed(room.ids, { name }));
    expect(result.ok ? null : result.error.code).toBe('conflict');
    expect(result.ok ? null : Object.keys(result.error.fields ?? {})).toEqual(['name']);
  });
});

describe('an exam of draws', () => {
  it('gives forms with whole groups from what is live', async () => {
    const { bankId } = room.bank;
    const examId = await made(drawn([{ bankId, topicId: room.ingestion.topicId, count: 3 }]));
    const source = await loadFormSource(room.learner.scope, examId);
    if (!source) throw new Error('no source');
    const form = assembleForm({
      ...source,
      shuffleItems: true,
      shuffleOptions: true,
      random: seededRandom(1),
    });
    expect(form.ok && form.value.map((entry) => entry.itemId).sort()).toEqual(room.ids.slice(0, 3).sort());
    const order = form.ok ? form.value.map((entry) => entry.itemId) : [];
    expect(order.indexOf(room.ids[1] ?? '') - order.indexOf(room.ids[0] ?? '')).toBe(1);
    expect(source.items.find((item) => item.itemId === room.ids[0])?.optionIds).toEqual(
      room.items[0]?.optionIds,
    );
  });

  it('refuses to draw more than there is, by name', async () => {
    const { bankId } = room.bank;
    const result = await createExam(
      room.instructor.scope,
      drawn([{ bankId, topicId: room.governance.topicId, count: 2 }]),
    );
    expect(result.ok ? null : result.error.fields?.drawCount).toBe('Governance has 1 live questions, not 2.');
  });
});

describe('what an exam can be made of', () => {
  it('lists banks, topics with their numbers, and blueprints with the topics of each domain', async () => {
    const here = await arrange();
    const material = await loadExamMaterial(here.instructor.scope);
    expect(material.banks).toEqual([{ id: here.bank.bankId, name: here.bank.name, liveItems: 5 }]);
    expect(material.draws.map((draw) => [draw.topic, draw.available])).toEqual([
      ['Governance', 1],
      ['Ingestion', 3],
    ]);
    expect(material.blueprints).toHaveLength(1);
    expect(material.blueprints[0]?.cutAssumed).toBe(true);
    expect(material.blueprints[0]?.domains.map((domain) => domain.topicIds)).toEqual([
      [here.ingestion.topicId],
      [],
    ]);
    const { groups, total } = await listBankItems(here.instructor.scope, here.bank.bankId, WHOLE_LIST);
    expect(total).toBe(5);
    expect(groups.map((group) => [group.stimulusTitle, group.items.length])).toEqual([
      ['The hotel', 2],
      [null, 3],
    ]);
  });
});

describe('the fields of the form', () => {
  it('reads one chosen question, which arrives as a text and not as a list', () => {
    const id = newId();
    const parsed = createExamInput.parse({
      selection: 'fixed',
      name: ' Mock ',
      minutes: '90',
      cutPercent: '70',
      itemId: id,
    });
    expect(parsed).toMatchObject({ name: 'Mock', itemIds: [id], blueprintVersionId: null, minutes: 90 });
  });

  it('pairs topics with their numbers and drops the zeros', () => {
    const [bank, one, two] = [newId(), newId(), newId()];
    const parsed = createExamInput.parse({
      selection: 'drawn',
      name: 'Mock',
      minutes: '90',
      cutPercent: '70',
      drawCell: [`${bank}:${one}`, `${bank}:${two}`],
      drawCount: ['', '4'],
    });
    expect(parsed).toMatchObject({ draws: [{ bankId: bank, topicId: two, count: 4 }] });
  });

  it.each([
    [{ name: '' }, 'name'],
    [{ minutes: '0' }, 'minutes'],
    [{ minutes: '1.5' }, 'minutes'],
    [{ cutPercent: '101' }, 'cutPercent'],
    [{ itemId: undefined }, 'itemId'],
  ])('says which field is wrong with %j', (change, field) => {
    const good = { selection: 'fixed', name: 'Mock', minutes: '90', cutPercent: '70', itemId: newId() };
    const result = createExamInput.safeParse({ ...good, ...change });
    expect(result.error?.issues.map((issue) => issue.path[0])).toEqual([field]);
  });
});

it('names every wrong field at once', () => {
  const result = createExamInput.safeParse({
    selection: 'drawn',
    name: '',
    minutes: 'x',
    cutPercent: '',
    drawCount: '0',
  });
  const fields = result.error?.issues.map((issue) => issue.path[0]);
  expect(fields).toEqual(['name', 'minutes', 'cutPercent', 'drawCount']);
});

describe('who sees an exam', () => {
  it('nobody of another organisation, by any door', async () => {
    const examId = await made(fixed(room.ids));
    const stranger = (await arrange()).instructor.scope;
    expect(await findExam(stranger, examId)).toBeNull();
    expect(await loadFormSource(stranger, examId)).toBeNull();
    expect((await countExamItems(stranger, [examId])).size).toBe(0);
    expect((await listBankItems(stranger, room.bank.bankId, WHOLE_LIST)).groups).toEqual([]);
    const theirs = await listExams(stranger, { ...WHOLE_LIST, archived: false });
    expect(theirs.rows.map((exam) => exam.id)).not.toContain(examId);
    const archived = await archiveExam(stranger, examId);
    expect(archived.ok ? null : archived.error.code).toBe('not_found');
  });

  it('a learner finds no contents, even if a door were left open', async () => {
    const exam = await findExam(room.learner.scope, await made(fixed(room.ids)));
    expect(exam?.groups).toEqual([]);
  });
});

it('archives an exam once and records who did it', async () => {
  const examId = await made(fixed(room.ids));
  expect(await archiveExam(room.instructor.scope, examId)).toEqual({ ok: true, value: null });
  expect((await archiveExam(room.instructor.scope, examId)).ok).toBe(false);
  const archived = await listExams(room.instructor.scope, { ...WHOLE_LIST, archived: true });
  expect(archived.rows.find((exam) => exam.id === examId)?.archived).toBe(true);
  const events = await inTransaction(room.scope, (tx) =>
    tx.auditEvent.findMany({
      where: { organisationId: room.scope.organisationId, subjectId: examId },
      select: { action: true, actorId: true },
      orderBy: { id: 'asc' },
      take: 10,
    }),
  );
  const actorId = room.instructor.membershipId;
  expect(events).toEqual([
    { action: 'exam.created', actorId },
    { action: 'exam.archived', actorId },
  ]);
});

describe('an exam has an owner', () => {
  it('who is whoever made it, in the list and on its page', async () => {
    const examId = await made(fixed(room.ids));
    const { membershipId, scope } = room.instructor;
    expect(await findExam(scope, examId)).toMatchObject({
      ...{ canChange: true, owner: { id: membershipId, left: false } },
    });
    const list = await listExams(scope, { ...WHOLE_LIST, archived: false });
    expect(list.rows.find(({ id }) => id === examId)?.owner?.id).toBe(membershipId);
  });

  it('and only they and administrators archive and restore it', async () => {
    const examId = await made(fixed(room.ids));
    const colleague = (await createMember(room.scope, { role: 'instructor' })).scope;
    const admin = (await createMember(room.scope, { role: 'admin' })).scope;
    expect((await findExam(colleague, examId))?.canChange).toBe(false);
    const refused = {
      error: {
        code: 'forbidden',
        refusal: { reason: 'exam_not_own', params: { owner: expect.any(String) } },
      },
    };
    expect(await archiveExam(colleague, examId)).toMatchObject(refused);
    expect((await archiveExam(admin, examId)).ok).toBe(true);
    expect(await restoreExam(colleague, examId)).toMatchObject(refused);
    expect((await restoreExam(room.instructor.scope, examId)).ok).toBe(true);
    expect((await findExam(admin, examId))?.archived).toBe(false);
    const again = await restoreExam(admin, examId);
    expect(again).toMatchObject({ error: { refusal: { reason: 'exam_in_use' } } });
  });

  it('until an administrator hands it over to somebody else who teaches', async () => {
    const examId = await made(fixed(room.ids));
    const next = await createMember(room.scope, { role: 'instructor' });
    const admin = (await createMember(room.scope, { role: 'admin' })).scope;
    const given = { examId, ownerId: next.membershipId };
    const own = await handOverExam(room.instructor.scope, given);
    expect(own).toMatchObject({ error: { refusal: { reason: 'role_not_allowed' } } });
    const learner = await handOverExam(admin, { examId, ownerId: room.learner.membershipId });
    expect(learner).toMatchObject({ error: { fieldRefusals: { ownerId: { reason: 'exam_owner_unfit' } } } });
    expect((await handOverExam(admin, given)).ok).toBe(true);
    expect((await archiveExam(room.instructor.scope, examId)).ok).toBe(false);
    expect((await archiveExam(next.scope, examId)).ok).toBe(true);
    const choices = (await listOwnerChoices(admin)).map(({ id }) => id);
    expect(choices).toContain(next.membershipId);
    expect(choices).not.toContain(room.learner.membershipId);
  });

  it('and without one it is for administrators', async () => {
    const { examId } = await createExamOf(room.scope, { items: [] });
    const refused = await archiveExam(room.instructor.scope, examId);
    expect(refused).toMatchObject({ error: { refusal: { reason: 'exam_not_own', params: { owner: '' } } } });
  });
});

describe('all questions that are found', () => {
  it('go into the exam by the search alone, and only when it is still the number that was shown', async () => {
    const here = await arrange();
    const { bankId } = here.bank;
    const found = (shown: number, q = '') => ({ ...fixed([]), found: { bankId, q, shown } });
    const { total } = await listBankItems(here.instructor.scope, bankId, WHOLE_LIST);
    const refused = await createExam(here.instructor.scope, found(total + 1));
    expect(refused).toMatchObject({ error: { refusal: { reason: 'found_changed' } } });
    const exam = await createExam(here.instructor.scope, found(total));
    if (!exam.ok) throw new Error(exam.error.message);
    expect((await findExam(here.instructor.scope, exam.value.examId))?.questionCount).toBe(total);
  });
});

describe('an item whose right to use is disputed', () => {
  it('is neither drawn nor chosen nor counted until that is settled', async () => {
    const world = await arrange();
    const [first = '', second = ''] = world.ids;
    const { scope } = world.instructor;
    const exam = await createExam(scope, fixed([first, second]));
    if (!exam.ok) throw new Error(exam.error.message);
    const { examId } = exam.value;
    const setRight = (rightToUse: 'disputed' | 'confirmed') =>
      inTransaction(world.scope, (tx) =>
        tx.item.updateMany({
          where: { organisationId: world.scope.organisationId, id: first },
          data: { rightToUse, rightSetAt: new Date() },
        }),
      );
    const offered = async () =>
      (await listBankItems(scope, world.bank.bankId, WHOLE_LIST)).groups.flatMap((group) =>
        group.items.map((item) => item.itemId),
      );
    await setRight('disputed');
    const source = await loadFormSource(scope, examId);
    expect(source?.selection).toEqual({ kind: 'fixed', itemIds: [second] });
    expect(source?.items.map((item) => item.itemId)).toEqual([second]);
    expect((await countExamItems(scope, [examId])).get(examId)).toBe(1);
    expect(await offered()).not.toContain(first);
    expect(await createExam(scope, fixed([first]))).toMatchObject({ ok: false });
    await setRight('confirmed');
    expect((await countExamItems(scope, [examId])).get(examId)).toBe(2);
    expect(await offered()).toContain(first);
  });
});
