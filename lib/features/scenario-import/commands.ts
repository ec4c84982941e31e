import 'server-only';
import { can } from '@/lib/domain/access/policy';
import { type Failure, failure, notFound } from '@/lib/domain/kernel/failure';
import { err, ok, type Result } from '@/lib/domain/kernel/result';
import { refusePlan, refusePost, refuseSource } from '@/lib/domain/scenario-import/import-refusal';
import { parseScenarioPost } from '@/lib/domain/scenario-import/parse-scenario-post';
import type { ParsedPost } from '@/lib/domain/scenario-import/parsed-post';
import { planImport } from '@/lib/domain/scenario-import/plan';
import { type SettledPlan, settlePlan } from '@/lib/domain/scenario-import/settle-plan';
import { recordAudit } from '@/lib/infra/audit';
import { inTransaction, type Tx } from '@/lib/infra/db/tenant';
import { newId } from '@/lib/infra/id';
import { actingMembershipId, type TenantScope } from '@/lib/infra/tenant-scope';
import type { CommitImportInput, CommitOutcome } from './contract';
import { readExistingBank } from './data';
import {
  draftVersions,
  fingerprintOf,
  type Origin,
  type PinnedStimulus,
  sourceHash,
  storableText,
  toJson,
  toKeyRow,
  toVersionRow,
  type VersionDraft,
} from './mappers';

const FORMAT = 'scenario-post';
/** A source of pure noise would otherwise store a message per line. */
const MAX_KEPT_MESSAGES = 2000;

const notAllowed = failure('forbidden', 'Only owners and admins import questions.');

/**
 * Writes a scenario post into a bank in one transaction: the bank and topics that are new, the source, stimuli, items, their
 * versions and keys. The bank is locked first, so that of two equal imports one writes and the other finds nothing to do.
 * Fails with `invalid` (nothing to import), `conflict` (name taken), `not_found` (bank, topic, domain) or `forbidden`.
 */
export async function commitImport(
  scope: TenantScope,
  input: CommitImportInput,
): Promise<Result<CommitOutcome, Failure>> {
  if (!can(scope.actor, 'import:manage')) return err(notAllowed);
  const tooMany = refuseSource(input.sourceText);
  if (tooMany !== null) return err(tooMany);
  const post = parseScenarioPost(input.sourceText);
  const refusal = refusePost(post);
  if (refusal !== null) return err(refusal);
  return inTransaction(scope, async (tx) => {
    const bank = await openBank(tx, scope, input.bank);
    if (!bank.ok) return bank;
    const plan = settlePlan(planImport(await readExistingBank(scope, bank.value.id, tx), post, newId));
    const refused = refusePlan(plan.items);
    if (refused !== null) return err(refused);
    const { counts } = plan;
    const outcome = { bankId: bank.value.id, bankName: bank.value.name, counts };
    if (counts.created + counts.changed + counts.stimuliChanged === 0) {
      await recordAudit(tx, scope, {
        action: 'import.repeated',
        subjectKind: 'bank',
        subjectId: bank.value.id,
        details: { source: input.sourceName, ...counts },
      });
      return ok({ ...outcome, importId: null });
    }
    const topicIds = await openTopics(tx, scope, input.topics);
    if (!topicIds.ok) return topicIds;
    const importedBy = await responsibleMember(tx, scope);
    if (importedBy === null) {
      return err(failure('invalid', 'The organisation has no owner or admin to answer for the import.'));
    }
    const importId = newId();
    await writeImport(tx, scope, { input, post, plan, importId, bankId: bank.value.id, importedBy });
    const { organisationId } = scope;
    const authorId = actingMembershipId(scope);
    await writeContent(tx, {
      plan,
      post,
      bankId: bank.value.id,
      origin: { organisationId, importId, licenceNote: input.licenceNote, authorId },
      topicOf: (index) =>
        topicIds.value[input.topicOfItem[String(index)] ?? input.topicOfOthers ?? -1] ?? null,
    });
    await recordAudit(tx, scope, {
      action: 'import.committed',
      subjectKind: 'import',
      subjectId: importId,
      details: { source: input.sourceName, bank: bank.value.name, ...counts },
    });
    return ok({ ...outcome, importId });
  });
}

