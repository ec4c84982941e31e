import 'server-only';
import { type Failure, failure, notFound } from '@/lib/domain/kernel/failure';
import { err, ok, type Result } from '@/lib/domain/kernel/result';
import { recordAudit } from '@/lib/infra/audit';
import { inTransaction } from '@/lib/infra/db/tenant';
import { isId, newId } from '@/lib/infra/id';
import type { TenantScope } from '@/lib/infra/tenant-scope';
import type { CreateTopic, MapTopics, RenameTopic } from './contract';

const nameTaken = (name: string): Failure =>
  failure('conflict', 'Nothing was changed.', { name: `There is a topic called “${name}” already.` });

export function createTopic(
  scope: TenantScope,
  { name }: CreateTopic,
): Promise<Result<{ readonly id: string }, Failure>> {
  const id = newId();
  const { organisationId } = scope;
  return inTransaction(scope, async (tx) => {
    const { count } = await tx.topic.createMany({
      data: [{ organisationId, id, name }],
      skipDuplicates: true,
    });
    if (count === 0) return err(nameTaken(name));
    await recordAudit(tx, scope, {
      action: 'topic.created',
      subjectKind: 'topic',
      subjectId: id,
      details: { name },
    });
    return ok({ id });
  });
}

/** Gives a topic another name. Its items and its evidence stay with it. */
export function renameTopic(
  scope: TenantScope,
  { topicId, name }: RenameTopic,
): Promise<Result<{ readonly name: string }, Failure>> {
  const { organisationId } = scope;
  return inTransaction(scope, async (tx) => {
    if (!isId(topicId)) return err(notFound('topic'));
    const [topic] = await tx.$queryRaw<{ name: string; taken: boolean }[]>`
      SELECT t.name, EXISTS (SELECT 1 FROM topic other WHERE other.organisation_id = t.organisation_id
                             AND other.name = ${name} AND other.id <> t.id) AS taken
      FROM topic t WHERE t.organisation_id = ${organisationId}::uuid AND t.id = ${topicId}::uuid FOR UPDATE`;
    if (!topic) return err(notFound('topic'));
    if (topic.taken) return err(nameTaken(name));
    await tx.topic.updateMany({ where: { organisationId, id: topicId }, data: { name } });
    await recordAudit(tx, scope, {
      action: 'topic.renamed',
      subjectKind: 'topic',
      subjectId: topicId,
      details: { from: topic.name, to: name },
    });
    return ok({ name });
  });
}

/**
 * Decides for each listed topic which domain of one blueprint version it counts for; null for none. All of it, or nothing
 * when a topic or a domain isn't of this organisation, certification and version.
 */
export function mapTopics(
  scope: TenantScope,
  { certificationId, blueprintVersionId, choices }: MapTopics,
): Promise<Result<{ readonly mappedCount: number }, Failure>> {
  const { organisationId } = scope;
  const chosen = choices.flatMap(({ topicId, domainId }) => (domainId ? [{ topicId, domainId }] : []));
  const topicIds = [...new Set(choices.map(({ topicId }) => topicId))];
  return inTransaction(scope, async (tx) => {
    // Locks the version, so that a mapping and the next mapping don't mix.
    const domains = await tx.$queryRaw<{ id: string }[]>`
      SELECT d.id FROM blueprint_domain d JOIN blueprint_version v
        ON v.organisation_id = d.organisation_id AND v.id = d.blueprint_version_id
      JOIN certification c ON c.organisation_id = v.organisation_id AND c.id = v.certification_id
      WHERE d.organisation_id = ${organisationId}::uuid AND v.id = ${blueprintVersionId}::uuid
        AND c.id = ${certificationId}::uuid ORDER BY d.id FOR NO KEY UPDATE OF c`;
    const known = new Set(domains.map(({ id }) => id));
    if (known.size === 0 || chosen.some(({ domainId }) => !known.has(domainId)))
      return err(notFound('domain'));
    const count = await tx.topic.count({ where: { organisationId, id: { in: topicIds } } });
    if (count !== topicIds.length) return err(notFound('topic'));
    await tx.topicDomain.deleteMany({
      where: { organisationId, topicId: { in: topicIds }, blueprintDomainId: { in: [...known] } },
    });
    await tx.topicDomain.createMany({
      data: chosen.map(({ topicId, domainId }) => ({
        organisationId,
        topicId,
        blueprintDomainId: domainId,
      })),
      skipDuplicates: true,
    });
    await recordAudit(tx, scope, {
      action: 'topic.mapped',
      subjectKind: 'certification',
      subjectId: certificationId,
      details: { blueprintVersionId, topics: topicIds.length, mapped: chosen.length },
    });
    return ok({ mappedCount: chosen.length });
  });
}
