import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type pg from 'pg';
import { ROLES, type Role } from '@/lib/domain/access/actor';
import { actOnAttempts } from '@/lib/features/attempt-act/commands';
import { refreshCues } from '@/lib/features/bank-cues/commands';
import { editItems } from '@/lib/features/bulk-edit/commands';
import { enrol, withdraw } from '@/lib/features/cohort/commands';
import { saveDraft, startDraft } from '@/lib/features/import-draft/commands';
import { NEW_OPTIONS } from '@/lib/features/import-draft/contract';
import { cancelJob, startJob } from '@/lib/features/import-job/commands';
import { addComment } from '@/lib/features/item-life/commands';
import { correctKey } from '@/lib/features/key-correction/commands';
import { removePerson } from '@/lib/features/people/commands';
import { reportProblem } from '@/lib/features/problem-report/commands';
import { commitImport } from '@/lib/features/scenario-import/commands';
import { withTenant } from '@/lib/infra/db/tenant';
import { newId } from '@/lib/infra/id';
import { administrator } from './administrator';
import { createGradedAttempt, createOpenAttempt, rightAnswer, wrongAnswer } from './attempt-factories';
import {
  createAssignment,
  createBank,
  createCertification,
  createCohort,
  createExam,
  createMember,
  createOrganisation,
  createTopic,
  type Member,
  numbered,
  type OrganisationScope,
} from './factories';
import { createItems, type ItemFixture } from './item-factories';
import { createPicture } from './media-factories';
import { tenantTables } from './rls-catalogue';

/** What can be named by an id that travels through a URL, a form or a request body. */
export const ID_KINDS = [
  'organisation',
  'person',
  'membership',
  'removedMembership',
  'instructor',
  'cohort',
  'certification',
  'blueprintVersion',
  'domain',
  'topic',
  'bank',
  'item',
  'itemVersion',
  'option',
  'exam',
  'assignment',
  'attempt',
  'openAttempt',
  'import',
  'importedBank',
  'bankEdit',
  'importDraft',
  'picture',
  'act',
  'report',
  'stimulus',
  'stimulusVersion',
  'correction',
  'correctedItem',
] as const;
export type IdKind = (typeof ID_KINDS)[number];
export type Ids = Readonly<Record<IdKind, string>>;

/** One organisation with at least one of everything, and a member of every role. */
export interface World {
  readonly scope: OrganisationScope;
  readonly members: Readonly<Record<Role, Member>>;
  readonly items: readonly ItemFixture[];
  readonly ids: Ids;
}

/** A picture is named by a hash. */
export const randomIds = (): Ids => ({
  ...(Object.fromEntries(ID_KINDS.map((kind) => [kind, newId()])) as Ids),
  picture: createHash('sha256').update(newId()).digest('hex'),
});

export const samplePost = readFileSync('tests/golden/scenario-import/s2/input.txt', 'utf8');

async function createMembersOfEveryRole(scope: OrganisationScope): Promise<World['members']> {
  const members: Partial<Record<Role, Member>> = {};
  for (const role of ROLES) members[role] = await createMember(scope, { role });
  return members as World['members'];
}

/** Content and people: a certification with a mapped topic, a bank with items, a cohort with an instructor and a learner. */
async function createParents(scope: OrganisationScope, members: World['members']) {
  const { certificationId, blueprintVersionId, domains } = await createCertification(scope);
  const [domain] = domains;
  if (!domain) throw new Error('A certification has domains');
  const { topicId } = await createTopic(scope, { domainIds: [domain.id] });
  const { bankId } = await createBank(scope, { certificationId });
  const items = await createItems(scope, [
    { bankId, topicId },
    { bankId, topicId },
    { bankId, topicId },
  ]);
  const { cohortId } = await createCohort(scope, {
    certificationId,
    staff: [members.instructor],
    learners: [members.learner],
  });
  return { certificationId, blueprintVersionId, domainId: domain.id, topicId, bankId, items, cohortId };
}

async function sendReport({ scope }: Member, attemptId: string, itemId: string): Promise<string> {
  const sent = await reportProblem(scope, { attemptId, itemId, kind: 'wrong_key', body: 'B holds as well.' });
  if (!sent.ok) throw new Error(sent.error.message);
  return sent.value.reportId;
}

