import type { Act, ActKind } from '@/lib/domain/attempt/activity';

/** What happened, and when by the device's clock, epoch milliseconds. */
export interface Happened {
  readonly kind: ActKind;
  readonly position: number;
  readonly option?: number;
  readonly atMs: number;
}

/** Where it waits over a reload; either may throw where the browser keeps nothing. */
export interface ActStore {
  readonly read: () => readonly Happened[];
  readonly write: (waiting: readonly Happened[]) => void;
}

/** So many travel with one call. */
const MOST_AT_ONCE = 200;
const LONGEST_MS = 2 ** 31 - 1;

/**
 * What happened beside the answers and hasn't been sent: it travels with the next call that goes anyway, and waits on when that
 * call isn't acknowledged.
 */
export class UnsentActs {
  readonly #store: ActStore;
  readonly #now: () => number;
  #waiting: readonly Happened[] = [];
  #isRestored = false;

  /** @param now the device's clock, epoch milliseconds */
  constructor(store: ActStore, now: () => number) {
    this.#store = store;
    this.#now = now;
  }

  note(act: Omit<Happened, 'atMs'>): void {
    this.#restore();
    this.#keep([...this.#waiting, { ...act, atMs: this.#now() }]);
  }

  /** Takes what waits for a call; `settle` says whether the call was acknowledged. */
  take(): { readonly acts: readonly Act[]; readonly settle: (isAcknowledged: boolean) => void } {
    this.#restore();
    const taken = this.#waiting.slice(0, MOST_AT_ONCE);
    this.#keep(this.#waiting.slice(taken.length));
    const acts = taken.map(({ atMs, ...act }) => ({
      ...act,
      agoMs: Math.min(LONGEST_MS, Math.max(0, Math.round(this.#now() - atMs))),
    }));
    return {
      acts,
      settle: (isAcknowledged) => {
        if (!isAcknowledged) this.#keep([...taken, ...this.#waiting]);
      },
    };
  }

  /** What an earlier page left, once and before anything is kept over it. */
  #restore(): void {
    if (this.#isRestored) return;
    this.#isRestored = true;
    try {
      this.#waiting = this.#store.read();
    } catch {
      // Nothing was kept.
    }
  }

  #keep(waiting: readonly Happened[]): void {
    this.#waiting = waiting;
    try {
      this.#store.write(waiting);
    } catch {
      // A reload forgets it; nothing that counts is lost.
    }
  }
}
