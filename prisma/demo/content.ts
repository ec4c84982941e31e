import { readFile } from 'node:fs/promises';
import { currentBlueprint, findCertification as findInCatalogue } from '@/lib/domain/catalogue/catalogue';
import { parseScenarioPost } from '@/lib/domain/scenario-import/parse-scenario-post';
import { adoptCertification } from '@/lib/features/certification/commands';
import type { CertificationView } from '@/lib/features/certification/contract';
import { findCertification } from '@/lib/features/certification/data';
import { createExam } from '@/lib/features/exam/commands';
import { commitImport } from '@/lib/features/scenario-import/commands';
import { mapTopics } from '@/lib/features/topic/commands';
import { withTenant } from '@/lib/infra/db/tenant';
import type { TenantScope } from '@/lib/infra/tenant-scope';
import { mustSucceed } from './organisation';
import type { SimulatedItem } from './simulate-answers';
import type { DemoExam } from './sittings';
import { DEMO_TOPICS } from './topics';

const POSTS = {
  scenario: {
    file: new URL('../../tests/golden/scenario-import/s2/input.txt', import.meta.url),
    bank: 'Scenario S2',
    note: 'Community post, as published in the forum of the Databricks User Groups. Copied for the demonstration.',
  },
  fieldNotes: {
    file: new URL('./scenario-post-field-notes.txt', import.meta.url),
    bank: 'Field notes',
    note: 'Written for the demonstration of this product.',
  },
  harbour: {
    file: new URL('./scenario-post-harbour.txt', import.meta.url),
    bank: 'Warm-up',
    note: 'Written for the demonstration of this product.',
  },
} as const;

/** Takes a certification over from the catalogue, with the guide that is current. */
export async function adopt(scope: TenantScope, code: string): Promise<string> {
  const entry = findInCatalogue(code);
  const blueprint = entry && currentBlueprint(entry);
  if (!blueprint) throw new Error(`The catalogue has no current guide of ${code}`);
  return mustSucceed(await adoptCertification(scope, { code, blueprint: blueprint.slug })).id;
}

/** Imports a post as an administrator would; its items get the topics that `DEMO_TOPICS` gives their numbers. */
export async function importPost(
  scope: TenantScope,
  name: keyof typeof POSTS,
  certificationId: string | null,
): Promise<{ readonly bankId: string; readonly itemCount: number }> {
  const { file, bank, note } = POSTS[name];
  const sourceText = await readFile(file, 'utf8');
  const topics = name === 'harbour' ? [] : DEMO_TOPICS;
  const topicOfNumber = new Map(
    topics.flatMap(({ items }, at) => items.map((number) => [number, at] as const)),
  );
  const topicOfItem = Object.fromEntries(
    parseScenarioPost(sourceText).items.flatMap(({ number }, index) => {
      const at = topicOfNumber.get(number);
      return at === undefined ? [] : [[String(index), at]];
    }),
  );
  const outcome = mustSucceed(
    await commitImport(scope, {
      sourceName: file.pathname.split('/').slice(-2).join('/'),
      sourceText,
      bank: { kind: 'new', name: bank, certificationId },
      licenceNote: note,
      topics: topics.map((topic) => ({ kind: 'named', name: topic.name, blueprintDomainId: null })),
      topicOfItem,
    }),
  );
  return { bankId: outcome.bankId, itemCount: outcome.counts.created };
}

/** Says which domain of the certification's current blueprint each topic counts for. */
export async function mapDemoTopics(
  scope: TenantScope,
  certificationId: string,
  blueprint: 'professional' | 'associate',
): Promise<CertificationView> {
  const view = await findCertification(scope, certificationId);
  if (!view) throw new Error('The certification was not adopted');
  const domainIds = new Map(view.current.domains.map(({ id, name }) => [name, id]));
  const domainOfTopic = new Map(DEMO_TOPICS.map((topic) => [topic.name, topic[blueprint]]));
  const choices = [...(await topicIds(scope))].map(([name, topicId]) => {
    const domainId = domainIds.get(domainOfTopic.get(name) ?? '');
    if (!domainId) throw new Error(`The topic ${name} counts for no domain of ${view.name}`);
    return { topicId, domainId };
  });
  mustSucceed(await mapTopics(scope, { certificationId, blueprintVersionId: view.current.id, choices }));
  return view;
}

