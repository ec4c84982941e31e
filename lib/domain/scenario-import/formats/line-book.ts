import { characterMessages } from '../character-messages';
import type { StructuredItem } from '../finish-structured-post';
import type { LineKind } from '../line-kind';
import { type ImportMessage, importMessage, quote } from '../message';
import type { SourceLine } from '../source-lines';

/** The lines of a source while a reader books them. What nobody claims stays blank or unrecognised. */
export interface LineBook {
  readonly kinds: LineKind[];
  readonly messages: ImportMessage[];
  /** Books every line from one number to another that isn't blank. Numbers count from 1. */
  claim(firstLine: number, lastLine: number, kind: LineKind): void;
  /** Says why a line belongs to nothing; `why` follows the line in quotes. */
  refuse(line: SourceLine, why: string): void;
}

export function openBook(lines: readonly SourceLine[]): LineBook {
  const kinds = lines.map((line): LineKind => (line.text.trim() === '' ? 'blank' : 'unrecognised'));
  const messages: ImportMessage[] = [...characterMessages(lines)];
  return {
    kinds,
    messages,
    claim: (firstLine, lastLine, kind) => {
      for (let at = firstLine - 1; at < lastLine; at += 1) if (kinds[at] !== 'blank') kinds[at] = kind;
    },
    refuse: (line, why) => {
      const place = { line: line.number, column: line.text.length - line.text.trimStart().length + 1 };
      messages.push(importMessage('line/unrecognised', place, `${quote(line.text)} ${why}`));
    },
  };
}

/** What a reader leaves out of an item when its format has no such thing. */
export const BARE_ITEM = {
  sourceId: null,
  title: null,
  stimulus: null,
  overallRationale: null,
  tags: [],
  fixedOrder: false,
} as const satisfies Partial<StructuredItem>;
