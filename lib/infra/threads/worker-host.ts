import 'server-only';
import { Worker } from 'node:worker_threads';
import { type Failure, failure } from '@/lib/domain/kernel/failure';
import { err, ok, type Result } from '@/lib/domain/kernel/result';
import type { ThreadAnnouncement } from './announce-thread';
import { countThreadTime, type ThreadTime } from './thread-time';

export interface WorkerLimits {
  /** Processor time that one task may take before the worker is ended, whatever else the machine does meanwhile. */
  readonly processorMs: number;
  /** How long anybody waits for a task, by the clock: for a worker that waits itself, and for a machine that does nothing but other things. */
  readonly patienceMs: number;
  /** Heap of the worker; more ends it. */
  readonly memoryMb: number;
  readonly words: WorkerWords;
}

/** What is said when a worker had to be ended, and what to do about it. */
export interface WorkerWords {
  readonly tooLong: (seconds: number) => string;
  readonly tooBusy: (seconds: number) => string;
  readonly tooLarge: (memoryMb: number) => string;
  readonly broken: string;
}

/** What a worker answers to a task: parts of the result one by one, so that no message is long to take in. */
export type WorkerAnswer<Part> =
  | ThreadAnnouncement
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
  const threads = new WeakMap<Worker, ThreadAnnouncement>();
  let queue: Promise<unknown> = Promise.resolve();
  const open = (): Worker => {
    if (worker !== null) return worker;
    const started = startWorker(entry, limits.memoryMb);
    const forget = (): void => {
      if (worker === started) worker = null;
    };
    // Without a listener an error would end the server.
    started
      .on('error', forget)
      .on('exit', forget)
      .on('message', (answer: WorkerAnswer<Part>) => {
        if (answer.type === 'thread') threads.set(started, answer);
      });
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
      const answer = queue.then(() => {
        const opened = open();
        const time = measure(opened, () => threads.get(opened));
        return runTask<Task, Part, Piece>(opened, { task, pieces, limits, end, time });
      });
      // One that could not even start must not fail all that come after it.
      queue = answer.catch(() => undefined);
      return answer;
    },
    warm: () => void open(),
    close: end,
  };
}

/** Counts from the moment at which the worker is ready to work: starting costs as much as reading a book. */
function measure(worker: Worker, announced: () => ThreadAnnouncement | undefined): ThreadTime {
  let time: ThreadTime | null = null;
  return () => {
    const thread = announced();
    if (thread === undefined) return 0;
    time ??= countThreadTime(worker, thread.id);
    return time();
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
  readonly time: ThreadTime;
}

/** How often a worker is looked at. */
const LOOK_MS = 100;

function runTask<Task, Part, Piece>(
  worker: Worker,
  { task, pieces, limits, end, time }: Run<Task, Piece>,
): Promise<Result<readonly Part[], Failure>> {
  return new Promise((resolve) => {
    const parts: Part[] = [];
    let isSettled = false;
    const detach = (): void => {
      isSettled = true;
      clearInterval(timer);
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
      else if (answer.type === 'thread') return;
      else if (answer.type === 'failed') settle(err(failure('invalid', answer.message)));
      else {
        parts.push(answer.part);
        // Asking for the next part in a turn of its own lets other requests in between.
        setImmediate(() => send({ type: 'next' }));
      }
    };
    const fail = (error: unknown): void => stop(explain(error, limits));
    const leave = (): void => stop(limits.words.broken);
    const began = performance.now();
    const look = (): void => {
      if (time() >= limits.processorMs) stop(limits.words.tooLong(limits.processorMs / 1000));
      else if (performance.now() - began >= limits.patienceMs)
        stop(limits.words.tooBusy(limits.patienceMs / 1000));
    };
    const timer = setInterval(look, LOOK_MS);
    look();
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
