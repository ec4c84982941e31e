import 'server-only';
import { identifyItem, questionOf } from '@/lib/domain/scenario-import/fingerprint';
import type { Db } from '../db/tenant';
import { type ContentColumns, toContent } from '../stored-item';
import type { PreparedSource } from './source-reading';

/**
 * How many ready questions of a source a bank holds although their keys are shut for whoever asks. They are recognised by what they
 * ask and offer; the key of the source is not compared, because that it is the same would be said by it.
 */
export async function countShutQuestions(
  db: Db,
  { organisationId, bankId }: { readonly organisationId: string; readonly bankId: string },
  { incoming }: Pick<PreparedSource, 'incoming'>,
): Promise<number> {
  const rows = await db.$queryRaw<{ id: string; content: ContentColumns }[]>`
    SELECT i.id, jsonb_build_object('title', v.title, 'stem', v.stem, 'options', v.options, 'shuffle_locked', v.shuffle_locked,
      'option_ids', ARRAY[]::text[], 'rationales', '{}'::jsonb) AS content
    FROM item i
    JOIN item_version v ON v.organisation_id = i.organisation_id AND v.id = i.current_version_id
    WHERE i.organisation_id = ${organisationId}::uuid AND i.bank_id = ${bankId}::uuid
      AND NOT EXISTS (SELECT 1 FROM item_key k WHERE k.organisation_id = v.organisation_id AND k.item_version_id = v.id)`;
  const held = new Set(rows.map(({ id, content }) => questionOf(identifyItem(toContent(id, content)))));
  return incoming.filter(({ source, identity }) => source.ready && held.has(questionOf(identity))).length;
}
