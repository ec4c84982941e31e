import type { ItemContent } from '../item/item-content';
import type { RichText } from '../text/rich-text';
import { compareItems } from './compare-items';
import { type ItemIdentity, identifyItem, questionOf } from './fingerprint';
import { goneKey, type IncomingItem, rowKeys } from './incoming-item';
import { matchItems } from './match-items';
import { matchOptions } from './match-options';
import { type ExistingStimulus, type PlannedStimulus, planStimuli } from './plan-stimuli';
import { relabel } from './relabel';
import type { ChangeKind, RowKind } from './row-kind';

/** An item of the bank by its current version. */
export interface ExistingItem {
  readonly id: string;
  readonly stimulusId: string | null;
  readonly fingerprint: string;
  /** Null where the source holds an item of the same fingerprint: then nobody has to look at it. */
  readonly content: ItemContent | null;
  /** True when an earlier import of the same source made it or changed it, and it is still in use. */
  readonly isFromSource: boolean;
}

/** What the chosen bank holds before the import. */
export interface ExistingBank {
  readonly stimuli: readonly ExistingStimulus[];
  readonly items: readonly ExistingItem[];
}

export const EMPTY_BANK: ExistingBank = { stimuli: [], items: [] };

/** A bank's item that is much like an incoming one which the bank doesn't hold. */
export interface NearMatch {
  readonly index: number;
  readonly itemId: string;
  /** From 0 to 1. */
  readonly similarity: number;
}

/** What stands beside a row to be compared with it: an item of the bank, or a question of the source. */
export type RowPartner =
  | { readonly itemId: string; readonly similarity: number | null }
  | { readonly index: number };

export interface PlannedRow {
  readonly key: string;
  /** In the source; null for an item that only the bank has. */
  readonly index: number | null;
  readonly kind: RowKind;
  /** In the order of CHANGE_KINDS, of changed rows only. */
  readonly changes: readonly ChangeKind[];
  /** Index of the planned stimulus. */
  readonly stimulus: number | null;
  /** The item of the bank that an update would change, or a retirement would retire. */
  readonly target: string | null;
  readonly partner: RowPartner | null;
}

export interface ImportPlan {
  /** One per stimulus of the source, in its order. */
  readonly stimuli: readonly PlannedStimulus[];
  /** One per question of the source, in its order; then what is gone. */
  readonly rows: readonly PlannedRow[];
}

/** What the source and the bank have in common, before anybody asks what differs. */
export interface Matching {
  /** By index of the incoming item: the existing one that it is a version of. */
  readonly matches: readonly (number | null)[];
  /** By index: an earlier ready question of the source that says the same with the same key. */
  readonly repeats: readonly (number | null)[];
  /** By index: another ready question of the source that says the same with another key. */
  readonly conflicts: readonly (number | null)[];
  readonly known: readonly (ItemIdentity | null)[];
  /** Places in the bank that a blocked question of the source is a form of: not written, and not gone either. */
  readonly excused: ReadonlySet<number | null>;
}

export function matchImport(existing: ExistingBank, incoming: readonly IncomingItem[]): Matching {
  const { repeats, conflicts } = findTwins(incoming);
  const matches = matchFingerprints(existing, incoming, repeats);
  const known = existing.items.map(({ content }) => (content === null ? null : identifyItem(content)));
  const taken = new Set(matches);
  const open = incoming.map(({ source, identity }, index) =>
    source.ready && repeats[index] === null && matches[index] === null ? identity : null,
  );
  const free = known.map((identity, at) => (taken.has(at) ? null : identity));
  const found = matchItems(open, free);
  const all = matches.map((match, index) => match ?? found[index] ?? null);
  const blocked = incoming.map(({ source, identity }) => (source.ready ? null : identity));
  const settled = new Set(all);
  const rest = known.map((identity, at) => (settled.has(at) ? null : identity));
  return { matches: all, repeats, conflicts, known, excused: new Set(matchItems(blocked, rest)) };
}

/** The items that the bank doesn't hold in any form: those to look for near-duplicates of. */
export const unmatched = (incoming: readonly IncomingItem[], matching: Matching): readonly number[] =>
  incoming.flatMap(({ source }, index) =>
    source.ready && matching.matches[index] === null && matching.repeats[index] === null ? [index] : [],
  );

