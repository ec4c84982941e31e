import 'server-only';
import { BUSY_DIGEST } from '@/lib/domain/kernel/busy-digest';

export interface GateRules {
  /** How many may have a connection at once. */
  readonly size: number;
  /** How long anybody waits for one. */
  readonly patienceMs: number;
  /** Refuses whoever can't have one in that time as soon as this is known, rather than when the time is over. */
  readonly sheds: boolean;
}

/** No connection came free in time, or none would. Says "not now", like a database that is down. */
class NoConnection extends Error {
  readonly digest = BUSY_DIGEST;
}

interface Waiting {
  readonly since: number;
  readonly admit: () => void;
  readonly refuse: (error: NoConnection) => void;
}

const TICK_MS = 50;
/** A pause of so long is a breath and no jam: of the network, of a flush to disk, of a process that has just begun. */
const BREATH_MS = 300;
/** How fast a queue moves is learned over so long: the first of a burst open connections, and are slow. */
const WINDOW_MS = 500;
/** No work of a page lasts so long on every connection at once. */
const STANDSTILL_MS = 1000;

/**
 * Where people queue for the connections of a pool. It knows how fast the queue moves, from the pauses between connections that came
 * free and from the one that lasts right now, and so whom it can't serve in time. Of a database that hangs, the end of a long queue
 * learns it within half a second, and who comes after a second at once.
 */
export class ConnectionGate {
  private readonly waiting: Waiting[] = [];
  private taken = 0;
  /** The pause between two connections that came free in the last full window of time; 0 before the first. */
  private usualMs = 0;
  private windowFrom = 0;
  private freedInWindow = 0;
  /** How long none came free while somebody waited. Counted by ticks: a process that stood still counts one. */
  private pauseMs = 0;
  private timer: NodeJS.Timeout | undefined;
  private opening = 0;

  constructor(private readonly rules: GateRules) {}

  /** Whether somebody who came now, and so often one after the other, would wait too long. */
  isJammed(times = 1): boolean {
    if (!this.rules.sheds || this.taken < this.rules.size) return false;
    return (
      this.pauseMs >= STANDSTILL_MS || this.expectedMs(this.waiting.length + times) > this.rules.patienceMs
    );
  }

  /** Resolves when there is a connection to be had; whoever was let in has to leave again. */
  enter(): Promise<void> {
    if (this.taken < this.rules.size) {
      this.taken += 1;
      return Promise.resolve();
    }
    if (this.isJammed()) return Promise.reject(new NoConnection('The queue for a connection is too long'));
    return new Promise((admit, refuse) => {
      const since = performance.now();
      if (this.waiting.length === 0) this.windowFrom = since;
      this.waiting.push({ since, admit, refuse });
      this.timer ??= setInterval(() => this.tick(), TICK_MS).unref();
    });
  }

  /** Waits for a connection that has to be opened first: how long that takes says nothing about the queue. */
  async whileOpening<T>(connection: Promise<T>): Promise<T> {
    this.opening += 1;
    try {
      return await connection;
    } finally {
      this.opening -= 1;
    }
  }

  leave(): void {
    const next = this.waiting.shift();
    this.pauseMs = 0;
    if (!next) {
      this.taken -= 1;
      return;
    }
    this.learn(performance.now());
    this.rest();
    next.admit();
  }

  private learn(now: number): void {
    if (this.opening > 0) {
      this.windowFrom = now;
      this.freedInWindow = 0;
      return;
    }
    this.freedInWindow += 1;
    const windowMs = now - this.windowFrom;
    if (windowMs < WINDOW_MS) return;
    this.usualMs = windowMs / this.freedInWindow;
    this.windowFrom = now;
    this.freedInWindow = 0;
  }

  private expectedMs(place: number): number {
    // Who has a connection has had it for the whole pause: when things move again, that many come free in a pause.
    return place * Math.max(this.usualMs, (this.pauseMs - BREATH_MS) / this.rules.size);
  }

  private tick(): void {
    if (this.opening === 0) this.pauseMs += TICK_MS;
    const now = performance.now();
    const { patienceMs, sheds } = this.rules;
    // From the end, so that everybody's place is what it was.
    for (let at = this.waiting.length - 1; at >= 0; at -= 1) {
      const waiting = this.waiting[at];
      if (!waiting) continue;
      const waitedMs = now - waiting.since;
      const isHopeless = sheds && waitedMs + this.expectedMs(at + 1) > patienceMs;
      if (waitedMs < patienceMs && !isHopeless) continue;
      this.waiting.splice(at, 1);
      waiting.refuse(new NoConnection(`No connection came free within ${Math.round(waitedMs)} ms`));
    }
    this.rest();
  }

  /** Nobody waits any more: what was learned about the queue is of the past, but not that nothing comes free. */
  private rest(): void {
    if (this.waiting.length > 0) return;
    clearInterval(this.timer);
    this.timer = undefined;
    this.usualMs = 0;
    this.freedInWindow = 0;
  }
}
