import type { ActKind } from '@/lib/domain/attempt/activity';
import type { Answer, StoredAnswer } from '@/lib/domain/attempt/answer';
import { betterReading, remainingAt } from '@/lib/domain/attempt/clock';
import {
  dueEntries,
  nextDueMs,
  type OutboxEntry,
  openOutbox,
  reduceOutbox,
} from '@/lib/domain/attempt/outbox';
import { isFinal, isMute, type OutboxEvent } from '@/lib/domain/attempt/outbox-event';
import { retryDelayMs } from '@/lib/domain/attempt/retry-delay';
import type { ClockReply, Heard, Told } from './attempt-transport';
import type { Lease, SyncPorts, SyncState } from './sync-ports';
import { UnsentActs } from './unsent-acts';

const HEARTBEAT_MS = 45_000;
/** A save says all that a renewal would. */
const AFTER_SAVE_MS = 30_000;
/** After the time is up the server takes answers for the seconds of grace; then it closes the attempt. */
const CLOSING_POLL_MS = 1000;

/**
 * Keeps one tab and the server in step: answers go to the device, then to the server, again and again until it has said what
 * became of them; the lease, the clock and the end of the time are followed. Knows nothing of the page: it holds a state,
 * tells its listeners, and takes orders. What the state means is decided in lib/domain/attempt.
 */
export class AttemptSync {
  readonly #ports: SyncPorts;
  readonly #lease: Lease;
  readonly #submitKey: string;
  readonly #listeners = new Set<() => void>();
  readonly #keeping = new Map<string, number>();
  readonly #acts: UnsentActs;
  readonly #positionOf: (itemId: string) => number;
  #state: SyncState;
  #leaseId = '';
  #running = false;
  #claimFailures = 0;
  #savedAtMs = Number.NEGATIVE_INFINITY;
  #cancelRetry: () => void = () => {};
  #cancelClaim: () => void = () => {};
  #cancelBeat: () => void = () => {};
  #cancelDeadline: () => void = () => {};

  constructor(
    given: {
      readonly stored: readonly StoredAnswer[];
      readonly remainingMs: number;
      readonly isPaused?: boolean;
      readonly lease: Lease;
      readonly submitKey: string;
      readonly positionOf: (itemId: string) => number;
    },
    ports: SyncPorts,
  ) {
    this.#ports = ports;
    this.#lease = given.lease;
    this.#submitKey = given.submitKey;
    this.#positionOf = given.positionOf;
    this.#acts = new UnsentActs(ports.acts, ports.date);
    // How old the page is when it runs isn't known: the first answer of the server replaces this reading.
    const { remainingMs, isPaused: stands = false } = given;
    const clock = { remainingMs, atMs: ports.now(), uncertaintyMs: 60_000, stands };
    this.#state = { outbox: openOutbox(given.stored), clock, keeps: true, reachable: true, busy: false };
  }

