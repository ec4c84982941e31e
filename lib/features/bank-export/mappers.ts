import 'server-only';
import type { RichText } from '@/lib/domain/text/rich-text';
import type { BankExport, WrittenBank } from '@/lib/infra/source-writing/bank-export';
import { type ContentColumns, toContent, toRichText } from '@/lib/infra/stored-item';
import type { LossView } from './contract';

export interface ExportRow extends ContentColumns {
  readonly id: string;
  readonly topic: string | null;
  readonly licenceNote: string;
  readonly sourceNumber: string;
  readonly stimulusId: string | null;
  readonly stimulusBody: unknown;
}

export interface MediaRow {
  readonly sha256: string;
  readonly mime: string;
  readonly bytes: Uint8Array;
  /** Bytes of all of them together. */
  readonly total: number;
}

type Media = BankExport['media'] extends ReadonlyMap<string, infer M> ? M : never;

/** Rows in the order of the bank as the writers take them. */
export function toBankExport(
  name: string,
  rows: readonly ExportRow[],
  media: readonly MediaRow[],
): BankExport {
  const stimuli = new Map<string, number>();
  const bodies: { body: RichText }[] = [];
  const items = rows.map((row) => {
    if (row.stimulusId !== null && row.stimulusBody !== null && !stimuli.has(row.stimulusId)) {
      stimuli.set(row.stimulusId, bodies.length);
      bodies.push({ body: toRichText(row.stimulusBody, 'a background') });
    }
    return {
      content: toContent(row.id, row),
      stimulus: row.stimulusId === null ? null : (stimuli.get(row.stimulusId) ?? null),
      topic: row.topic,
      sourceId: row.sourceNumber === '' ? row.id : row.sourceNumber,
      licenceNote: row.licenceNote,
    };
  });
  const pictures = media.map(({ sha256, mime, bytes }): [string, Media] => [
    sha256,
    {
      sha256,
      mime: mime as Media['mime'],
      bytes,
      name: `${sha256.slice(0, 12)}.${mime.split('/')[1] ?? 'png'}`,
    },
  ]);
  return { name, stimuli: bodies, items, media: new Map(pictures) };
}

/** Equal losses become one line with a count; what concerns the bank as a whole counts no item. */
export function toLosses(losses: WrittenBank['losses']): readonly LossView[] {
  const counts = new Map<string, number>();
  for (const { item, what } of losses) counts.set(what, (counts.get(what) ?? 0) + (item === null ? 0 : 1));
  return [...counts].map(([what, items]) => ({ what, items })).sort((a, b) => b.items - a.items);
}
