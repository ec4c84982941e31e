import 'server-only';
import { Worker } from 'node:worker_threads';
import { type Failure, failure } from '@/lib/domain/kernel/failure';
import { err, ok, type Result } from '@/lib/domain/kernel/result';

export interface WorkerLimits {
  /** How long one task may take before the worker is ended. */
  readonly timeoutMs: number;
  /** Heap of the worker; more ends it. */
  readonly memoryMb: number;
}

/** What a worker answers to a task: parts of the result one by one, so that no message is long to take in. */
export type WorkerAnswer<Part> =
  | { readonly type: 'part'; readonly part: Part }
  | { readonly type: 'done' }
  | { readonly type: 'failed'; readonly message: string };

export interface WorkerHost<Task, Part> {
  /** Runs one task after the other; the failure says why a source can't be read. */
  run(task: Task): Promise<Result<readonly Part[], Failure>>;
  /** Starts the worker, so that the first task needn't wait for it. */
  warm(): void;
  close(): Promise<void>;
}

/** A worker that is kept between tasks, and replaced after it was ended. */
export function createWorkerHost<Task, Part>(entry: string, limits: WorkerLimits): WorkerHost<Task, Part> {
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
    run: (task) => {
      const answer = queue.then(() => runTask<Task, Part>(open(), task, { limits, end }));
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

interface Run {
  readonly limits: WorkerLimits;
  readonly end: () => Promise<void>;
}

function runTask<Task, Part>(
  worker: Worker,
  task: Task,
  { limits, end }: Run,
): Promise<Result<readonly Part[], Failure>> {
  return new Promise((resolve) => {
    const parts: Part[] = [];
    const detach = (): void => {
      clearTimeout(timer);
      worker.off('message', take).off('error', fail).off('exit', leave);
      worker.unref();
    };
    const settle = (result: Result<readonly Part[], Failure>): void => {
      detach();
      resolve(result);
    };
    const stop = (result: Result<readonly Part[], Failure>): void => {
      detach();
      void end().finally(() => resolve(result));
    };
    const take = (answer: WorkerAnswer<Part>): void => {
      if (answer.type === 'done') settle(ok(parts));
      else if (answer.type === 'failed') settle(err(failure('invalid', answer.message)));
      else {
        parts.push(answer.part);
        // Asking for the next part in a turn of its own lets other requests in between.
        setImmediate(() => worker.postMessage({ type: 'next' }));
      }
    };
    const fail = (error: unknown): void => stop(err(explain(error, limits)));
    const leave = (): void => stop(err(UNREADABLE));
    const timer = setTimeout(() => stop(err(tooLong(limits))), limits.timeoutMs);
    worker.ref();
    worker.on('message', take).on('error', fail).on('exit', leave);
    worker.postMessage({ type: 'task', task });
  });
}

const SPLIT = 'Split it and import the parts one after the other.';

const UNREADABLE = failure(
  'invalid',
  `The source could not be read. Save it again as plain text, or split it to find the part that is at fault.`,
);

function tooLong({ timeoutMs }: WorkerLimits): Failure {
  return failure('invalid', `This source takes longer than ${timeoutMs / 1000} seconds to read. ${SPLIT}`);
}

function explain(error: unknown, { memoryMb }: WorkerLimits): Failure {
  const isMemory = error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
  return isMemory
    ? failure('invalid', `This source needs more than ${memoryMb} MB to be read. ${SPLIT}`)
    : UNREADABLE;
}