/**
 * Decides what an import would find and could do. The same source a second time gives only `same`. An item that changed keeps
 * its id, and its options keep theirs as far as they are recognised.
 */
export function planImport(
  existing: ExistingBank,
  incoming: readonly IncomingItem[],
  bodies: readonly RichText[],
  matching: Matching = matchImport(existing, incoming),
  near: readonly NearMatch[] = [],
): ImportPlan {
  const stimuli = planStimuli(existing.stimuli, bodies, incoming, (index) => {
    const match = matching.matches[index] ?? null;
    return match === null ? undefined : existing.items[match]?.stimulusId;
  });
  const keys = rowKeys(incoming.map(({ source }) => source));
  const context: RowContext = {
    existing,
    incoming,
    matching,
    stimuli,
    near: chooseNear(near, existing, matching),
    rivals: findRivals(existing, matching),
  };
  const rows = incoming.map((item, index) => planRow(context, item, index, keys[index] ?? ''));
  return { stimuli, rows: [...rows, ...goneRows(existing, matching)] };
}

interface RowContext {
  readonly existing: ExistingBank;
  readonly incoming: readonly IncomingItem[];
  readonly matching: Matching;
  readonly stimuli: readonly PlannedStimulus[];
  readonly near: ReadonlyMap<number, NearMatch & { readonly isFree: boolean }>;
  /** Places in the bank by what the item there asks. */
  readonly rivals: ReadonlyMap<string, readonly number[]>;
}

function planRow(context: RowContext, item: IncomingItem, index: number, key: string): PlannedRow {
  const { existing, matching } = context;
  const { ready, stimulus } = item.source;
  const row = { key, index, changes: [], stimulus, target: null, partner: null };
  if (!ready) return { ...row, kind: 'blocked' };
  const repeated = matching.repeats[index] ?? null;
  if (repeated !== null) return { ...row, kind: 'repeated', partner: { index: repeated } };
  const match = matching.matches[index] ?? null;
  const before = match === null ? undefined : existing.items[match];
  const changes = before === undefined ? [] : changesOf(context, item, before, match);
  if (before !== undefined && changes.length === 0) return { ...row, kind: 'same', target: before.id };
  const rival = contradictionOf(context, item, index, match);
  if (rival !== null) {
    const target = before?.id ?? ('itemId' in rival ? rival.itemId : null);
    return { ...row, kind: 'contradiction', target, partner: rival };
  }
  if (before !== undefined) {
    const partner = { itemId: before.id, similarity: null };
    return { ...row, kind: 'changed', changes, target: before.id, partner };
  }
  const near = context.near.get(index);
  if (near === undefined) return { ...row, kind: 'new' };
  const partner = { itemId: near.itemId, similarity: near.similarity };
  return { ...row, kind: 'near_duplicate', target: near.isFree ? near.itemId : null, partner };
}

function changesOf(
  { stimuli, matching }: RowContext,
  item: IncomingItem,
  before: ExistingItem,
  match: number | null,
): readonly ChangeKind[] {
  const stimulus = item.source.stimulus === null ? undefined : stimuli[item.source.stimulus];
  const stimulusId = stimulus === undefined || stimulus.action === 'new' ? null : stimulus.id;
  const moved = stimulus?.action === 'new' || stimulusId !== before.stimulusId;
  const identity = match === null ? null : (matching.known[match] ?? null);
  const { content, fingerprint } = before;
  const isSame = fingerprint === item.fingerprint || content === null || identity === null;
  return [
    ...(isSame
      ? []
      : compareItems(
          content,
          adopt(item, { content, identity }, (label) => label),
        )),
    ...(moved ? (['stimulus'] as const) : []),
    ...(stimulus?.action === 'changed' ? (['stimulus_text'] as const) : []),
  ];
}

/** The content with the option ids of the known item; `newId` names those that it doesn't have, by label. */
function adopt(
  item: IncomingItem,
  known: { readonly content: ItemContent; readonly identity: ItemIdentity } | null,
  newId: (label: string) => string,
): ItemContent {
  const ids = known === null ? new Map<string, string>() : matchOptions(item, known);
  const made = new Map(item.content.options.map(({ id }) => [id, ids.get(id) ?? newId(id)]));
  return relabel(item.content, (label) => made.get(label) ?? label);
}

