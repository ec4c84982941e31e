import type { ItemContent } from '../item/item-content';
import { canonicalRichText } from '../text/canonical';
import { parseRichText } from '../text/parse-rich-text';
import type { RichText } from '../text/rich-text';
import {
  changedParts,
  type ItemIdentity,
  type ItemPart,
  identifyItem,
  identifyStimulus,
} from './fingerprint';
import { toItemDraft } from './item-draft';
import { matchItems } from './match-items';
import type { ParsedItem, ParsedPost } from './parsed-post';

/** An item of the bank with the content of its current version. */
export interface ExistingItem {
  readonly id: string;
  readonly stimulusId: string | null;
  readonly content: ItemContent;
}

export interface ExistingStimulus {
  readonly id: string;
  readonly body: RichText;
}

/** What the chosen bank holds before the import. */
export interface ExistingBank {
  readonly stimuli: readonly ExistingStimulus[];
  readonly items: readonly ExistingItem[];
}

export type PlannedStimulus =
  | { readonly action: 'new'; readonly body: RichText }
  | { readonly action: 'same' | 'changed'; readonly id: string; readonly body: RichText };

/** `stimulus` is an index into the planned stimuli. Contents carry final option ids. */
export type PlannedItem = { readonly number: number; readonly stimulus: number | null } & (
  | { readonly action: 'new'; readonly content: ItemContent }
  | { readonly action: 'same'; readonly id: string; readonly content: ItemContent }
  | {
      readonly action: 'changed';
      readonly id: string;
      readonly content: ItemContent;
      /** In the order of ITEM_PARTS; 'stimulus' when the item now stands under another shared text. */
      readonly changes: readonly (ItemPart | 'stimulus')[];
    }
  /** Says the same as an earlier item of this post, by index; nothing is written. */
  | { readonly action: 'duplicate'; readonly of: number }
  /** An error of the parser blocks it. */
  | { readonly action: 'blocked' }
);

export const PLAN_ACTIONS = ['new', 'changed', 'same', 'duplicate', 'blocked'] as const;
export type PlanAction = (typeof PLAN_ACTIONS)[number];

export interface ImportPlan {
  /** One per stimulus of the post, in its order. */
  readonly stimuli: readonly PlannedStimulus[];
  /** One per item of the post, in its order. */
  readonly items: readonly PlannedItem[];
  readonly counts: {
    readonly stimuli: { readonly [A in 'new' | 'changed' | 'same']: number };
    readonly items: { readonly [A in PlanAction]: number };
  };
}

/**
 * Decides what an import would write. The same post a second time gives only `same`. An item that changed keeps its id, and
 * its options keep theirs as far as their text is recognised. `newId` makes ids for options that the bank doesn't know.
 */
export function planImport(existing: ExistingBank, post: ParsedPost, newId: () => string): ImportPlan {
  const identities = post.items.map((item) => identifyItem(toItemDraft(item, (label) => label)));
  const twins = findTwins(identities, post.items);
  const candidates = post.items.flatMap((item, index) =>
    item.ready && twins[index] === null ? [index] : [],
  );
  const known = existing.items.map((item) => identifyItem(item.content));
  const matched = matchItems(
    candidates.flatMap((index) => identities[index] ?? []),
    known,
  );
  const matchByItem = new Map(candidates.map((index, at) => [index, matched[at] ?? null]));
  const stimuli = planStimuli(existing, post, matchByItem);
  const items = post.items.map((item, index): PlannedItem => {
    const base = { number: item.number, stimulus: item.stimulus };
    const twin = twins[index] ?? null;
    if (!item.ready) return { ...base, action: 'blocked' };
    if (twin !== null) return { ...base, action: 'duplicate', of: twin };
    const match = matchByItem.get(index) ?? null;
    const before = match === null ? undefined : existing.items[match];
    return planItem(
      item,
      identities[index],
      before,
      match === null ? undefined : known[match],
      stimuli,
      newId,
    );
  });
  return { stimuli, items, counts: countPlan(stimuli, items) };
}

/** For each item the first ready one before it with the same stem and options, or null. */
function findTwins(
  identities: readonly ItemIdentity[],
  items: readonly ParsedItem[],
): readonly (number | null)[] {
  const first = new Map<string, number>();
  return identities.map((identity, index) => {
    if (items[index]?.ready !== true) return null;
    const key = JSON.stringify([identity.stem, [...identity.options].sort()]);
    const twin = first.get(key);
    if (twin === undefined) first.set(key, index);
    return twin ?? null;
  });
}