export async function topicIds(scope: TenantScope): Promise<ReadonlyMap<string, string>> {
  const { organisationId } = scope;
  const rows = await withTenant(scope, (db) =>
    db.topic.findMany({ where: { organisationId }, select: { id: true, name: true }, take: 500 }),
  );
  return new Map(rows.map(({ id, name }) => [name, id]));
}

/** A live item with what the simulation needs to know. */
export type DemoItem = SimulatedItem & { readonly itemId: string; readonly itemVersionId: string };

/** Every item of the organisation, by its id. */
export async function demoItems(scope: TenantScope): Promise<ReadonlyMap<string, DemoItem>> {
  const rows = await withTenant(
    scope,
    (db) => db.$queryRaw<DemoItem[]>`
      SELECT i.id AS "itemId", v.id AS "itemVersionId", v.source_number::int AS number, coalesce(t.name, '') AS topic,
             ARRAY(SELECT (o.value->>'id')::uuid FROM jsonb_array_elements(v.options) WITH ORDINALITY o ORDER BY o.ordinality)
               AS "optionIds", k.option_ids AS "keyIds"
      FROM item i
      JOIN item_version v ON v.organisation_id = i.organisation_id AND v.id = i.current_version_id
      JOIN item_key k ON k.organisation_id = v.organisation_id AND k.item_version_id = v.id
      LEFT JOIN topic t ON t.organisation_id = i.organisation_id AND t.id = i.topic_id
      WHERE i.organisation_id = ${scope.organisationId}::uuid ORDER BY i.position LIMIT 500`,
  );
  return new Map(rows.map((row) => [row.itemId, row]));
}

/** What the check draws: the weak spots of both cohorts. */
const CHECK_DRAWS = [
  { topic: 'Row filters and column masks', bank: 'fieldNotes', count: 2 },
  { topic: 'Identities and personal data', bank: 'fieldNotes', count: 2 },
  { topic: 'Lineage, ownership and audit', bank: 'fieldNotes', count: 2 },
  { topic: 'Lineage, ownership and audit', bank: 'scenario', count: 1 },
  { topic: 'Sharing and federation', bank: 'fieldNotes', count: 1 },
  { topic: 'Quality rules', bank: 'fieldNotes', count: 2 },
] as const;

/** Makes the four exams and gives their ids. */
export async function createDemoExams(
  scope: TenantScope,
  blueprintVersionId: string,
  banks: Readonly<Record<'scenario' | 'fieldNotes', string>>,
): Promise<Readonly<Record<DemoExam, string>>> {
  const items = [...(await demoItems(scope)).values()];
  const topics = await topicIds(scope);
  const fixed = async (name: string, from: number, to: number) => {
    const itemIds = items
      .filter(({ number }) => number >= from && number <= to)
      .sort((a, b) => a.number - b.number)
      .map(({ itemId }) => itemId);
    const rules = { name, blueprintVersionId, minutes: 40, cutPercent: 70 };
    return mustSucceed(await createExam(scope, { selection: 'fixed', ...rules, itemIds })).examId;
  };
  const draws = CHECK_DRAWS.map(({ topic, bank, count }) => {
    const topicId = topics.get(topic);
    if (!topicId) throw new Error(`There is no topic ${topic}`);
    return { topicId, bankId: banks[bank], count };
  });
  const rules = { name: 'Governance and security check', blueprintVersionId, minutes: 20, cutPercent: 70 };
  return {
    scenario: await fixed('Scenario S2, complete', 21, 40),
    firstHalf: await fixed('Field notes, first half', 101, 120),
    secondHalf: await fixed('Field notes, second half', 121, 140),
    check: mustSucceed(await createExam(scope, { selection: 'drawn', ...rules, draws })).examId,
  };
}