/** The content as it is written: options keep the ids by which the known item has them. */
export const finalContent = (
  item: IncomingItem,
  known: ItemContent | null,
  newId: (label: string) => string,
): ItemContent =>
  adopt(item, known === null ? null : { content: known, identity: identifyItem(known) }, newId);

/** Twins ask the same: with the same key the later one repeats the earlier one, with another key they contradict each other. */
function findTwins(incoming: readonly IncomingItem[]): Pick<Matching, 'repeats' | 'conflicts'> {
  const groups = new Map<string, number[]>();
  const repeats = new Array<number | null>(incoming.length).fill(null);
  const conflicts = new Array<number | null>(incoming.length).fill(null);
  for (const [index, { source, identity }] of incoming.entries()) {
    if (!source.ready) continue;
    const question = questionOf(identity);
    const group = groups.get(question) ?? [];
    if (group.length === 0) groups.set(question, group);
    const keyOf = (at: number): string => JSON.stringify(incoming[at]?.identity.key);
    const twin = group.find((at) => keyOf(at) === keyOf(index));
    if (twin !== undefined) {
      repeats[index] = twin;
      continue;
    }
    const [rival] = group;
    if (rival !== undefined) {
      conflicts[index] = rival;
      conflicts[rival] ??= index;
    }
    group.push(index);
  }
  return { repeats, conflicts };
}

/** Pairs what says exactly the same, without looking at it. */
function matchFingerprints(
  existing: ExistingBank,
  incoming: readonly IncomingItem[],
  repeats: readonly (number | null)[],
): readonly (number | null)[] {
  const free = new Map<string, number[]>();
  for (const [at, { fingerprint }] of existing.items.entries()) {
    const places = free.get(fingerprint);
    if (places === undefined) free.set(fingerprint, [at]);
    else places.push(at);
  }
  return incoming.map(({ source, fingerprint }, index) =>
    source.ready && repeats[index] === null ? (free.get(fingerprint)?.shift() ?? null) : null,
  );
}

function findRivals(existing: ExistingBank, { known }: Matching): ReadonlyMap<string, readonly number[]> {
  const rivals = new Map<string, number[]>();
  for (const at of existing.items.keys()) {
    const identity = known[at] ?? null;
    if (identity === null) continue;
    const question = questionOf(identity);
    const places = rivals.get(question);
    if (places === undefined) rivals.set(question, [at]);
    else places.push(at);
  }
  return rivals;
}

/** Another question that asks the same and has another key: in the source, or a different item of the bank. */
function contradictionOf(
  { existing, matching, rivals }: RowContext,
  item: IncomingItem,
  index: number,
  match: number | null,
): RowPartner | null {
  const conflict = matching.conflicts[index] ?? null;
  if (conflict !== null) return { index: conflict };
  const key = JSON.stringify(item.identity.key);
  const rival = rivals
    .get(questionOf(item.identity))
    ?.find((at) => at !== match && JSON.stringify(matching.known[at]?.key) !== key);
  const itemId = rival === undefined ? undefined : existing.items[rival]?.id;
  return itemId === undefined ? null : { itemId, similarity: null };
}

/** The best near match of each row; an item that the source holds in another form, or that a better match has, can't be updated. */
function chooseNear(
  near: readonly NearMatch[],
  existing: ExistingBank,
  { matches }: Matching,
): RowContext['near'] {
  const taken = new Set(
    matches.flatMap((match) => (match === null ? [] : (existing.items[match]?.id ?? []))),
  );
  const chosen = new Map<number, NearMatch & { readonly isFree: boolean }>();
  for (const match of [...near].sort((one, other) => other.similarity - one.similarity)) {
    if (chosen.has(match.index)) continue;
    chosen.set(match.index, { ...match, isFree: !taken.has(match.itemId) });
    taken.add(match.itemId);
  }
  return chosen;
}

/** What an earlier import of this source made and this one doesn't hold, unless something in it is the same. */
function goneRows(existing: ExistingBank, { matches, excused }: Matching): readonly PlannedRow[] {
  const taken = new Set(matches);
  return existing.items.flatMap((item, at): readonly PlannedRow[] => {
    const isHeld = item.content === null || taken.has(at) || excused.has(at);
    if (!item.isFromSource || isHeld) return [];
    const partner = { itemId: item.id, similarity: null };
    const row = { key: goneKey(item.id), index: null, changes: [], stimulus: null, target: item.id, partner };
    return [{ ...row, kind: 'gone' }];
  });
}
