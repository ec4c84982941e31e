import 'server-only';
import { parentPort } from 'node:worker_threads';
import { announceThread } from '../threads/announce-thread';
import type { WorkerAnswer, WorkerRequest } from '../threads/worker-host';
import { readHere } from './read-here';
import { cutReading, type ReadingPart, type ReadingTask } from './reading-task';

announceThread();

let waiting: ReadingPart[] = [];

function answer(message: WorkerAnswer<ReadingPart>): void {
  parentPort?.postMessage(message);
}

function sendNext(): void {
  const part = waiting.shift();
  answer(part === undefined ? { type: 'done' } : { type: 'part', part });
}

parentPort?.on('message', (request: WorkerRequest<ReadingTask>) => {
  if (request.type !== 'task') {
    sendNext();
    return;
  }
  readHere(request.task).then(
    (result) => {
      waiting = [...cutReading(result)];
      sendNext();
    },
    (error: unknown) => {
      const words = error instanceof Error ? error.message : String(error);
      answer({
        type: 'failed',
        message: `The source could not be read (${words.slice(0, 200)}). Try another format, or split it to find the part that is at fault.`,
      });
    },
  );
});
