import 'server-only';
import { join } from 'node:path';
import type { Failure } from '@/lib/domain/kernel/failure';
import { ok, type Result } from '@/lib/domain/kernel/result';
import { createWorkerHost, type WorkerHost, type WorkerLimits } from '../threads/worker-host';
import type { BankExport, WrittenBank } from './bank-export';
import type { ExportFormat } from './write-bank';
import type { WritingPart, WritingPiece, WritingTask } from './writing-task';

const LESS = 'Narrow the filter, for example to a topic, and download one part after the other.';

const LIMITS: WorkerLimits = {
  processorMs: 120_000,
  patienceMs: 300_000,
  memoryMb: 1024,
  words: {
    tooLong: (seconds) => `Writing this takes longer than ${seconds} seconds of processor time. ${LESS}`,
    tooBusy: (seconds) =>
      `The file was not written within ${seconds} seconds, because the server was busy with other things. Try again later.`,
    tooLarge: (memoryMb) => `Writing this needs more than ${memoryMb} MB. ${LESS}`,
    broken: `The file could not be written. Try another format. ${LESS}`,
  },
};

const ENTRY = join(process.cwd(), 'lib', 'infra', 'source-writing', 'writing-worker.mjs');

/** Items that are copied to the thread in one go: some 10 ms. */
const PIECE = 200;

type Host = WorkerHost<WritingTask, WritingPart, WritingPiece>;
const open = (): Host => createWorkerHost<WritingTask, WritingPart, WritingPiece>(ENTRY, LIMITS);

/**
 * A thread for files and one for what a page asks, so that no page waits for a large file. Kept on globalThis, because bundles and
 * reloads in development load this module several times.
 */
const kept = globalThis as typeof globalThis & {
  cutscoreWriting?: { readonly files: Host; readonly losses: Host };
};
kept.cutscoreWriting ??= { files: open(), losses: open() };
const { files, losses } = kept.cutscoreWriting;

/** Writes a bank in a thread of its own, with limits on time and memory. Fails with `invalid` beyond them. */
export async function writeSource(
  format: ExportFormat,
  bank: BankExport,
): Promise<Result<WrittenBank, Failure>> {
  const parts = await write(files, { formats: [format], withBytes: true }, bank);
  if (!parts.ok) return parts;
  const [part] = parts.value;
  if (part === undefined) throw new Error(`The writer gave no ${format}`);
  return ok(part.written);
}

/** What each of the formats would lose of a bank, one part per format, without the bytes. */
export function findLosses(
  formats: readonly ExportFormat[],
  bank: BankExport,
): Promise<Result<readonly WritingPart[], Failure>> {
  return write(losses, { formats, withBytes: false }, bank);
}

function write(
  host: Host,
  asked: Pick<WritingTask, 'formats' | 'withBytes'>,
  { items, ...bank }: BankExport,
): ReturnType<Host['run']> {
  const pieces = Array.from({ length: Math.ceil(items.length / PIECE) }, (_, at) =>
    items.slice(at * PIECE, (at + 1) * PIECE),
  );
  return host.run({ ...asked, bank }, pieces);
}