/** The sample post through the real importer; one of its items stands in an exam, so that the import can't be undone. */
async function importSample(members: World['members']): Promise<{ importId: string; bankId: string }> {
  const imported = await commitImport(members.admin.scope, {
    sourceName: 'sample',
    sourceText: samplePost,
    bank: { kind: 'new', name: numbered('Imported bank'), certificationId: null },
    licenceNote: '',
    topics: [],
    topicOfItem: {},
  });
  if (!imported.ok || imported.value.importId === null) throw new Error('The sample was not imported');
  const { importId, bankId } = imported.value;
  const { scope } = members.owner;
  const used = await withTenant(scope, (db) =>
    db.item.findFirst({ where: { organisationId: scope.organisationId, bankId }, select: { id: true } }),
  );
  await createExam(scope, { items: used ? [{ itemId: used.id }] : [] });
  return { importId, bankId };
}

/** The sample post as a draft with a job that was cancelled: one that waits would be run, and take the draft with it. */
async function draftSample(members: World['members']): Promise<string> {
  const { scope } = members.admin;
  const bytes = new TextEncoder().encode(samplePost);
  const started = await startDraft(scope, { name: 'draft', bytes, format: null });
  if (!started.ok) throw new Error(started.error.message);
  const { id, rev } = started.value;
  const bank = { kind: 'named' as const, name: numbered('Drafted bank'), certificationId: null };
  const saved = await saveDraft(scope, id, { rev, options: { ...NEW_OPTIONS, bank, rightToUse: true } });
  if (!saved.ok) throw new Error(saved.error.message);
  const job = await startJob(scope, id, saved.value.rev);
  if (!job.ok) throw new Error(job.error.message);
  await cancelJob(scope, id);
  return id;
}

/** A graded attempt with full feedback, and one that is still running, of the same learner. */
async function createAttempts(
  scope: OrganisationScope,
  members: World['members'],
  parents: { items: readonly ItemFixture[]; cohortId: string; blueprintVersionId: string },
) {
  const { items, cohortId, blueprintVersionId } = parents;
  const ownerId = members.instructor.membershipId;
  const { examId } = await createExam(scope, { items, blueprintVersionId, ownerId });
  const { assignmentId } = await createAssignment(scope, {
    examId,
    assignedById: members.instructor.membershipId,
    cohortId,
    feedbackPolicy: 'full',
    releaseRule: 'on_submit',
  });
  const { membershipId } = members.learner;
  const answers = items.map((item, index) => (index === 0 ? wrongAnswer(item) : rightAnswer(item)));
  const { attemptId } = await createGradedAttempt(scope, { assignmentId, membershipId, answers });
  const open = await createOpenAttempt(scope, { assignmentId, membershipId, answers, number: 2 });
  await administrator().query(
    `INSERT INTO late_response (organisation_id, attempt_id, position, epoch, rev, received_at, ago_ms, answer, reason)
     VALUES ($1, $2, 1, 1, 9, now(), 60000, 'b', 'closed')`,
    [scope.organisationId, attemptId],
  );
  return { examId, assignmentId, attemptId, openAttemptId: open.attemptId, answers };
}

/** A message into the running exam. */
async function actOnSitting(
  members: World['members'],
  given: { assignmentId: string; openAttemptId: string },
): Promise<string> {
  const done = await actOnAttempts(members.admin.scope, {
    ...{
      assignmentId: given.assignmentId,
      attemptIds: [given.openAttemptId],
      whom: 'chosen',
      kind: 'message',
    },
    ...{ reason: 'Please close the window', minutes: null, from: null, to: null },
  });
  if (!done.ok) throw new Error('The message was not sent');
  return done.value.batchId;
}

/** Somebody who sat the exam of the cohort and was taken out of it since. */
async function createAlumnus(members: World['members'], cohortId: string, sitting: Sitting): Promise<void> {
  const { scope } = members.admin;
  const { membershipId } = await createMember(scope, { role: 'learner' });
  await enrol(scope, { cohortId, membershipId: [membershipId] });
  await createGradedAttempt(members.owner.scope, { ...sitting, membershipId });
  await withdraw(scope, { cohortId, membershipId });
}
type Sitting = Pick<Parameters<typeof createGradedAttempt>[1], 'assignmentId' | 'answers'>;

