import 'server-only';
import type { ItemContent } from '@/lib/domain/item/item-content';
import type { RichText } from '@/lib/domain/text/rich-text';
import type { ExtractedMedia } from '../source-reading/source-reader';

/** A bank as the writers take it, in the order in which it is written. */
export interface BankExport {
  readonly name: string;
  readonly stimuli: readonly { readonly body: RichText }[];
  readonly items: readonly {
    readonly content: ItemContent;
    /** Index into the stimuli. */
    readonly stimulus: number | null;
    /** Name of the topic. */
    readonly topic: string | null;
    readonly sourceId: string;
    readonly licenceNote: string;
  }[];
  /** By SHA-256; texts name pictures by it. */
  readonly media: ReadonlyMap<string, ExtractedMedia>;
}

export interface WrittenBank {
  readonly fileName: string;
  readonly mime: string;
  readonly bytes: Uint8Array;
  /** What the format can't hold; `item` is an index into the items, null for the bank. */
  readonly losses: readonly { readonly item: number | null; readonly what: string }[];
}
