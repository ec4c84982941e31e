import 'server-only';

import { ITEM_CUE_CODES } from '@/lib/domain/cue-lint/cue-check';
import type { ItemState } from '@/lib/domain/item/item-life';
import { toPlainText } from '@/lib/domain/text/rich-text';
import { toRichText } from '@/lib/infra/stored-item';
import type { ItemGroup, RightToUse, Snippet } from './contract';

/** Marks around a match in a headline of PostgreSQL: private-use characters, which are taken out of the text before. */
export const HIT_START = '\ue000';
export const HIT_END = '\ue001';

const EXCERPT = 140;

/** The beginning of a text on one line. */
function excerptOf(body: unknown): string {
  const text = toPlainText(toRichText(body, 'an item')).replaceAll(/\s+/g, ' ').trim();
  return text.length <= EXCERPT ? text : `${text.slice(0, EXCERPT - 1).replace(/\s\S*$/, '')}…`;
}

/** Cuts a headline at its marks. An unpaired mark is dropped with its character. */
export function toSnippet(headline: string): readonly Snippet[] {
  return headline
    .replaceAll(/\s+/g, ' ')
    .split(HIT_START)
    .flatMap((part, at): Snippet[] => {
      const [first = '', ...rest] = part.split(HIT_END);
      return at === 0
        ? [{ text: [first, ...rest].join(''), hit: false }]
        : [
            { text: first, hit: true },
            { text: rest.join(''), hit: false },
          ];
    })
    .filter(({ text }) => text !== '');
}

export interface ListedRow {
  readonly id: string;
  readonly title: string;
  readonly stem: unknown;
  /** Of the match; null without a search. */
  readonly headline: string | null;
  readonly topicName: string | null;
  readonly state: ItemState;
  readonly version: number;
  readonly rightToUse: RightToUse;
  readonly answers: number;
  readonly codes: readonly string[] | null;
  readonly stimulusId: string | null;
  readonly stimulusBody: unknown;
}

/** Neighbours with the same stimulus become one group; the rows arrive in the order of the page. */
export function toGroups(rows: readonly ListedRow[]): readonly ItemGroup[] {
  const groups: {
    stimulusId: string | null;
    stimulusExcerpt: string | null;
    items: ItemGroup['items'][number][];
  }[] = [];
  for (const { stem, headline, codes, stimulusId, stimulusBody, ...row } of rows) {
    const last = groups.at(-1);
    const snippet =
      headline?.includes(HIT_START) === true ? toSnippet(headline) : [{ text: excerptOf(stem), hit: false }];
    const item = { ...row, snippet, cues: ITEM_CUE_CODES.filter((code) => codes?.includes(code)) };
    if (last !== undefined && last.stimulusId === stimulusId) last.items.push(item);
    else {
      const stimulusExcerpt = stimulusId === null || stimulusBody === null ? null : excerptOf(stimulusBody);
      groups.push({ stimulusId, stimulusExcerpt, items: [item] });
    }
  }
  return groups;
}

/**
 * What is searched for, as PostgreSQL reads it. The last word also matches the beginning of longer ones, unless the reader wrote
 * operators (quotes, a minus, `or`), which say exactly what is meant.
 */
export function toSearch(text: string | null): {
  readonly words: string | null;
  readonly prefix: string | null;
} {
  if (text === null) return { words: null, prefix: null };
  const exact = /["-]|(?:^|\s)or(?:\s|$)/i.test(text);
  const last = exact ? null : (/(?:^|\s)([\p{L}\p{N}]{2,})$/u.exec(text)?.[1] ?? null);
  return { words: last === null ? text : text.slice(0, text.length - last.length).trim(), prefix: last };
}