/** The learner had it right by the previous key: their released score falls. */
async function correctKeyOf(members: World['members'], item: ItemFixture): Promise<string> {
  const corrected = await correctKey(members.admin.scope, {
    itemId: item.itemId,
    fromVersionId: item.itemVersionId,
    key: item.optionIds.slice(1, 2),
    policy: 'current_key',
    reason: 'The guide was misread',
    rationaleOf: [],
    rationale: [],
  });
  if (!corrected.ok) throw new Error('The key was not corrected');
  return corrected.value.correctionId;
}

export async function createWorld(): Promise<World> {
  const scope = await createOrganisation();
  const members = await createMembersOfEveryRole(scope);
  const parents = await createParents(scope, members);
  const imported = await importSample(members);
  const removed = await createMember(scope, { role: 'learner' });
  await removePerson(members.owner.scope, removed);
  const sitting = await createAttempts(scope, members, parents);
  await createAlumnus(members, parents.cohortId, sitting);
  const [item, corrected] = parents.items;
  const option = item?.optionIds[0];
  if (!item || !corrected || !option) throw new Error('A bank has items, and items have options');
  const said = { itemId: item.itemId, versionId: item.itemVersionId, body: 'Is option B right?' };
  await addComment(members.instructor.scope, said);
  const stimulus = await withTenant(members.owner.scope, (db) =>
    db.stimulus.findFirstOrThrow({
      where: { organisationId: scope.organisationId, bankId: imported.bankId },
      select: { id: true, currentVersionId: true },
    }),
  );
  await refreshCues(members.instructor.scope, parents.bankId);
  const edited = await editItems(members.admin.scope, {
    ...{ kind: 'right', right: 'confirmed', bankId: parents.bankId, itemIds: [item.itemId], filter: '' },
  });
  if (!edited.ok) throw new Error(edited.error.message);
  const report = await sendReport(members.learner, sitting.attemptId, item.itemId);
  const ids: Ids = {
    organisation: scope.organisationId,
    person: members.learner.personId,
    membership: members.learner.membershipId,
    removedMembership: removed.membershipId,
    instructor: members.instructor.membershipId,
    cohort: parents.cohortId,
    certification: parents.certificationId,
    blueprintVersion: parents.blueprintVersionId,
    domain: parents.domainId,
    topic: parents.topicId,
    bank: parents.bankId,
    item: item.itemId,
    itemVersion: item.itemVersionId,
    option,
    exam: sitting.examId,
    assignment: sitting.assignmentId,
    attempt: sitting.attemptId,
    openAttempt: sitting.openAttemptId,
    import: imported.importId,
    importedBank: imported.bankId,
    report,
    stimulus: stimulus.id,
    stimulusVersion: stimulus.currentVersionId,
    bankEdit: edited.value.editId,
    importDraft: await draftSample(members),
    picture: await createPicture(members.admin.scope),
    act: await actOnSitting(members, sitting),
    correction: await correctKeyOf(members, corrected),
    correctedItem: corrected.itemId,
  };
  return { scope, members, items: parents.items, ids };
}

/** Table -> number of rows and a hash over them. */
export type Holdings = Readonly<Record<string, string>>;

/** The rows of one organisation in every table, as (table, text). */
async function everyRow(admin: pg.Pool): Promise<string> {
  const tables = await tenantTables(admin);
  return tables
    .map((table) => {
      const owner = table === 'organisation' ? 'id' : 'organisation_id';
      return `SELECT '${table}' AS name, x::text AS row FROM public."${table}" x WHERE ${owner} = $1`;
    })
    .join(' UNION ALL ');
}

/** Everything that one organisation owns, table by table: equal holdings are equal rows. */
export async function readHoldings(admin: pg.Pool, organisationId: string): Promise<Holdings> {
  const { rows } = await admin.query<{ name: string; sum: string }>(
    `SELECT name, count(*) || ' ' || md5(string_agg(row, E'\\n' ORDER BY row)) AS sum
     FROM (${await everyRow(admin)}) every_row GROUP BY name ORDER BY name`,
    [organisationId],
  );
  return Object.fromEntries(rows.map(({ name, sum }) => [name, sum]));
}

const uuidPattern = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** Every id in a text. */
export const idsIn = (text: string): readonly string[] => text.match(uuidPattern) ?? [];

/** Every id that occurs anywhere in the rows of one organisation, those inside JSON included. */
export async function readOwnedIds(admin: pg.Pool, organisationId: string): Promise<ReadonlySet<string>> {
  const { rows } = await admin.query<{ row: string }>(await everyRow(admin), [organisationId]);
  return new Set(rows.flatMap(({ row }) => idsIn(row)));
}