interface OpenBank {
  readonly id: string;
  readonly name: string;
}

/** Finds or makes the bank and locks its row until the end of the transaction. */
async function openBank(
  tx: Tx,
  { organisationId }: TenantScope,
  bank: CommitImportInput['bank'],
): Promise<Result<OpenBank, Failure>> {
  if (bank.kind !== 'existing') {
    const { certificationId, name } = bank;
    if (certificationId !== null) {
      const certification = await tx.certification.findFirst({
        where: { organisationId, id: certificationId },
        select: { id: true },
      });
      if (certification === null) return err(notFound('certification'));
    }
    // Waits for whoever is just making the same bank; then there is one of that name.
    const made = await tx.bank.createMany({
      data: [{ organisationId, id: newId(), name, certificationId }],
      skipDuplicates: true,
    });
    if (made.count === 0 && bank.kind === 'new') {
      const words = `There is already a bank called ${name}. Choose it, or give this one another name.`;
      return err(failure('conflict', words, { bank: words }));
    }
  }
  const [found] =
    bank.kind === 'existing'
      ? await tx.$queryRaw<OpenBank[]>`
          SELECT id, name FROM bank
          WHERE organisation_id = ${organisationId}::uuid AND id = ${bank.id}::uuid AND archived_at IS NULL FOR UPDATE`
      : await tx.$queryRaw<OpenBank[]>`
          SELECT id, name FROM bank
          WHERE organisation_id = ${organisationId}::uuid AND name = ${bank.name} AND archived_at IS NULL FOR UPDATE`;
  return found === undefined ? err(notFound('bank')) : ok(found);
}

/** The ids of the topics that the import names, in its order; those that don't exist are made. */
async function openTopics(
  tx: Tx,
  { organisationId }: TenantScope,
  topics: CommitImportInput['topics'],
): Promise<Result<readonly string[], Failure>> {
  if (topics.length === 0) return ok([]);
  const ids = topics.flatMap((topic) => (topic.kind === 'existing' ? [topic.id] : []));
  const named = topics.flatMap((topic) => (topic.kind === 'named' ? [topic] : []));
  const domainIds = [...new Set(named.flatMap((topic) => topic.blueprintDomainId ?? []))];
  const known = await tx.topic.findMany({
    where: { organisationId, OR: [{ id: { in: ids } }, { name: { in: named.map((topic) => topic.name) } }] },
    select: { id: true, name: true },
    take: 1000,
  });
  if (!ids.every((id) => known.some((topic) => topic.id === id))) return err(notFound('topic'));
  if (domainIds.length > 0) {
    const where = { organisationId, id: { in: domainIds } };
    if ((await tx.blueprintDomain.count({ where })) < domainIds.length)
      return err(notFound('blueprint domain'));
  }
  const idByName = new Map(known.map((topic) => [topic.name, topic.id]));
  const made = new Map(
    named.flatMap((topic) => (idByName.has(topic.name) ? [] : [[topic.name, { ...topic, id: newId() }]])),
  );
  if (made.size > 0) {
    const rows = [...made.values()];
    await tx.topic.createMany({ data: rows.map(({ id, name }) => ({ organisationId, id, name })) });
    await tx.topicDomain.createMany({
      data: rows.flatMap(({ id: topicId, blueprintDomainId }) =>
        blueprintDomainId === null ? [] : [{ organisationId, topicId, blueprintDomainId }],
      ),
    });
  }
  return ok(
    topics.map((topic) =>
      topic.kind === 'existing' ? topic.id : (idByName.get(topic.name) ?? made.get(topic.name)?.id ?? ''),
    ),
  );
}

