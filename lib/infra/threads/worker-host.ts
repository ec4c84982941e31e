import 'server-only';
import { Worker } from 'node:worker_threads';
import { type Failure, failure } from '@/lib/domain/kernel/failure';
import { err, ok, type Result } from '@/lib/domain/kernel/result';

export interface WorkerLimits {
  /** How long one task may take before the worker is ended. */
  readonly timeoutMs: number;
  /** Heap of the worker; more ends it. */
  readonly memoryMb: number;
  readonly words: WorkerWords;
}

/** What is said when a worker had to be ended, and what to do about it. */
export interface WorkerWords {
  readonly tooLong: (seconds: number) => string;
  readonly tooLarge: (memoryMb: number) => string;
  readonly broken: string;
}

/** What a worker answers to a task: parts of the result one by one, so that no message is long to take in. */
export type WorkerAnswer<Part> =
  | { readonly type: 'part'; readonly part: Part }
  | { readonly type: 'done' }
  | { readonly type: 'failed'; readonly message: string };

/** What a worker is sent: a task with the number of pieces that follow it, those, and a wish for the next part of the answer. */
export type WorkerRequest<Task, Piece = never> =
  | { readonly type: 'task'; readonly task: Task; readonly pieces: number }
  | { readonly type: 'piece'; readonly piece: Piece }
  | { readonly type: 'next' };

export interface WorkerHost<Task, Part, Piece = never> {
  /**
   * Runs one task after the other; the failure says why it can't be done. What is too much to copy in one go comes as `pieces`, and
   * other requests get their turn between them.
   */
  run(task: Task, pieces?: readonly Piece[]): Promise<Result<readonly Part[], Failure>>;
  /** Starts the worker, so that the first task needn't wait for it. */
  warm(): void;
  close(): Promise<void>;
}

/** A worker that is kept between tasks, and replaced after it was ended. */
export function createWorkerHost<Task, Part, Piece = never>(
  entry: string,
  limits: WorkerLimits,
): WorkerHost<Task, Part, Piece> {
  let worker: Worker | null = null;
  let queue: Promise<unknown> = Promise.resolve();
  const open = (): Worker => {
    if (worker !== null) return worker;
    const started = startWorker(entry, limits.memoryMb);
    const forget = (): void => {
      if (worker === started) worker = null;
    };
    // Without a listener an error would end the server.
    started.on('error', forget).on('exit', forget);
    worker = started;
    return started;
  };
  const end = async (): Promise<void> => {
    const ended = worker;
    worker = null;
    await ended?.terminate();
  };
  return {
    run: (task, pieces = []) => {
      const answer = queue.then(() => runTask<Task, Part, Piece>(open(), { task, pieces, limits, end }));
      // One that could not even start must not fail all that come after it.
      queue = answer.catch(() => undefined);
      return answer;
    },
    warm: () => void open(),
    close: end,
  };
}

function startWorker(entry: string, memoryMb: number): Worker {
  // The path is data to the bundler: the worker runs from the source beside it, in development and in production alike.
  const worker = new Worker(/* turbopackIgnore: true */ entry, {
    execArgv: ['--conditions=react-server'],
    // A large nursery: a source makes millions of short-lived objects, and collecting them took a third of the time.
    resourceLimits: { maxOldGenerationSizeMb: memoryMb, maxYoungGenerationSizeMb: 64 },
  });
  // An idle worker keeps no process alive.
  worker.unref();
  return worker;
}

interface Run<Task, Piece> {
  readonly task: Task;
  readonly pieces: readonly Piece[];
  readonly limits: WorkerLimits;
  readonly end: () => Promise<void>;
}

function runTask<Task, Part, Piece>(
  worker: Worker,
  { task, pieces, limits, end }: Run<Task, Piece>,
): Promise<Result<readonly Part[], Failure>> {
  return new Promise((resolve) => {
    const parts: Part[] = [];
    let isSettled = false;
    const detach = (): void => {
      isSettled = true;
      clearTimeout(timer);
      worker.off('message', take).off('error', fail).off('exit', leave);
      worker.unref();
    };
    const settle = (result: Result<readonly Part[], Failure>): void => {
      detach();
      resolve(result);
    };
    const stop = (message: string): void => {
      detach();
      void end().finally(() => resolve(err(failure('invalid', message))));
    };
    const take = (answer: WorkerAnswer<Part>): void => {
      if (answer.type === 'done') settle(ok(parts));
      else if (answer.type === 'failed') settle(err(failure('invalid', answer.message)));
      else {
        parts.push(answer.part);
        // Asking for the next part in a turn of its own lets other requests in between.
        setImmediate(() => send({ type: 'next' }));
      }
    };
    const fail = (error: unknown): void => stop(explain(error, limits));
    const leave = (): void => stop(limits.words.broken);
    const timer = setTimeout(() => stop(limits.words.tooLong(limits.timeoutMs / 1000)), limits.timeoutMs);
    worker.ref();
    worker.on('message', take).on('error', fail).on('exit', leave);
    const send = (request: WorkerRequest<Task, Piece>): void => {
      try {
        worker.postMessage(request);
      } catch {
        // It can't be copied. The worker may have been sent a part of it, and must not take that for another task's.
        stop(limits.words.broken);
      }
    };
    const sendPieces = (from: number): void => {
      const piece = pieces[from];
      if (piece === undefined || isSettled) return;
      send({ type: 'piece', piece });
      setImmediate(() => sendPieces(from + 1));
    };
    send({ type: 'task', task, pieces: pieces.length });
    sendPieces(0);
  });
}

function explain(error: unknown, { memoryMb, words }: WorkerLimits): string {
  const isMemory = error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
  return isMemory ? words.tooLarge(memoryMb) : words.broken;
}
