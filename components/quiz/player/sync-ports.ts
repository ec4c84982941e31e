import type { ClockReading } from '@/lib/domain/attempt/clock';
import type { Outbox } from '@/lib/domain/attempt/outbox';
import type { AnswerStore } from './answer-store';
import type { AttemptTransport } from './attempt-transport';
import type { ActStore } from './unsent-acts';

export interface SyncState {
  readonly outbox: Outbox;
  readonly clock: ClockReading;
  /** Whether the device keeps unsent answers; without, a reload loses what isn't saved yet. */
  readonly keeps: boolean;
  /** Whether the last call got an answer. */
  readonly reachable: boolean;
  /** Whether it was told to come again later instead. */
  readonly busy: boolean;
}

/** The world around one tab; replaced in tests. */
export interface SyncPorts {
  readonly transport: AttemptTransport;
  readonly store: AnswerStore;
  /** Milliseconds of a clock that only counts forwards. */
  readonly now: () => number;
  /** The device's clock, epoch milliseconds. */
  readonly date: () => number;
  /** In [0, 1). */
  readonly random: () => number;
  readonly acts: ActStore;
  /** Calls back once; the result cancels. */
  readonly after: (ms: number, callback: () => void) => () => void;
}

/** Where the tab's right to write comes from, and where it stays over a reload. */
export interface Lease {
  readonly take: () => string;
  readonly leave: (leaseId: string) => void;
}

/** The ports of a real browser tab. */
export const browserPorts = (transport: AttemptTransport, store: AnswerStore, acts: ActStore): SyncPorts => ({
  transport,
  store,
  now: () => performance.now(),
  date: () => Date.now(),
  acts,
  random: () => Math.random(),
  after: (ms, callback) => {
    const timer = setTimeout(callback, ms);
    return () => clearTimeout(timer);
  },
});