/** Who answers for an import: whoever acts; for the installation itself the longest-standing owner, else admin. */
async function responsibleMember(tx: Tx, scope: TenantScope): Promise<string | null> {
  const acting = actingMembershipId(scope);
  if (acting !== null) return acting;
  const member = await tx.membership.findFirst({
    where: { organisationId: scope.organisationId, role: { in: ['owner', 'admin'] }, removedAt: null },
    orderBy: [{ role: 'asc' }, { createdAt: 'asc' }, { id: 'asc' }],
    select: { id: true },
  });
  return member?.id ?? null;
}

interface ImportWrite {
  readonly input: CommitImportInput;
  readonly post: ParsedPost;
  readonly plan: SettledPlan;
  readonly importId: string;
  readonly bankId: string;
  readonly importedBy: string;
}

async function writeImport(tx: Tx, { organisationId }: TenantScope, write: ImportWrite): Promise<void> {
  const { input, post, plan, importId, bankId, importedBy } = write;
  await tx.import.createMany({
    data: [
      {
        organisationId,
        id: importId,
        bankId,
        importedById: importedBy,
        format: FORMAT,
        sourceName: input.sourceName,
        sourceText: storableText(input.sourceText),
        sourceSha256: sourceHash(input.sourceText),
        licenceNote: input.licenceNote,
        counts: toJson(plan.counts),
        messages: toJson(post.messages.slice(0, MAX_KEPT_MESSAGES).map(({ item: _, ...message }) => message)),
      },
    ],
  });
}

interface ContentWrite {
  readonly plan: SettledPlan;
  readonly post: ParsedPost;
  readonly bankId: string;
  readonly origin: Origin;
  /** By index of the item in the post. */
  readonly topicOf: (index: number) => string | null;
}

/** Writes stimuli first, then items, each in a handful of statements, however many there are. */
async function writeContent(tx: Tx, write: ContentWrite): Promise<void> {
  const { plan, post, bankId, origin, topicOf } = write;
  const { organisationId } = origin;
  const stimuli = await writeStimuli(tx, write);
  const changedIds = plan.items.flatMap((item) => (item.action === 'changed' ? [item.id] : []));
  const latest = await latestVersions(tx, organisationId, changedIds);
  const drafts = draftVersions(plan, post, { stimuli, latest, newId });
  const { _max } = await tx.item.aggregate({ where: { organisationId, bankId }, _max: { position: true } });
  const last = _max.position ?? 0;
  await tx.item.createMany({
    data: drafts
      .filter((draft) => draft.isNew)
      .map((draft, at) => ({
        organisationId,
        id: draft.itemId,
        bankId,
        stimulusId: draft.stimulus?.id ?? null,
        topicId: topicOf(draft.index),
        currentVersionId: draft.id,
        position: last + at + 1,
      })),
  });
  await insertVersions(tx, origin, drafts);
  const changed = drafts.filter((draft) => !draft.isNew);
  if (changed.length === 0) return;
  await tx.$executeRaw`
    UPDATE item i SET current_version_id = n.version_id, stimulus_id = n.stimulus_id
    FROM unnest(${changed.map((draft) => draft.itemId)}::uuid[], ${changed.map((draft) => draft.id)}::uuid[],
                ${changed.map((draft) => draft.stimulus?.id ?? null)}::uuid[]) AS n (item_id, version_id, stimulus_id)
    WHERE i.organisation_id = ${organisationId}::uuid AND i.id = n.item_id`;
}

/** Rows travel as one JSON value: a parameter per cell would take a thousand items several times as long. */
async function insertVersions(tx: Tx, origin: Origin, drafts: readonly VersionDraft[]): Promise<void> {
  const { organisationId } = origin;
  const versions = JSON.stringify(drafts.map((draft) => toVersionRow(origin, draft)));
  await tx.$executeRaw`
    INSERT INTO item_version (organisation_id, id, item_id, version, title, stem, options, stimulus_version_id, key_count,
      shuffle_locked, fingerprint, import_id, source_number, first_line, last_line, licence_note, author_id)
    SELECT ${organisationId}::uuid, id, item_id, version, title, stem, options, stimulus_version_id, key_count,
      shuffle_locked, fingerprint, import_id, source_number, first_line, last_line, licence_note, author_id
    FROM jsonb_populate_recordset(NULL::item_version, ${versions}::jsonb)`;
  const keys = JSON.stringify(drafts.map(toKeyRow));
  await tx.$executeRaw`
    INSERT INTO item_key (organisation_id, item_version_id, option_ids, rationales)
    SELECT ${organisationId}::uuid, item_version_id, option_ids, rationales
    FROM jsonb_populate_recordset(NULL::item_key, ${keys}::jsonb)`;
}

