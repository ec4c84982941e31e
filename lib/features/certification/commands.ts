import 'server-only';
import { findCertification } from '@/lib/domain/catalogue/catalogue';
import type { CatalogueBlueprint, CatalogueCertification } from '@/lib/domain/catalogue/certification';
import { type Failure, failure, notFound, refuse } from '@/lib/domain/kernel/failure';
import { type RefusalParams, type RefusalReason, refusal } from '@/lib/domain/kernel/refusal';
import { err, ok, type Result } from '@/lib/domain/kernel/result';
import { recordAudit } from '@/lib/infra/audit';
import { inTransaction, type Tx } from '@/lib/infra/db/tenant';
import { isId, newId } from '@/lib/infra/id';
import type { TenantScope } from '@/lib/infra/tenant-scope';
import type { Adopt, CorrectBlueprint, DomainInput, OwnCertification } from './contract';

const utcDay = (day: string): Date => new Date(`${day}T00:00:00Z`);

/** The whole of a blueprint version; domains in their order. Returns the ids of the domains, in the same order. */
async function insertBlueprint(
  tx: Tx,
  scope: TenantScope,
  blueprint: {
    readonly id: string;
    readonly certificationId: string;
    readonly version: number;
    readonly label: string;
    readonly guideDate: string | null;
    readonly questionCount: number;
    readonly minutes: number;
    readonly cutPercent: number;
    readonly cutSource: string;
    readonly validityMonths: number | null;
    readonly source: string;
    readonly asOf: string;
  },
  domains: readonly Pick<DomainInput, 'name' | 'weightPercent'>[],
): Promise<readonly string[]> {
  const { organisationId } = scope;
  const { guideDate, asOf, ...rest } = blueprint;
  await tx.blueprintVersion.createMany({
    data: [{ organisationId, ...rest, guideDate: guideDate && utcDay(guideDate), asOf: utcDay(asOf) }],
  });
  const rows = domains.map(({ name, weightPercent }, index) => ({
    organisationId,
    id: newId(),
    blueprintVersionId: blueprint.id,
    position: index + 1,
    name,
    weightPercent,
  }));
  await tx.blueprintDomain.createMany({ data: rows });
  return rows.map(({ id }) => id);
}

/** Copies a certification from the catalogue, with one of its guides as version 1; from then on it is the organisation's own. */
export async function adoptCertification(
  scope: TenantScope,
  { code, blueprint: slug }: Adopt,
): Promise<Result<{ readonly id: string; readonly name: string }, Failure>> {
  const entry = findCertification(code);
  const guide = entry?.blueprints.find((blueprint) => blueprint.slug === slug);
  if (!entry || !guide) return err(notFound('certification in the catalogue'));
  const id = newId();
  const { organisationId } = scope;
  return inTransaction(scope, async (tx) => {
    const { count } = await tx.certification.createMany({
      data: [{ organisationId, id, code, name: entry.name, vendor: entry.vendor }],
      skipDuplicates: true,
    });
    if (count === 0) return err(failure('conflict', `${entry.name} is among your certifications already.`));
    await insertBlueprint(tx, scope, fromCatalogue(id, entry, guide), guide.domains);
    await recordAudit(tx, scope, {
      action: 'certification.adopted',
      subjectKind: 'certification',
      subjectId: id,
      details: { code, blueprint: slug },
    });
    return ok({ id, name: entry.name });
  });
}

/** Adds a certification that the catalogue doesn't have. From then on it is like any other, and is corrected in the same way. */
export function addOwnCertification(
  scope: TenantScope,
  { code, name, vendor, domains, ...facts }: OwnCertification,
): Promise<Result<{ readonly id: string }, Failure>> {
  const { organisationId } = scope;
  const id = newId();
  return inTransaction(scope, async (tx) => {
    // Under a code of the catalogue it would take the place of the entry, which could never be added again.
    const entry = findCertification(code);
    if (entry) return err(refuseField('code', 'certification_in_catalogue', { name: entry.name }));
    const [same] = await tx.$queryRaw<{ id: string }[]>`
      SELECT id FROM certification WHERE organisation_id = ${organisationId}::uuid AND lower(name) = lower(${name})`;
    if (same) return err(refuseField('name', 'certification_name_taken', { name }));
    const { count } = await tx.certification.createMany({
      data: [{ organisationId, id, code, name, vendor }],
      skipDuplicates: true,
    });
    if (count === 0) return err(refuseField('code', 'certification_code_taken', { code }));
    await insertBlueprint(tx, scope, { id: newId(), certificationId: id, version: 1, ...facts }, domains);
    await recordAudit(tx, scope, {
      action: 'certification.added',
      subjectKind: 'certification',
      subjectId: id,
      details: { code, name, cutPercent: facts.cutPercent, questionCount: facts.questionCount },
    });
    return ok({ id });
  });
}