function planItem(
  item: ParsedItem,
  identity: ItemIdentity | undefined,
  before: ExistingItem | undefined,
  known: ItemIdentity | undefined,
  stimuli: readonly PlannedStimulus[],
  newId: () => string,
): PlannedItem {
  const base = { number: item.number, stimulus: item.stimulus };
  const ids = chooseOptionIds(item, identity, before, known, newId);
  const content = toItemDraft(item, (label) => ids.get(label) ?? label);
  if (before === undefined) return { ...base, action: 'new', content };
  const stimulus = item.stimulus === null ? undefined : stimuli[item.stimulus];
  const stimulusId = stimulus === undefined || stimulus.action === 'new' ? null : stimulus.id;
  const moved = stimulus?.action === 'new' || stimulusId !== before.stimulusId;
  const changes = [...changedParts(before.content, content), ...(moved ? (['stimulus'] as const) : [])];
  if (changes.length === 0) return { ...base, action: 'same', id: before.id, content };
  return { ...base, action: 'changed', id: before.id, content, changes };
}

/** Ids by label. An option whose text is recognised keeps its id wherever it now stands; every other one gets a new id. */
function chooseOptionIds(
  item: ParsedItem,
  identity: ItemIdentity | undefined,
  before: ExistingItem | undefined,
  known: ItemIdentity | undefined,
  newId: () => string,
): ReadonlyMap<string, string> {
  const idByText = new Map(known?.options.map((text, at) => [text, before?.content.options[at]?.id]));
  return new Map(
    item.options.map(({ label }, at) => [label, idByText.get(identity?.options[at] ?? '') ?? newId()]),
  );
}

/**
 * A stimulus is recognised by its text; when that was edited, by its items: if those that the bank knows all stood under one
 * shared text that nothing else claims, this is its new version.
 */
function planStimuli(
  existing: ExistingBank,
  post: ParsedPost,
  matchByItem: ReadonlyMap<number, number | null>,
): readonly PlannedStimulus[] {
  const byId = new Map(existing.stimuli.map((stimulus) => [stimulus.id, stimulus.body]));
  const idsByText = groupIdsByText(existing.stimuli);
  const bodies = post.stimuli.map((stimulus) => parseRichText(stimulus.text));
  const former = formerStimuli(existing, post, matchByItem);
  const claimed = new Set<string>();
  const claimFirst = (ids: readonly (string | null)[]): string | null => {
    const id = ids.find((candidate) => candidate !== null && !claimed.has(candidate)) ?? null;
    if (id !== null) claimed.add(id);
    return id;
  };
  // Equal texts are told apart by their items, so that two of them don't swap places from one import to the next.
  const byText = bodies.map((body, index) => {
    const ids = idsByText.get(identifyStimulus(body)) ?? [];
    const own = former.get(index) ?? null;
    return claimFirst(own !== null && ids.includes(own) ? [own, ...ids] : ids);
  });
  return bodies.map((body, index): PlannedStimulus => {
    const id = byText[index] ?? claimFirst([former.get(index) ?? null]);
    const before = id === null ? undefined : byId.get(id);
    if (id === null || before === undefined) return { action: 'new', body };
    return { action: canonicalRichText(before) === canonicalRichText(body) ? 'same' : 'changed', id, body };
  });
}

function groupIdsByText(stimuli: readonly ExistingStimulus[]): ReadonlyMap<string, readonly string[]> {
  const idsByText = new Map<string, string[]>();
  for (const { id, body } of stimuli) {
    const text = identifyStimulus(body);
    const ids = idsByText.get(text);
    if (ids === undefined) idsByText.set(text, [id]);
    else ids.push(id);
  }
  return idsByText;
}

/** By stimulus index: the one existing stimulus under which its recognised items stood, or null when they disagree. */
function formerStimuli(
  existing: ExistingBank,
  post: ParsedPost,
  matchByItem: ReadonlyMap<number, number | null>,
): ReadonlyMap<number, string | null> {
  const former = new Map<number, string | null>();
  for (const [index, item] of post.items.entries()) {
    const match = matchByItem.get(index) ?? null;
    const stimulusId = match === null ? undefined : existing.items[match]?.stimulusId;
    if (item.stimulus === null || stimulusId === undefined) continue;
    const agreed = !former.has(item.stimulus) || former.get(item.stimulus) === stimulusId;
    former.set(item.stimulus, agreed ? stimulusId : null);
  }
  return former;
}

function countPlan(stimuli: readonly PlannedStimulus[], items: readonly PlannedItem[]): ImportPlan['counts'] {
  const counts = {
    stimuli: { new: 0, changed: 0, same: 0 },
    items: { new: 0, changed: 0, same: 0, duplicate: 0, blocked: 0 },
  };
  for (const { action } of stimuli) counts.stimuli[action] += 1;
  for (const { action } of items) counts.items[action] += 1;
  return counts;
}
