import { letterOf } from '@/lib/domain/item/item-content';
import { type Block, type Inline, type RichText, toPlainText } from '@/lib/domain/text/rich-text';
import { query } from './database';

/** What one learner was given of one item, as the database has it. */
export interface GivenItem {
  readonly position: number;
  readonly itemId: string;
  /** Texts of the options in this learner's order: the first is A. */
  readonly options: readonly string[];
  readonly order: readonly string[];
  readonly keyIds: readonly string[];
  /** Rationales that name a letter, as this learner has to read them. */
  readonly letteredRationales: readonly string[];
}

interface Row {
  position: number;
  item_id: string;
  option_order: string[];
  options: { id: string; body: RichText }[];
  option_ids: string[];
  rationales: Record<string, RichText>;
}

/** Text as a browser gives it back: every white space is one space. */
export const flat = (text: string): string => text.replace(/\s+/g, ' ').trim();

const childrenOf = (node: Block | Inline): readonly (Block | Inline)[] => {
  if (node.type === 'list') return node.items.flat();
  return 'children' in node ? node.children : [];
};
const namesAnOption = (nodes: readonly (Block | Inline)[]): boolean =>
  nodes.some((node) => node.type === 'optionReference' || namesAnOption(childrenOf(node)));

/** The frozen form of an attempt, with the letters that its learner sees. */
export async function readGivenItems(attemptId: string): Promise<readonly GivenItem[]> {
  const rows = await query<Row>(
    `SELECT ai.position, ai.item_id, ai.option_order, v.options, k.option_ids, k.rationales
     FROM attempt_item ai
     JOIN item_version v ON v.organisation_id = ai.organisation_id AND v.id = ai.item_version_id
     JOIN item_key k ON k.organisation_id = v.organisation_id AND k.item_version_id = v.id
     WHERE ai.attempt_id = $1 ORDER BY ai.position`,
    [attemptId],
  );
  return rows.map((row) => {
    const letter = (optionId: string) => letterOf(row.option_order, optionId);
    const bodyOf = (id: string) => row.options.find((option) => option.id === id)?.body ?? [];
    return {
      position: row.position,
      itemId: row.item_id,
      options: row.option_order.map((id) => flat(toPlainText(bodyOf(id), letter))),
      order: row.option_order,
      keyIds: row.option_ids,
      letteredRationales: Object.values(row.rationales)
        .filter(namesAnOption)
        .map((rationale) => flat(toPlainText(rationale, letter))),
    };
  });
}