const refuseField = <R extends RefusalReason>(field: string, reason: R, params: RefusalParams[R]): Failure =>
  refuse('conflict', 'fields_marked', {}, { fieldRefusals: { [field]: refusal(reason, params) } });

const fromCatalogue = (
  certificationId: string,
  entry: CatalogueCertification,
  guide: CatalogueBlueprint,
) => ({
  id: newId(),
  certificationId,
  version: 1,
  label: guide.label,
  // A guide of "about 2023" has no first day: a date that is more exact than its source would be invented.
  guideDate: guide.guideDatePrecision === 'day' ? guide.guideDate : null,
  questionCount: guide.scoredQuestionCount,
  minutes: guide.durationMinutes,
  cutPercent: guide.cutPercent,
  cutSource: guide.cutSource,
  validityMonths: entry.validityMonths,
  source: guide.source,
  asOf: guide.asOf,
});

interface Newest {
  readonly id: string;
  readonly version: number;
  readonly validityMonths: number | null;
  readonly name: string;
}

/** The newest version, with the certification locked, so that two corrections can't both become the next one. */
async function lockNewest(tx: Tx, scope: TenantScope, certificationId: string): Promise<Newest | null> {
  if (!isId(certificationId)) return null;
  const { organisationId } = scope;
  const [row] = await tx.$queryRaw<{ name: string }[]>`
    SELECT name FROM certification
    WHERE organisation_id = ${organisationId}::uuid AND id = ${certificationId}::uuid FOR NO KEY UPDATE`;
  const newest = await tx.blueprintVersion.findFirst({
    where: { organisationId, certificationId },
    select: { id: true, version: true, validityMonths: true },
    orderBy: { version: 'desc' },
  });
  return row && newest ? { ...newest, name: row.name } : null;
}

/**
 * Adds a corrected blueprint as the next version. Nothing of the earlier one changes: exams that were made from it stay what
 * they were. Topics go along with the domains that were carried over.
 */
export function correctBlueprint(
  scope: TenantScope,
  { certificationId, basedOn, domains, ...facts }: CorrectBlueprint,
): Promise<Result<{ readonly version: number }, Failure>> {
  return inTransaction(scope, async (tx) => {
    const newest = await lockNewest(tx, scope, certificationId);
    if (!newest) return err(notFound('certification'));
    if (newest.version !== basedOn)
      return err(
        failure(
          'conflict',
          `Somebody added version ${newest.version} meanwhile. Reload the page and correct that one.`,
        ),
      );
    const version = newest.version + 1;
    const id = newId();
    const { validityMonths } = newest;
    const ids = await insertBlueprint(
      tx,
      scope,
      { id, certificationId, version, validityMonths, ...facts },
      domains,
    );
    await carryTopics(tx, scope, newest.id, domains, ids);
    await recordAudit(tx, scope, {
      action: 'blueprint.corrected',
      subjectKind: 'certification',
      subjectId: certificationId,
      details: { version, cutPercent: facts.cutPercent, questionCount: facts.questionCount },
    });
    return ok({ version });
  });
}

/** Maps the topics of each carried-over domain to its successor. Domains of other versions carry nothing. */
async function carryTopics(
  tx: Tx,
  scope: TenantScope,
  previousVersionId: string,
  domains: readonly DomainInput[],
  ids: readonly string[],
): Promise<void> {
  const carried = domains.flatMap(({ previousId }, index) => {
    const next = ids[index];
    return previousId && next ? [{ previousId, next }] : [];
  });
  if (carried.length === 0) return;
  await tx.$executeRaw`
    INSERT INTO topic_domain (organisation_id, topic_id, blueprint_domain_id)
    SELECT td.organisation_id, td.topic_id, carried.next
    FROM unnest(${carried.map(({ previousId }) => previousId)}::uuid[], ${carried.map(({ next }) => next)}::uuid[])
      AS carried (previous, next)
    JOIN blueprint_domain d ON d.organisation_id = ${scope.organisationId}::uuid AND d.id = carried.previous
      AND d.blueprint_version_id = ${previousVersionId}::uuid
    JOIN topic_domain td ON td.organisation_id = d.organisation_id AND td.blueprint_domain_id = d.id
    ON CONFLICT DO NOTHING`;
}
