import 'server-only';
import { parentPort } from 'node:worker_threads';
import { announceThread } from '../threads/announce-thread';
import type { WorkerAnswer, WorkerRequest } from '../threads/worker-host';
import type { BankExport } from './bank-export';
import { writeBank } from './write-bank';
import type { WritingPart, WritingPiece, WritingTask } from './writing-task';

announceThread();

type Item = BankExport['items'][number];

let task: WritingTask | null = null;
let missing = 0;
let items: Item[] = [];
let waiting: WritingTask['formats'] = [];

function answer(message: WorkerAnswer<WritingPart>): void {
  parentPort?.postMessage(message);
}

/** Writes the next format; one at a time, because all of them together would be in memory at once. */
async function writeNext(): Promise<void> {
  const [format, ...others] = waiting;
  waiting = others;
  if (task === null || format === undefined) {
    [task, items] = [null, []];
    answer({ type: 'done' });
    return;
  }
  const written = await writeBank(format, { ...task.bank, items });
  const bytes = task.withBytes ? written.bytes : new Uint8Array();
  answer({ type: 'part', part: { format, written: { ...written, bytes } } });
}

function fail(error: unknown): void {
  const words = error instanceof Error ? error.message : String(error);
  answer({ type: 'failed', message: `The bank could not be written (${words.slice(0, 200)}).` });
}

parentPort?.on('message', (request: WorkerRequest<WritingTask, WritingPiece>) => {
  if (request.type === 'task') {
    task = request.task;
    waiting = task.formats;
    missing = request.pieces;
    items = [];
  } else if (request.type === 'piece') {
    for (const item of request.piece) items.push(item);
    missing -= 1;
  }
  if (missing === 0) writeNext().catch(fail);
});
