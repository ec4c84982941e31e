import 'server-only';
import type { Failure } from '@/lib/domain/kernel/failure';
import { err, ok, type Result } from '@/lib/domain/kernel/result';
import type { ColumnMapping, TableReading } from '@/lib/domain/scenario-import/column-mapping';
import type { FormatGuess, SourceFormat } from '@/lib/domain/scenario-import/source-format';
import type { ReaderOutput } from './source-reader';

/** What the admin says about a source; null leaves it to detection. */
interface Given {
  readonly format: SourceFormat | null;
  readonly mapping: ColumnMapping | null;
}

export type ReadingTask =
  | ({ readonly name: string; readonly bytes: Uint8Array } & Given)
  /** A source that was edited: text, whatever it came as. */
  | ({ readonly text: string } & Given);

export interface SourceReading extends ReaderOutput {
  readonly format: SourceFormat;
  /** From 0 to 1; 1 when the format was given. */
  readonly confidence: number;
  /** What else it could be, most likely first. */
  readonly guesses: readonly FormatGuess[];
  /** Columns and their mapping for a table, else null. */
  readonly table: TableReading | null;
}

/** A piece of a reading that is quick to copy from one thread to another. */
export type ReadingPart =
  | { readonly kind: 'failure'; readonly failure: Failure }
  | { readonly kind: 'whole'; readonly reading: SourceReading }
  | {
      readonly kind: 'rows';
      readonly list: 'items' | 'stimuli' | 'messages';
      readonly rows: readonly unknown[];
    }
  | { readonly kind: 'lineKinds'; readonly text: string };

const ROWS = 200;

/** Cuts a reading: at most so many rows in a part, everything else in the first. */
export function cutReading(result: Result<SourceReading, Failure>): readonly ReadingPart[] {
  if (!result.ok) return [{ kind: 'failure', failure: result.error }];
  const { post } = result.value;
  const whole = { ...result.value, post: { ...post, items: [], stimuli: [], messages: [], lineKinds: [] } };
  return [
    { kind: 'whole', reading: whole },
    ...(['items', 'stimuli', 'messages'] as const).flatMap((list) =>
      slices<unknown>(post[list]).map((rows): ReadingPart => ({ kind: 'rows', list, rows })),
    ),
    { kind: 'lineKinds', text: post.lineKinds.join() },
  ];
}

function slices<T>(rows: readonly T[]): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(rows.length / ROWS) }, (_, at) =>
    rows.slice(at * ROWS, (at + 1) * ROWS),
  );
}

/** The reading that was cut. */
export function joinReading(parts: readonly ReadingPart[]): Result<SourceReading, Failure> {
  const [first, ...others] = parts;
  if (first?.kind === 'failure') return err(first.failure);
  if (first?.kind !== 'whole') throw new Error('A reading begins with its whole');
  const rows = { items: [] as unknown[], stimuli: [] as unknown[], messages: [] as unknown[] };
  let lineKinds = '';
  for (const part of others) {
    if (part.kind === 'lineKinds') lineKinds = part.text;
    else if (part.kind === 'rows') for (const row of part.rows) rows[part.list].push(row);
  }
  const kinds = lineKinds === '' ? [] : lineKinds.split(',');
  return ok({
    ...first.reading,
    post: { ...first.reading.post, ...rows, lineKinds: kinds } as SourceReading['post'],
  });
}
