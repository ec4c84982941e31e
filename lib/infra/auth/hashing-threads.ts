import 'server-only';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';

/** What a thread is asked: to hash a password, or to compare it with a stored hash. */
interface HashingTask {
  readonly password: string;
  /** Null to make a hash. */
  readonly stored: string | null;
  readonly options: Readonly<Record<string, number>>;
}
type HashingAnswer =
  | { readonly id: number; readonly value: string | boolean }
  | { readonly id: number; readonly error: string };

interface Asked {
  readonly resolve: (value: string | boolean) => void;
  readonly reject: (error: Error) => void;
}

const ENTRY = join(process.cwd(), 'lib', 'infra', 'auth', 'hashing-worker.mjs');

/** One thread and what it was asked and has not answered. It is started when it is needed, and again after it broke. */
class HashingThread {
  private worker: Worker | null = null;
  private readonly asked = new Map<number, Asked>();
  private lastId = 0;

  get busyWith(): number {
    return this.asked.size;
  }

  ask(task: HashingTask): Promise<string | boolean> {
    this.lastId += 1;
    const id = this.lastId;
    return new Promise((resolve, reject) => {
      this.asked.set(id, { resolve, reject });
      const worker = this.open();
      // Idle, it keeps no process alive; a command that waits for an answer doesn't end before it.
      worker.ref();
      worker.postMessage({ id, ...task });
    });
  }

  private open(): Worker {
    if (this.worker) return this.worker;
    // The path is data to the bundler: the thread runs from the source, in development and in production alike.
    const started = new Worker(/* turbopackIgnore: true */ ENTRY);
    started.on('message', (answer: HashingAnswer) => this.answer(answer));
    const fail = (error: Error): void => {
      if (this.worker !== started) return;
      this.worker = null;
      for (const { reject } of this.asked.values()) reject(error);
      this.asked.clear();
    };
    started.on('error', fail).on('exit', () => fail(new Error('The hashing thread ended.')));
    this.worker = started;
    return started;
  }

  private answer(answer: HashingAnswer): void {
    const asked = this.asked.get(answer.id);
    this.asked.delete(answer.id);
    if (this.asked.size === 0) this.worker?.unref();
    if ('error' in answer) asked?.reject(new Error(answer.error));
    else asked?.resolve(answer.value);
  }
}

/** A fixed number of threads. It has no waiting list of its own: whoever asks has a turn. */
export class HashingThreads {
  /** How many passwords were hashed or compared so far. */
  asked = 0;
  private readonly threads: readonly HashingThread[];

  constructor(count: number) {
    this.threads = Array.from({ length: count }, () => new HashingThread());
  }

  ask(task: HashingTask): Promise<string | boolean> {
    const [idle] = [...this.threads].sort((a, b) => a.busyWith - b.busyWith);
    if (!idle) throw new Error('There are no hashing threads');
    this.asked += 1;
    return idle.ask(task);
  }
}
