import { createHash } from 'node:crypto';
import { seededRandom, shuffled } from '@/lib/domain/kernel/random';
import { newId } from '@/lib/infra/id';
import type { TenantScope } from '@/lib/infra/tenant-scope';
import { type Row, writeRows } from '../write-rows';
import { BIG } from './size';

export interface BigItem {
  readonly itemId: string;
  readonly itemVersionId: string;
  readonly bankId: string;
  readonly topicId: string;
  /** In the order of the author. */
  readonly optionIds: readonly string[];
  readonly keyId: string;
  /** Logits. */
  readonly easiness: number;
}

export interface BigExam {
  readonly examId: string;
  readonly items: readonly BigItem[];
}

export interface BigContent {
  readonly items: readonly BigItem[];
  /** Those with a fixed list, which sittings are simulated of. */
  readonly exams: readonly BigExam[];
  /** All of them that are in use. */
  readonly examIds: readonly string[];
  readonly bankIds: readonly string[];
}

const SUBJECTS =
  'Ingestion Lineage Governance Streaming Modelling Testing Security Cost Monitoring Sharing'.split(' ');
const ASPECTS =
  'basics limits recovery schedules permissions formats history quality incidents reviews planning tools'.split(
    ' ',
  );

const paragraph = (text: string) => [{ type: 'paragraph', children: [{ type: 'text', text }] }];

/** Banks, topics, questions and exams: the texts are filler on purpose, nobody should learn from them. */
export async function writeContent(
  scope: TenantScope,
  basis: {
    readonly certificationId: string;
    readonly blueprintVersionId: string;
    readonly domainIds: readonly string[];
  },
): Promise<BigContent> {
  const banks = Array.from({ length: BIG.banks }, (_, index) => ({
    id: newId(),
    name: index === 0 ? 'Question pool' : `Bank ${index}`,
    certification_id: index % 2 === 0 ? basis.certificationId : null,
  }));
  const topics = SUBJECTS.flatMap((subject) =>
    ASPECTS.map((aspect) => ({ id: newId(), name: `${subject}: ${aspect}` })),
  );
  const mapped = topics.slice(0, BIG.mappedTopics).map(({ id }, index) => ({
    topic_id: id,
    blueprint_domain_id: basis.domainIds[index % basis.domainIds.length],
  }));
  await writeRows(scope, { bank: withCreation(banks), topic: withCreation(topics), topic_domain: mapped });
  const items = await writeItems(scope, banks, topics);
  return { items, bankIds: banks.map(({ id }) => id), ...(await writeExams(scope, basis, banks, items)) };
}

const withCreation = (rows: readonly Row[]) => rows.map((row) => ({ ...row, created_at: new Date() }));

async function writeItems(
  scope: TenantScope,
  banks: readonly { readonly id: string }[],
  topics: readonly { readonly id: string; readonly name: string }[],
): Promise<readonly BigItem[]> {
  const random = seededRandom(2000);
  const places = banks.flatMap(({ id }, index) =>
    Array.from({ length: index === 0 ? BIG.poolItems : BIG.bankItems }, (_, position) => ({ id, position })),
  );
  const written = places.map(({ id: bankId, position }, number) => {
    // The pool is about the topics of the blueprint; the other banks are about everything.
    const among = bankId === banks[0]?.id ? BIG.mappedTopics : topics.length;
    const topic = topics[number % among];
    const optionIds = Array.from({ length: 4 }, newId);
    const item: BigItem = {
      itemId: newId(),
      itemVersionId: newId(),
      bankId,
      topicId: topic?.id ?? '',
      optionIds,
      keyId: optionIds[number % 4] ?? '',
      easiness: 0.7 + 1.2 * (random() - 0.5),
    };
    return { item, position: position + 1, title: `${topic?.name}, question ${number + 1}` };
  });
  await writeRows(scope, {
    item: written.map(({ item, position }) => ({
      id: item.itemId,
      bank_id: item.bankId,
      topic_id: item.topicId,
      current_version_id: item.itemVersionId,
      position,
      state: 'live',
      right_to_use: 'unknown',
      created_at: new Date(),
    })),
    item_version: written.map(({ item, title }) => ({
      id: item.itemVersionId,
      item_id: item.itemId,
      version: 1,
      title,
      stem: paragraph(`${title}. Which of these statements is the right one here?`),
      options: item.optionIds.map((id, place) => ({
        id,
        body: paragraph(`Statement ${place + 1} about ${title}`),
      })),
      key_count: 1,
      shuffle_locked: false,
      fingerprint: createHash('sha256').update(title).digest('hex'),
      search_text: '',
      sketch: [],
      source_number: '',
      licence_note: 'Made for the demonstration.',
      change_note: '',
      created_at: new Date(),
    })),
    item_key: written.map(({ item }) => ({
      item_version_id: item.itemVersionId,
      option_ids: [item.keyId],
      rationales: Object.fromEntries(
        item.optionIds.map((id) => [
          id,
          paragraph(id === item.keyId ? 'That is the right one.' : 'That is another matter.'),
        ]),
      ),
    })),
  });
  return written.map(({ item }) => item);
}

/** Exams of the pool, of which some are put aside; every fifth one draws. */
async function writeExams(
  scope: TenantScope,
  { blueprintVersionId }: { readonly blueprintVersionId: string },
  banks: readonly { readonly id: string }[],
  items: readonly BigItem[],
): Promise<Pick<BigContent, 'exams' | 'examIds'>> {
  const random = seededRandom(300);
  const pool = items.filter(({ bankId }) => bankId === banks[0]?.id);
  const exams = Array.from({ length: BIG.exams }, (_, index) => {
    const isDrawn = index % 5 === 4;
    return {
      id: newId(),
      name: `${isDrawn ? 'Drawn check' : 'Check'} ${index + 1}`,
      isDrawn,
      isArchived: index >= BIG.exams - BIG.archivedExams,
      items: isDrawn ? [] : shuffled(pool, random).slice(0, BIG.examItems),
    };
  });
  const topicIds = [...new Set(pool.map(({ topicId }) => topicId))];
  await writeRows(scope, {
    exam: exams.map(({ id, name, isDrawn, isArchived }, index) => ({
      id,
      name,
      blueprint_version_id: index % 3 === 0 ? blueprintVersionId : null,
      selection: isDrawn ? 'drawn' : 'fixed',
      minutes: 30,
      cut_percent: 70,
      created_at: new Date(),
      archived_at: isArchived ? new Date() : null,
    })),
    exam_item: exams.flatMap(({ id, items: chosen }) =>
      chosen.map(({ itemId }, place) => ({ exam_id: id, item_id: itemId, position: place + 1 })),
    ),
    exam_draw: exams
      .filter(({ isDrawn }) => isDrawn)
      .flatMap(({ id }) =>
        topicIds.slice(0, 10).map((topicId, place) => ({
          exam_id: id,
          position: place + 1,
          bank_id: banks[0]?.id,
          topic_id: topicId,
          item_count: 1,
        })),
      ),
  });
  const inUse = exams.filter(({ isArchived }) => !isArchived);
  return {
    examIds: inUse.map(({ id }) => id),
    exams: inUse.flatMap(({ id, isDrawn, items: chosen }) =>
      isDrawn ? [] : [{ examId: id, items: chosen }],
    ),
  };
}
