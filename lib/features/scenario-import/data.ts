import 'server-only';
import { parseScenarioPost } from '@/lib/domain/scenario-import/parse-scenario-post';
import { type ExistingBank, planImport } from '@/lib/domain/scenario-import/plan';
import { settlePlan } from '@/lib/domain/scenario-import/settle-plan';
import { type Db, type Tx, withTenant } from '@/lib/infra/db/tenant';
import { newId } from '@/lib/infra/id';
import type { TenantScope } from '@/lib/infra/tenant-scope';
import type { CertificationChoice, ImportChoices, PreviewInput, PreviewView, TopicChoice } from './contract';
import { type ExistingItemRow, type ExistingStimulusRow, toExistingBank, toPreview } from './mappers';

/** More than a bank is meant to hold; a bound, because every list has one. */
const MAX_BANK_ITEMS = 20_000;

/** What a bank holds, to compare a source with. Give `tx` when the answer must not change before a write. */
export function readExistingBank(scope: TenantScope, bankId: string, tx?: Tx): Promise<ExistingBank> {
  const { organisationId } = scope;
  const read = async (db: Db | Tx): Promise<ExistingBank> => {
    const items = await db.$queryRaw<ExistingItemRow[]>`
      SELECT i.id, i.stimulus_id, v.title, v.stem, v.options, v.shuffle_locked, k.option_ids, k.rationales
      FROM item i
      JOIN item_version v ON v.organisation_id = i.organisation_id AND v.id = i.current_version_id
      JOIN item_key k ON k.organisation_id = v.organisation_id AND k.item_version_id = v.id
      WHERE i.organisation_id = ${organisationId}::uuid AND i.bank_id = ${bankId}::uuid
      ORDER BY i.position, i.id LIMIT ${MAX_BANK_ITEMS}`;
    const stimuli = await db.$queryRaw<ExistingStimulusRow[]>`
      SELECT s.id, v.body
      FROM stimulus s
      JOIN stimulus_version v ON v.organisation_id = s.organisation_id AND v.id = s.current_version_id
      WHERE s.organisation_id = ${organisationId}::uuid AND s.bank_id = ${bankId}::uuid
      ORDER BY s.id LIMIT ${MAX_BANK_ITEMS}`;
    return toExistingBank(items, stimuli);
  };
  return tx === undefined ? withTenant(scope, read) : read(tx);
}

/** Reads a source without writing anything; compares it with a bank when one is given. */
export async function previewImport(
  scope: TenantScope,
  { sourceText, bankId }: PreviewInput,
): Promise<PreviewView> {
  const post = parseScenarioPost(sourceText);
  if (bankId === null) return toPreview(post, null);
  const existing = await readExistingBank(scope, bankId);
  return toPreview(post, settlePlan(planImport(existing, post, newId)));
}

/** Banks, topics and blueprints to choose from: three round trips. */
export async function listImportChoices(scope: TenantScope): Promise<ImportChoices> {
  const { organisationId } = scope;
  const [banks, certifications, topics] = await Promise.all([
    withTenant(scope, (db) =>
      db.bank.findMany({
        where: { organisationId, archivedAt: null },
        select: { id: true, name: true, certificationId: true, _count: { select: { items: true } } },
        orderBy: { name: 'asc' },
        take: 500,
      }),
    ),
    listCertificationChoices(scope),
    listTopicChoices(scope),
  ]);
  return {
    banks: banks.map(({ _count, ...bank }) => ({ ...bank, items: _count.items })),
    certifications,
    topics,
  };
}

/** Certifications with the domains of their newest blueprint. */
export function listCertificationChoices(scope: TenantScope): Promise<readonly CertificationChoice[]> {
  return withTenant(
    scope,
    (db) => db.$queryRaw<CertificationChoice[]>`
    SELECT c.id, c.name, coalesce(
      (SELECT json_agg(json_build_object('id', d.id, 'name', d.name, 'weightPercent', d.weight_percent::float8)
                       ORDER BY d.position)
       FROM blueprint_domain d
       WHERE d.organisation_id = c.organisation_id AND d.blueprint_version_id = (
         SELECT b.id FROM blueprint_version b
         WHERE b.organisation_id = c.organisation_id AND b.certification_id = c.id
         ORDER BY b.version DESC LIMIT 1)), '[]') AS domains
    FROM certification c WHERE c.organisation_id = ${scope.organisationId}::uuid
    ORDER BY c.name LIMIT 100`,
  );
}

/** Topics with the blueprint domains that they count for. */
export function listTopicChoices(scope: TenantScope): Promise<readonly TopicChoice[]> {
  return withTenant(
    scope,
    (db) => db.$queryRaw<TopicChoice[]>`
    SELECT t.id, t.name, coalesce(
      (SELECT array_agg(d.blueprint_domain_id::text) FROM topic_domain d
       WHERE d.organisation_id = t.organisation_id AND d.topic_id = t.id), '{}') AS "domainIds"
    FROM topic t WHERE t.organisation_id = ${scope.organisationId}::uuid
    ORDER BY t.name LIMIT 2000`,
  );
}
