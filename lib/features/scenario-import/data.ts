import 'server-only';
import type { ItemContent } from '@/lib/domain/item/item-content';
import type { Failure } from '@/lib/domain/kernel/failure';
import { err, ok, type Result } from '@/lib/domain/kernel/result';
import { refuseSize } from '@/lib/domain/scenario-import/import-refusal';
import type { ExistingBank, ExistingItem } from '@/lib/domain/scenario-import/plan';
import { NO_DECISIONS } from '@/lib/domain/scenario-import/row-kind';
import { settlePlan } from '@/lib/domain/scenario-import/settle-plan';
import { Prisma } from '@/lib/generated/prisma/client';
import { withTenant } from '@/lib/infra/db/tenant';
import { planSource } from '@/lib/infra/import-store/plan-source';
import { readBank } from '@/lib/infra/import-store/read-bank';
import { readTextForImport } from '@/lib/infra/import-store/source-reading';
import type { TenantScope } from '@/lib/infra/tenant-scope';
import type { ImportChoices, PreviewInput, PreviewView } from './contract';
import { toPreview } from './mappers';

interface StoredItem extends ExistingItem {
  readonly content: ItemContent;
}

/** What a bank holds, every content with it. */
export async function readExistingBank(
  scope: TenantScope,
  bankId: string,
): Promise<Omit<ExistingBank, 'items'> & { readonly items: readonly StoredItem[] }> {
  const asked = { organisationId: scope.organisationId, bankId, fingerprints: [], sourceName: null };
  const { stimuli, items } = await withTenant(scope, (db) => readBank(db, asked));
  return {
    stimuli,
    items: items.flatMap(({ content, ...item }) => (content === null ? [] : [{ ...item, content }])),
  };
}

/**
 * Reads a source without writing anything; compares it with a bank when one is given. Fails with `invalid` where the source can't be
 * read or holds too many questions.
 */
export async function previewImport(
  scope: TenantScope,
  { sourceText, bankId }: PreviewInput,
): Promise<Result<PreviewView, Failure>> {
  const read = await readTextForImport(sourceText, 'scenario-post');
  if (!read.ok) return read;
  const reading = read.value;
  const refusal = refuseSize(reading.post);
  if (refusal !== null) return err(refusal);
  if (bankId === null) return ok(toPreview(reading, null));
  const wanted = { organisationId: scope.organisationId, bankId, sourceName: '', findNear: false };
  const { plan } = await withTenant(scope, (db) => planSource(db, wanted, reading));
  return ok(toPreview(reading, settlePlan(plan, NO_DECISIONS)));
}

/** Banks, topics and blueprints to choose from, in one round trip. */
export async function listImportChoices(scope: TenantScope): Promise<ImportChoices> {
  const { organisationId } = scope;
  const [choices] = await withTenant(
    scope,
    (db) => db.$queryRaw<ImportChoices[]>`
    SELECT
      (SELECT coalesce(json_agg(c), '[]') FROM (${certificationChoices(organisationId)}) c) AS certifications,
      (SELECT coalesce(json_agg(t), '[]') FROM (${topicChoices(organisationId)}) t) AS topics,
      (SELECT coalesce(json_agg(b), '[]') FROM (
        SELECT b.id, b.name, b.certification_id AS "certificationId",
          (SELECT count(*)::int FROM item i
           WHERE i.organisation_id = b.organisation_id AND i.bank_id = b.id) AS items
        FROM bank b WHERE b.organisation_id = ${organisationId}::uuid AND b.archived_at IS NULL
        ORDER BY b.name) b) AS banks`,
  );
  return choices ?? { banks: [], certifications: [], topics: [] };
}

/** Certifications with the domains of their newest blueprint. */
const certificationChoices = (organisationId: string): Prisma.Sql => Prisma.sql`
    SELECT c.id, c.name, coalesce(
      (SELECT json_agg(json_build_object('id', d.id, 'name', d.name, 'weightPercent', d.weight_percent::float8)
                       ORDER BY d.position)
       FROM blueprint_domain d
       WHERE d.organisation_id = c.organisation_id AND d.blueprint_version_id = (
         SELECT b.id FROM blueprint_version b
         WHERE b.organisation_id = c.organisation_id AND b.certification_id = c.id
         ORDER BY b.version DESC LIMIT 1)), '[]') AS domains
    FROM certification c WHERE c.organisation_id = ${organisationId}::uuid
    ORDER BY c.name`;

/** Topics with the blueprint domains that they count for. */
const topicChoices = (organisationId: string): Prisma.Sql => Prisma.sql`
    SELECT t.id, t.name, coalesce(
      (SELECT array_agg(d.blueprint_domain_id::text) FROM topic_domain d
       WHERE d.organisation_id = t.organisation_id AND d.topic_id = t.id), '{}') AS "domainIds"
    FROM topic t WHERE t.organisation_id = ${organisationId}::uuid
    ORDER BY t.name`;