/** The highest version of each item. */
async function latestVersions(
  tx: Tx,
  organisationId: string,
  itemIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  if (itemIds.length === 0) return new Map();
  const rows = await tx.$queryRaw<{ item_id: string; latest: number }[]>`
    SELECT item_id, max(version)::int AS latest FROM item_version
    WHERE organisation_id = ${organisationId}::uuid AND item_id = ANY(${itemIds}::uuid[]) GROUP BY item_id`;
  return new Map(rows.map((row) => [row.item_id, row.latest]));
}

interface KnownStimulus {
  readonly id: string;
  readonly current_version_id: string;
  readonly latest: number;
}

/** One entry per stimulus of the post: which version its items now stand under; null for those that aren't written. */
async function writeStimuli(
  tx: Tx,
  { plan, post, bankId, origin }: ContentWrite,
): Promise<readonly (PinnedStimulus | null)[]> {
  const { organisationId, importId } = origin;
  const ids = plan.stimuli.flatMap(({ planned }) => (planned.action === 'new' ? [] : [planned.id]));
  const rows = await tx.$queryRaw<KnownStimulus[]>`
    SELECT s.id, s.current_version_id, max(v.version)::int AS latest
    FROM stimulus s JOIN stimulus_version v ON v.organisation_id = s.organisation_id AND v.stimulus_id = s.id
    WHERE s.organisation_id = ${organisationId}::uuid AND s.id = ANY(${ids}::uuid[])
    GROUP BY s.organisation_id, s.id`;
  const known = new Map(rows.map((row) => [row.id, row]));
  const pinned = plan.stimuli.map(({ planned, isWritten }) => {
    if (planned.action === 'new') {
      return isWritten ? { id: newId(), versionId: newId(), version: 1, planned } : null;
    }
    const row = known.get(planned.id);
    if (row === undefined) throw new Error(`The stimulus ${planned.id} is not in the bank`);
    if (!isWritten) return { id: row.id, versionId: row.current_version_id, version: row.latest, planned };
    return { id: row.id, versionId: newId(), version: row.latest + 1, planned };
  });
  const written = pinned.flatMap((stimulus, index) =>
    stimulus !== null && plan.stimuli[index]?.isWritten ? [{ ...stimulus, source: post.stimuli[index] }] : [],
  );
  await tx.stimulus.createMany({
    data: written
      .filter(({ planned }) => planned.action === 'new')
      .map(({ id, versionId }) => ({ organisationId, id, bankId, currentVersionId: versionId })),
  });
  await tx.stimulusVersion.createMany({
    data: written.map(({ id, versionId, version, planned, source }) => ({
      organisationId,
      id: versionId,
      stimulusId: id,
      version,
      body: toJson(planned.body),
      fingerprint: fingerprintOf(planned.body),
      importId,
      firstLine: source?.firstLine ?? null,
      lastLine: source?.lastLine ?? null,
    })),
  });
  const changed = written.filter(({ planned }) => planned.action === 'changed');
  if (changed.length > 0) {
    await tx.$executeRaw`
      UPDATE stimulus s SET current_version_id = n.version_id
      FROM unnest(${changed.map(({ id }) => id)}::uuid[], ${changed.map(({ versionId }) => versionId)}::uuid[])
        AS n (stimulus_id, version_id)
      WHERE s.organisation_id = ${organisationId}::uuid AND s.id = n.stimulus_id`;
  }
  return pinned;
}
