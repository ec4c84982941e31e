import 'server-only';
import { join } from 'node:path';
import type { Failure } from '@/lib/domain/kernel/failure';
import type { Result } from '@/lib/domain/kernel/result';
import type { ColumnMapping } from '@/lib/domain/scenario-import/column-mapping';
import type { SourceFormat } from '@/lib/domain/scenario-import/source-format';
import { createWorkerHost, type WorkerHost, type WorkerLimits } from '../threads/worker-host';
import { joinReading, type ReadingPart, type ReadingTask, type SourceReading } from './reading-task';

export type { SourceReading } from './reading-task';

const SPLIT = 'Split it and import the parts one after the other.';

const LIMITS: WorkerLimits = {
  processorMs: 10_000,
  patienceMs: 60_000,
  memoryMb: 256,
  words: {
    tooLong: (seconds) =>
      `This source takes longer than ${seconds} seconds of processor time to read. ${SPLIT}`,
    tooBusy: (seconds) =>
      `The source was not read within ${seconds} seconds, because the server was busy with other things. Try again later.`,
    tooLarge: (memoryMb) => `This source needs more than ${memoryMb} MB to be read. ${SPLIT}`,
    broken:
      'The source could not be read. Save it again as plain text, or split it to find the part that is at fault.',
  },
};

const ENTRY = join(process.cwd(), 'lib', 'infra', 'source-reading', 'reading-worker.mjs');

/** One thread for the process: kept on globalThis, because bundles and reloads in development load this module several times. */
const kept = globalThis as typeof globalThis & { cutscoreReading?: WorkerHost<ReadingTask, ReadingPart> };
kept.cutscoreReading ??= createWorkerHost<ReadingTask, ReadingPart>(ENTRY, LIMITS);
const host = kept.cutscoreReading;

/**
 * Reads a file of any format, in a thread of its own with limits on time and memory. Any bytes give a report or a
 * refusal in words; it never throws over what the file holds. `format` and `mapping` override what would be found.
 */
export function readSource(input: {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly format: SourceFormat | null;
  readonly mapping: ColumnMapping | null;
}): Promise<Result<SourceReading, Failure>> {
  return read(input);
}

/** Reads a source that was typed or edited: the `text` of an earlier reading, or what somebody pasted. */
export function readText(
  text: string,
  format: SourceFormat | null,
  mapping: ColumnMapping | null = null,
): Promise<Result<SourceReading, Failure>> {
  return read({ text, format, mapping });
}

async function read(task: ReadingTask): Promise<Result<SourceReading, Failure>> {
  const parts = await host.run(task);
  return parts.ok ? joinReading(parts.value) : parts;
}

/** Starts the thread, so that the first person to import doesn't wait for it. */
export function warmSourceReading(): void {
  host.warm();
}
