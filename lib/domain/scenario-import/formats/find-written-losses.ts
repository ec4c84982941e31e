import type { ItemContent } from '../../item/item-content';
import { letterAt, OVERALL_RATIONALE } from '../../item/item-content';
import { canonicalRichText } from '../../text/canonical';
import { normalRichText } from '../../text/normal-rich-text';
import { parseRichText } from '../../text/parse-rich-text';
import type { RichText } from '../../text/rich-text';
import { toItemDraft } from '../item-draft';
import { listInWords } from '../message';
import type { ParsedItem, ParsedPost } from '../parsed-post';

/** A question as it was given to a writer. */
export interface WrittenItem {
  readonly content: ItemContent;
  readonly stimulus: RichText | null;
  readonly topic: string | null;
  readonly sourceId: string;
}

export interface WrittenLoss {
  /** Index of the item. */
  readonly item: number;
  readonly what: string;
}

/**
 * What a file loses, found by reading it again: whatever differs is listed, so that everything else is known to be there.
 * Questions are told apart by their place, and by their id where some are missing.
 */
export function findWrittenLosses(items: readonly WrittenItem[], post: ParsedPost): readonly WrittenLoss[] {
  const byId = new Map(post.items.map((item) => [item.sourceId, item]));
  const isWhole = post.items.length === items.length;
  return items.flatMap((item, at): readonly WrittenLoss[] => {
    const read = isWhole ? post.items[at] : byId.get(item.sourceId);
    if (read === undefined) return [{ item: at, what: 'The question can’t be read back from this format.' }];
    const parts = differences(item, read, post);
    const blocked = read.ready
      ? []
      : [{ item: at, what: 'The question would wait for a correction when it is imported.' }];
    if (parts.length === 0) return blocked;
    const what = `Not the same when it is read again: ${listInWords(parts)}.`;
    return [{ item: at, what }, ...blocked];
  });
}

function differences(item: WrittenItem, read: ParsedItem, post: ParsedPost): readonly string[] {
  const { content } = item;
  const ids = new Map(
    read.options.map(({ label }, at) => [label, content.options[at]?.id ?? `new-${label}`]),
  );
  const draft = toItemDraft(read, (label) => ids.get(label) ?? label);
  const parts: string[] = [];
  const compare = (name: string, one: RichText | undefined, other: RichText | undefined): void => {
    if (form(one ?? []) !== form(other ?? [])) parts.push(name);
  };
  if (content.title !== draft.title) parts.push('the title');
  compare('the text', content.stem, draft.stem);
  const count = Math.max(content.options.length, draft.options.length);
  for (let at = 0; at < count; at += 1) {
    compare(`option ${letterAt(at)}`, content.options[at]?.body, draft.options[at]?.body);
  }
  if (content.key.join('\n') !== draft.key.join('\n')) parts.push('the key');
  for (const [at, { id }] of content.options.entries()) {
    compare(`the rationale of ${letterAt(at)}`, content.rationales[id], draft.rationales[id]);
  }
  compare(
    'the overall rationale',
    content.rationales[OVERALL_RATIONALE],
    draft.rationales[OVERALL_RATIONALE],
  );
  if (content.shuffleLocked !== draft.shuffleLocked) parts.push('whether the order is fixed');
  const stimulus = read.stimulus === null ? undefined : post.stimuli[read.stimulus];
  compare('the background', item.stimulus ?? [], stimulus === undefined ? [] : parseRichText(stimulus.text));
  if (item.topic !== null && !read.tags.includes(item.topic)) parts.push('the topic');
  if (item.sourceId !== read.sourceId) parts.push('the id');
  return parts;
}

/** Equal for equal content: references by id, and nothing that makes no difference to a reader. */
function form(tree: RichText): string {
  return canonicalRichText(normalRichText(tree, (id) => `\ue000${id}\ue001`));
}
