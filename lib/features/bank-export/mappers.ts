import 'server-only';
import { isRichText } from '@/lib/domain/text/is-rich-text';
import type { RichText } from '@/lib/domain/text/rich-text';
import type { BankExport, WrittenBank } from '@/lib/infra/source-writing/bank-export';
import type { LossView } from './contract';

export interface ExportRow {
  readonly id: string;
  readonly title: string;
  readonly stem: unknown;
  readonly options: unknown;
  readonly shuffleLocked: boolean;
  readonly optionIds: readonly string[];
  readonly rationales: unknown;
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

function toRichText(value: unknown): RichText {
  if (!isRichText(value)) throw new Error('A stored text is not rich text');
  return value;
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
      bodies.push({ body: toRichText(row.stimulusBody) });
    }
    return {
      content: toContent(row),
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

function toContent(row: ExportRow): BankExport['items'][number]['content'] {
  const stored = Array.isArray(row.options) ? row.options : [];
  const options = stored.map((option: { id?: unknown; body?: unknown }) => ({
    id: String(option.id),
    body: toRichText(option.body),
  }));
  const rationales = Object.entries((row.rationales ?? {}) as Record<string, unknown>);
  return {
    title: row.title === '' ? null : row.title,
    stem: toRichText(row.stem),
    options,
    key: options.map((option) => option.id).filter((id) => row.optionIds.includes(id)),
    rationales: Object.fromEntries(rationales.map(([id, body]) => [id, toRichText(body)])),
    shuffleLocked: row.shuffleLocked,
  };
}

/** Equal losses become one line with a count; what concerns the bank as a whole counts no item. */
export function toLosses(losses: WrittenBank['losses']): readonly LossView[] {
  const counts = new Map<string, number>();
  for (const { item, what } of losses) counts.set(what, (counts.get(what) ?? 0) + (item === null ? 0 : 1));
  return [...counts].map(([what, items]) => ({ what, items })).sort((a, b) => b.items - a.items);
}
