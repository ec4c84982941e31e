import * as z from 'zod';
import type { ShutKeys } from '../shut-keys/contract';

/** In the order in which they are offered. */
export const EXPORT_CHOICES = [
  'scenario-post',
  'moodle-xml',
  'qti-3',
  'qti-2',
  'gift',
  'aiken',
  'udemy-csv',
  'csv',
  'xlsx',
] as const;
export type ExportChoice = (typeof EXPORT_CHOICES)[number];

/** What one file takes: as many questions as one import does, and so many bytes of pictures. */
export const FILE_LIMITS = { items: 20_000, pictureBytes: 200_000_000 } as const;
export type FileLimits = { readonly [L in keyof typeof FILE_LIMITS]: number };
/** Questions that the losses are looked for in before a download; all formats are written for it. */
export const LOSS_SAMPLE = 200;

/** A bank or a view of it as a file: the filter is that of the view's address. */
export const exportQuery = z.object({
  bankId: z.guid(),
  format: z.enum(EXPORT_CHOICES).default('csv'),
  filter: z.string().max(2000).default(''),
});
export type ExportQuery = z.infer<typeof exportQuery>;

/** What a format would lose of this bank, one line per kind of loss. */
export interface LossView {
  readonly what: string;
  readonly items: number;
}

export interface ExportView {
  readonly bankName: string;
  readonly items: number;
  /** The losses are those of so many questions, the first ones; fewer than `items` in a large bank. */
  readonly sampled: number;
  /** Items that are left out because the right to use them is disputed. */
  readonly disputed: number;
  readonly formats: readonly { readonly format: ExportChoice; readonly losses: readonly LossView[] }[];
  /** The exam for which keys of these items are shut to the reader; then nothing can be taken out. */
  readonly shut: ShutKeys | null;
}