  readonly state = (): SyncState => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Restores what the device kept, takes the lease and begins to follow the clock. */
  async start(): Promise<void> {
    if (this.#running) return;
    this.#running = true;
    this.#leaseId = this.#lease.take();
    try {
      const entries = await this.#ports.store.all();
      if (entries.length > 0) this.#dispatch({ type: 'restored', entries });
    } catch {
      this.#set({ keeps: false });
    }
    this.#watchDeadline();
    await this.claim();
    this.#beat();
  }

  stop(): void {
    this.#running = false;
    this.#lease.leave(this.#leaseId);
    for (const cancel of [this.#cancelRetry, this.#cancelClaim, this.#cancelBeat, this.#cancelDeadline])
      cancel();
  }

  answer(itemId: string, answer: Answer): void {
    this.#dispatch({ type: 'answered', itemId, answer, atMs: this.#ports.date() });
  }

  /** The learner decided between an answer from here and one from elsewhere. */
  choose(itemId: string, keep: 'here' | 'there'): void {
    this.#dispatch({ type: 'chosen', itemId, keep });
  }

  /** Something happened beside the answers; it goes with the next call. */
  note(kind: ActKind, itemId: string, option?: number): void {
    const position = this.#positionOf(itemId);
    this.#acts.note({ kind, position, ...(option === undefined ? {} : { option }) });
  }

  /** Takes the lease: at the start, after "Continue here", after signing in again. Repeats until it is heard. */
  async claim(): Promise<void> {
    this.#cancelClaim();
    const { acts, settle } = this.#acts.take();
    const heard = this.#hear(await this.#ports.transport.claim(this.#leaseId, acts));
    settle(heard?.outcome === 'claimed');
    // The page has gone: what it would make of the answer belongs to the one after it, and so does what the device keeps.
    if (!this.#running) return;
    if (!heard) {
      this.#claimFailures += 1;
      const waitMs = retryDelayMs(this.#claimFailures, this.#ports.random());
      this.#cancelClaim = this.#ports.after(waitMs, () => void this.claim());
      return;
    }
    this.#claimFailures = 0;
    if (heard.outcome === 'claimed') this.#dispatch({ ...heard, type: 'claimed' });
    else this.#dispatch({ type: 'access', access: heard.outcome });
  }

  /** Another tab of this browser was given the lease: says whether that ends the writing here. */
  yieldToTab(): boolean {
    const isWriting = this.#state.outbox.access === 'writing';
    if (isWriting) this.#dispatch({ type: 'access', access: 'superseded' });
    return isWriting;
  }

  /** Another tab of this browser signed out, or is somebody else's: nothing more is sent from here. */
  signedOutElsewhere(): void {
    this.#dispatch({ type: 'access', access: 'signed_out' });
  }

  /** The event stream says how it stands. It doesn't know of leases: who was superseded stays so. */
  told({ reply, clock }: Told): void {
    if (!this.#running || !reply) return;
    if (reply.outcome !== 'ok' && isMute(reply.outcome)) return void this.#renew(); // Which says why.
    this.#hear({ heard: true, reply, clock });
    if (['writing', 'paused'].includes(this.#state.outbox.access)) this.#follow(reply);
  }

  /** The network came back, or the page is seen again: try now, and ask for the time. */
  wake(): void {
    if (!this.#running) return;
    this.#dispatch({ type: 'awake' });
    if (this.#state.outbox.access === 'opening' && this.#claimFailures > 0) void this.claim();
    this.#cancelBeat();
    void this.#renew().then(() => this.#beat());
  }

  /** The page goes, perhaps for a reload: what waits is sent at once, and the lease is left for whoever comes next in this tab. */
  leave(): void {
    this.#dispatch({ type: 'awake' });
    this.#lease.leave(this.#leaseId);
  }

  /** Sends what waits and submits. `unsent`: something couldn't be, nothing is lost, it can be tried again. Otherwise the state says. */
  async submit(): Promise<'done' | 'unsent'> {
    this.#dispatch({ type: 'awake' });
    if (!(await this.#drained(8000))) return 'unsent';
    const { acts, settle } = this.#acts.take();
    const heard = this.#hear(await this.#ports.transport.submit(this.#leaseId, this.#submitKey, acts));
    settle(heard?.outcome === 'submitted');
    if (!heard) return 'unsent';
    this.#dispatch({ type: 'access', access: heard.outcome === 'submitted' ? 'closed' : heard.outcome });
    return 'done';
  }

  /** Sends what the device keeps of an exam that isn't on the screen; gives up after `mostMs`, or when it can't be sent at all. */
  async drain(mostMs: number): Promise<boolean> {
    await this.start();
    return this.#drained(mostMs);
  }

  #set(change: Partial<SyncState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }

  #dispatch(event: OutboxEvent): void {
    const before = this.#state.outbox;
    const outbox = reduceOutbox(before, event);
    if (outbox !== before) this.#set({ outbox });
    const were =
      event.type === 'restored' ? [...before.waiting.values(), ...event.entries] : before.waiting.values();
    for (const { itemId, rev } of were) {
      // Settled: acknowledged, set aside or overruled. Keeping it longer would send it again after a reload.
      if (!outbox.waiting.has(itemId) && !outbox.choices.has(itemId))
        this.#ports.store.remove(itemId, rev).catch(() => {});
    }
    for (const [itemId, { here }] of before.choices) {
      if (!outbox.choices.has(itemId) && !outbox.waiting.has(itemId))
        this.#ports.store.remove(itemId, here.rev).catch(() => {});
    }
    this.#pump();
  }

  /** Does whatever is due: keep entries on the device, send those that are kept, and wait for the rest. */
  #pump(): void {
    const { outbox } = this.#state;
    for (const entry of outbox.waiting.values()) if (!entry.kept) void this.#keep(entry);
    if (!this.#running) return;
    // One by one: sending one marks it and comes back here. By one look at the clock: timers fire a fraction early.
    for (;;) {
      const now = this.#ports.now();
      const [entry] = dueEntries(this.#state.outbox, now);
      if (entry) {
        void this.#send(entry);
        continue;
      }
      this.#cancelRetry();
      const dueMs = nextDueMs(this.#state.outbox);
      if (dueMs !== null && dueMs > now)
        this.#cancelRetry = this.#ports.after(dueMs - now, () => this.#pump());
      return;
    }
  }

  async #keep(entry: OutboxEntry): Promise<void> {
    const { itemId, rev } = entry;
    if ((this.#keeping.get(itemId) ?? 0) >= rev) return;
    this.#keeping.set(itemId, rev);
    try {
      await this.#ports.store.put(entry);
      if (!this.#state.keeps) this.#set({ keeps: true });
    } catch {
      if (this.#state.keeps) this.#set({ keeps: false });
    }
    this.#dispatch({ type: 'kept', itemId, rev });
  }

  async #send(entry: OutboxEntry): Promise<void> {
    const { itemId, rev } = entry;
    this.#dispatch({ type: 'sending', itemId, rev });
    const flagged = this.#state.outbox.stored.get(itemId)?.flagged ?? false;
    if (entry.flagged !== flagged) this.note(entry.flagged ? 'flagged' : 'unflagged', itemId);
    const { acts, settle } = this.#acts.take();
    const agoMs = Math.min(2 ** 31 - 1, Math.max(0, Math.round(this.#ports.date() - entry.made.atMs)));
    const answer = await this.#ports.transport.save({ ...entry, agoMs, acts }, this.#leaseId);
    const reply = this.#hear(answer);
    const isSaved = reply?.outcome === 'saved' || reply?.outcome === 'duplicate';
    if (isSaved) this.#savedAtMs = this.#ports.now();
    settle(isSaved);
    if (reply) {
      this.#dispatch({ type: 'replied', itemId, rev, reply });
      return;
    }
    const askedForMs = answer.heard ? 0 : answer.retryAfterMs;
    const waitMs = retryDelayMs(entry.failures + 1, this.#ports.random(), askedForMs);
    this.#dispatch({ type: 'failed', itemId, rev, notBeforeMs: this.#ports.now() + waitMs });
  }

  /** Notes what every answer brings besides itself: that the server can be reached, and the time. */
  #hear<T>(answer: Heard<T>): T | null {
    const busy = !answer.heard && answer.retryAfterMs > 0;
    const was = this.#state;
    if (answer.heard !== was.reachable || busy !== was.busy) this.#set({ reachable: answer.heard, busy });
    if (!answer.heard) return null;
    if (answer.clock) {
      this.#set({ clock: betterReading(this.#state.clock, answer.clock) });
      this.#watchDeadline();
    }
    return answer.reply;
  }

  #beat(): void {
    if (!this.#running) return;
    this.#cancelBeat = this.#ports.after(HEARTBEAT_MS, () => {
      const isFresh = this.#ports.now() - this.#savedAtMs < AFTER_SAVE_MS;
      void (isFresh ? Promise.resolve(null) : this.#renew()).then(() => this.#beat());
    });
  }

  async #renew(): Promise<ClockReply | null> {
    const { access } = this.#state.outbox;
    if (access !== 'writing' && access !== 'superseded' && access !== 'paused') return null;
    const { acts, settle } = this.#acts.take();
    const reply = this.#hear(await this.#ports.transport.renew(this.#leaseId, acts));
    settle(reply?.outcome === 'ok');
    if (reply) this.#follow(reply);
    return reply;
  }

  #follow({ outcome }: ClockReply): void {
    if (outcome !== 'ok') this.#dispatch({ type: 'access', access: outcome });
    else if (this.#state.outbox.access === 'paused') this.#dispatch({ type: 'access', access: 'writing' });
  }

  /** Locks the answers when the time is up, and opens them again when staff gave more of it. */
  #watchDeadline(): void {
    this.#cancelDeadline();
    if (!this.#running) return;
    const leftMs = remainingAt(this.#state.clock, this.#ports.now());
    const { over } = this.#state.outbox;
    if (leftMs > 0) {
      if (over) this.#dispatch({ type: 'time', over: false });
      // Timers count at most 2^31 ms, and a suspended device stops them: look again now and then.
      this.#cancelDeadline = this.#ports.after(Math.min(leftMs, 60_000), () => this.#watchDeadline());
      return;
    }
    if (over) return;
    this.#dispatch({ type: 'time', over: true });
    void this.#close();
  }

  /** After the end: the last answers are on their way; ask until the server has closed the attempt. */
  async #close(): Promise<void> {
    const { access, over } = this.#state.outbox;
    if (!this.#running || !over || isFinal(access)) return;
    const heard = this.#hear(await this.#ports.transport.clock(this.#leaseId));
    if (heard?.outcome === 'closed') {
      // Settles it now instead of at the next sweep; whatever the answer, the attempt is closed.
      await this.#ports.transport.submit(this.#leaseId, this.#submitKey, []);
      await this.#drained(3000);
      this.#dispatch({ type: 'access', access: 'closed' });
    } else if (heard && heard.outcome !== 'ok') {
      this.#dispatch({ type: 'access', access: heard.outcome });
    }
    this.#ports.after(CLOSING_POLL_MS, () => void this.#close());
  }

  /** Waits until nothing waits, but no longer than `mostMs`. */
  #drained(mostMs: number): Promise<boolean> {
    const empty = () => this.#state.outbox.waiting.size === 0;
    const hopeless = () => isMute(this.#state.outbox.access);
    if (empty() || hopeless()) return Promise.resolve(empty());
    return new Promise((resolve) => {
      const finish = (result: boolean) => {
        unsubscribe();
        cancel();
        resolve(result);
      };
      const unsubscribe = this.subscribe(() => {
        if (empty() || hopeless()) finish(empty());
      });
      const cancel = this.#ports.after(mostMs, () => finish(empty()));
    });
  }
}
