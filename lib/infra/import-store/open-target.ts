import 'server-only';
import { type Failure, failure, notFound } from '@/lib/domain/kernel/failure';
import { err, ok, type Result } from '@/lib/domain/kernel/result';
import type { Tx } from '../db/tenant';
import { newId } from '../id';

/**
 * `new` refuses a name that is taken, so that nobody adds to a bank by accident; `named` takes the bank of that name and
 * makes it when there is none.
 */
export type BankTarget =
  | { readonly kind: 'existing'; readonly id: string }
  | { readonly kind: 'new' | 'named'; readonly name: string; readonly certificationId: string | null };

/** One that is named is used if it exists, otherwise made. */
export type TopicTarget =
  | { readonly kind: 'existing'; readonly id: string }
  | { readonly kind: 'named'; readonly name: string; readonly blueprintDomainId: string | null };

export interface OpenBank {
  readonly id: string;
  readonly name: string;
  readonly isMade: boolean;
}

/** Finds or makes the bank and locks its row until the end of the transaction. */
export async function openBank(
  tx: Tx,
  organisationId: string,
  bank: BankTarget,
): Promise<Result<OpenBank, Failure>> {
  const made = bank.kind === 'existing' ? ok(false) : await makeBank(tx, organisationId, bank);
  if (!made.ok) return made;
  const [found] =
    bank.kind === 'existing'
      ? await tx.$queryRaw<{ id: string; name: string }[]>`
          SELECT id, name FROM bank
          WHERE organisation_id = ${organisationId}::uuid AND id = ${bank.id}::uuid AND archived_at IS NULL FOR NO KEY UPDATE`
      : await tx.$queryRaw<{ id: string; name: string }[]>`
          SELECT id, name FROM bank
          WHERE organisation_id = ${organisationId}::uuid AND name = ${bank.name} AND archived_at IS NULL FOR NO KEY UPDATE`;
  return found === undefined ? err(notFound('bank')) : ok({ ...found, isMade: made.value });
}

async function makeBank(
  tx: Tx,
  organisationId: string,
  { kind, name, certificationId }: Exclude<BankTarget, { kind: 'existing' }>,
): Promise<Result<boolean, Failure>> {
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
  if (made.count > 0 || kind === 'named') return ok(made.count > 0);
  const words = `There is already a bank called ${name}. Choose it, or give this one another name.`;
  return err(failure('conflict', words, { bank: words }));
}

export interface OpenTopics {
  /** In the order of the targets. */
  readonly ids: readonly string[];
  readonly madeIds: readonly string[];
}

/** The topics that the import names; those that don't exist are made. */
export async function openTopics(
  tx: Tx,
  organisationId: string,
  topics: readonly TopicTarget[],
): Promise<Result<OpenTopics, Failure>> {
  if (topics.length === 0) return ok({ ids: [], madeIds: [] });
  const ids = topics.flatMap((topic) => (topic.kind === 'existing' ? [topic.id] : []));
  const named = topics.flatMap((topic) => (topic.kind === 'named' ? [topic] : []));
  const domainIds = [...new Set(named.flatMap((topic) => topic.blueprintDomainId ?? []))];
  const known = await tx.topic.findMany({
    where: { organisationId, OR: [{ id: { in: ids } }, { name: { in: named.map((topic) => topic.name) } }] },
    select: { id: true, name: true },
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
  const rows = [...made.values()];
  if (rows.length > 0) {
    await tx.topic.createMany({ data: rows.map(({ id, name }) => ({ organisationId, id, name })) });
    await tx.topicDomain.createMany({
      data: rows.flatMap(({ id: topicId, blueprintDomainId }) =>
        blueprintDomainId === null ? [] : [{ organisationId, topicId, blueprintDomainId }],
      ),
    });
  }
  const idOf = (topic: TopicTarget): string =>
    topic.kind === 'existing' ? topic.id : (idByName.get(topic.name) ?? made.get(topic.name)?.id ?? '');
  return ok({ ids: topics.map(idOf), madeIds: rows.map(({ id }) => id) });
}
