import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PendingAnswer, StoredAnswer } from '@/lib/domain/attempt/answer';
import { answerOf, isEditable, savedState } from '@/lib/domain/attempt/outbox';
import type { AnswerStore } from './answer-store';
import { AttemptSync } from './attempt-sync';
import type { AttemptTransport, Heard } from './attempt-transport';
import type { SyncPorts } from './sync-ports';

const ITEMS = ['first', 'second', 'third'] as const;

interface Timer {
  readonly at: number;
  readonly callback: () => void;
}

/** A world with a clock of its own: time passes only in `pass`, so that minutes of faults take milliseconds. */
class World {
  now = 0;
  #timers: Timer[] = [];

  readonly after = (ms: number, callback: () => void) => {
    const timer = { at: this.now + ms, callback };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((each) => each !== timer);
    };
  };

  readonly wait = (ms: number) => new Promise<void>((resolve) => this.after(ms, resolve));

  async pass(ms: number): Promise<void> {
    const until = this.now + ms;
    for (;;) {
      for (let i = 0; i < 20; i += 1) await Promise.resolve();
      const next = this.#timers.reduce<Timer | null>(
        (soonest, timer) => (soonest && soonest.at <= timer.at ? soonest : timer),
        null,
      );
      if (!next || next.at > until) break;
      this.#timers = this.#timers.filter((timer) => timer !== next);
      this.now = next.at;
      next.callback();
    }
    this.now = until;
  }
}

type Fate = 'ok' | 'lost' | 'replyLost';

/** The rules of the database functions, for one attempt, over a line that obeys the test. */
class Server {
  readonly stored = new Map<string, StoredAnswer>();
  readonly late: PendingAnswer[] = [];
  lease = '';
  epoch = 0;
  closed = false;
  submissions = 0;
  renewals = 0;
  fate: () => Fate = () => 'ok';
  latencyMs = 20;

  constructor(
    readonly world: World,
    public deadlineMs: number,
  ) {}

  get transport(): AttemptTransport {
    return {
      save: (answer, leaseId) => this.#over(() => this.#save(answer, leaseId)),
      claim: (leaseId) =>
        this.#over(() => {
          if (this.#isOver()) return { outcome: 'closed' as const };
          if (this.lease !== leaseId) this.epoch += 1;
          this.lease = leaseId;
          return { outcome: 'claimed' as const, stored: [...this.stored.values()], epoch: this.epoch };
        }),
      renew: (leaseId) => {
        this.renewals += 1;
        return this.#over(() => this.#stands(leaseId));
      },
      clock: (leaseId) => this.#over(() => this.#stands(leaseId)),
      submit: (leaseId) =>
        this.#over(() => {
          if (this.#isOver()) {
            this.closed = true;
            return { outcome: 'closed' as const };
          }
          if (leaseId !== this.lease) return { outcome: 'superseded' as const };
          this.closed = true;
          this.submissions += 1;
          return { outcome: 'submitted' as const };
        }),
    };
  }

  #stands(leaseId: string) {
    if (this.#isOver()) return { outcome: 'closed' as const };
    return { outcome: leaseId === this.lease ? ('ok' as const) : ('superseded' as const) };
  }

  #isOver = () => this.closed || this.world.now > this.deadlineMs + 5000;

  #save(answer: PendingAnswer, leaseId: string) {
    const { itemId, rev, selected, flagged, made } = answer;
    const current = this.stored.get(itemId);
    if (this.#isOver()) {
      this.late.push(answer);
      return { outcome: this.closed ? ('closed' as const) : ('late' as const) };
    }
    if (leaseId !== this.lease) return { outcome: 'superseded' as const };
    const savedAt = new Date(this.world.now).toISOString();
    const isOwn = !current || current.rev <= made.base || current.epoch === made.epoch;
    if (!current || (isOwn && rev > current.rev)) {
      this.stored.set(itemId, { itemId, rev, epoch: made.epoch, selected, flagged, savedAt });
      return { outcome: 'saved' as const, rev, savedAt };
    }
    if (isOwn && rev < current.rev) return { outcome: 'stale' as const, current };
    return current.selected.join() === selected.join()
      ? { outcome: 'duplicate' as const, rev: current.rev, savedAt }
      : { outcome: 'conflict' as const, current };
  }

  async #over<T>(answer: () => T): Promise<Heard<T>> {
    const fate = this.fate();
    const sentAtMs = this.world.now;
    await this.world.wait(this.latencyMs / 2);
    if (fate === 'lost') return { heard: false, retryAfterMs: 0 };
    const reply = answer();
    const remainingMs = Math.max(0, this.deadlineMs - this.world.now);
    await this.world.wait(this.latencyMs / 2);
    if (fate === 'replyLost') return { heard: false, retryAfterMs: 0 };
    const halfMs = (this.world.now - sentAtMs) / 2;
    return { heard: true, reply, clock: { remainingMs, atMs: sentAtMs + halfMs, uncertaintyMs: halfMs } };
  }
}

function memoryStore(): AnswerStore & { readonly kept: Map<string, PendingAnswer> } {
  const kept = new Map<string, PendingAnswer>();
  return {
    kept,
    all: async () => [...kept.values()],
    put: async (answer) => {
      kept.set(answer.itemId, answer);
    },
    remove: async (itemId, upToRev) => {
      if ((kept.get(itemId)?.rev ?? Number.POSITIVE_INFINITY) <= upToRev) kept.delete(itemId);
    },
  };
}

const brokenStore: AnswerStore = {
  all: () => Promise.reject(new Error('blocked')),
  put: () => Promise.reject(new Error('blocked')),
  remove: () => Promise.reject(new Error('blocked')),
};

let tabs = 0;
function openTab(
  world: World,
  server: Server,
  store: AnswerStore,
  lease?: string,
  clock: Pick<SyncPorts, 'now' | 'after'> = { now: () => world.now, after: world.after },
): AttemptSync {
  tabs += 1;
  const leaseId = lease ?? `tab ${tabs}`;
  const sync = new AttemptSync(
    {
      stored: [...server.stored.values()],
      remainingMs: server.deadlineMs - world.now,
      lease: { take: () => leaseId, leave: () => {} },
      submitKey: `key ${tabs}`,
      positionOf: (itemId) => [...ITEMS.keys()].find((place) => ITEMS[place] === itemId) ?? 0,
    },
    {
      ...{ transport: server.transport, store, ...clock, date: () => world.now },
      ...{ random: () => 0.5, acts: { read: () => [], write: () => {} } },
    },
  );
  void sync.start();
  return sync;
}

const choose = (sync: AttemptSync, itemId: string, option: string) =>
  sync.answer(itemId, { selected: [option], flagged: false });
const hour = 3_600_000;

describe('a tab', () => {
  it('sends an answer at once and says saved when the server has it', async () => {
    const world = new World();
    const server = new Server(world, hour);
    const sync = openTab(world, server, memoryStore());
    await world.pass(100);
    choose(sync, 'first', 'b');
    expect(savedState(sync.state().outbox)).toBe('saving');
    await world.pass(100);
    expect(savedState(sync.state().outbox)).toBe('saved');
    expect(server.stored.get('first')?.selected).toEqual(['b']);
  });

  it('asks how much time is left every 45 seconds, and not right after an answer was saved', async () => {
    const world = new World();
    const server = new Server(world, hour);
    const sync = openTab(world, server, memoryStore());
    await world.pass(100_000);
    expect(server.renewals).toBe(2);
    await world.pass(30_000);
    choose(sync, 'first', 'b');
    await world.pass(10_000);
    expect(server.renewals, 'the save said it all').toBe(2);
    await world.pass(45_000);
    expect(server.renewals).toBe(3);
  });

  it('sends again what an earlier page could not, without being touched', async () => {
    const world = new World();
    const server = new Server(world, hour);
    const store = memoryStore();
    const before = openTab(world, server, store);
    await world.pass(100);
    server.fate = () => 'lost';
    choose(before, 'second', 'c');
    await world.pass(3000);
    before.stop();
    server.fate = () => 'ok';
    const after = openTab(world, server, store);
    await world.pass(200);
    expect(answerOf(after.state().outbox, 'second').selected).toEqual(['c']);
    expect(server.stored.get('second')?.selected).toEqual(['c']);
    expect(store.kept.size).toBe(0);
  });

  it('tries again and again where timers fire a moment early and the clock moves between two looks at it', async () => {
    const world = new World();
    const server = new Server(world, hour);
    let looks = 0;
    const sync = openTab(world, server, memoryStore(), 'one tab', {
      now: () => {
        looks += 1;
        return world.now + (looks % 2) * 0.06;
      },
      after: (ms, callback) => world.after(Math.max(0.01, ms - 0.05), callback),
    });
    await world.pass(100);
    server.fate = () => 'lost';
    choose(sync, 'first', 'b');
    await world.pass(60_000);
    server.fate = () => 'ok';
    await world.pass(10_000);
    expect(savedState(sync.state().outbox)).toBe('saved');
    expect(server.stored.get('first')?.selected).toEqual(['b']);
  });

  it('saves online when the device keeps nothing, and says so', async () => {
    const world = new World();
    const server = new Server(world, hour);
    const sync = openTab(world, server, brokenStore);
    await world.pass(100);
    choose(sync, 'first', 'a');
    await world.pass(100);
    expect(sync.state().keeps).toBe(false);
    expect(savedState(sync.state().outbox)).toBe('saved');
    expect(server.stored.get('first')?.selected).toEqual(['a']);
  });

  it('becomes read-only when another one takes over, and goes on after "Continue here" without losing either', async () => {
    const world = new World();
    const server = new Server(world, hour);
    const first = openTab(world, server, memoryStore());
    await world.pass(100);
    const second = openTab(world, server, memoryStore());
    await world.pass(100);
    choose(second, 'first', 'd');
    await world.pass(100);
    choose(first, 'second', 'a');
    await world.pass(100);
    expect(first.state().outbox.access).toBe('superseded');
    expect(isEditable(first.state().outbox)).toBe(false);
    void first.claim();
    await world.pass(100);
    expect(server.stored.get('first')?.selected).toEqual(['d']);
    expect(server.stored.get('second')?.selected).toEqual(['a']);
  });

  it('locks at zero, sends the last answers, and closes the attempt when the server does', async () => {
    const world = new World();
    const server = new Server(world, 60_000);
    const sync = openTab(world, server, memoryStore());
    await world.pass(59_000);
    server.fate = () => 'lost';
    choose(sync, 'first', 'a');
    await world.pass(1500);
    expect(sync.state().outbox.over).toBe(true);
    expect(isEditable(sync.state().outbox)).toBe(false);
    server.fate = () => 'ok';
    await world.pass(12_000);
    expect(server.stored.get('first')?.selected).toEqual(['a']);
    expect(sync.state().outbox.access).toBe('closed');
    expect(server.closed).toBe(true);
  });

  it('opens again when staff give more time', async () => {
    const world = new World();
    const server = new Server(world, 20_000);
    const sync = openTab(world, server, memoryStore());
    await world.pass(21_000);
    expect(isEditable(sync.state().outbox)).toBe(false);
    server.deadlineMs = 200_000;
    await world.pass(3000);
    expect(isEditable(sync.state().outbox)).toBe(true);
  });

  it('keeps an answer that comes too late apart and says so', async () => {
    const world = new World();
    const server = new Server(world, 30_000);
    const sync = openTab(world, server, memoryStore());
    await world.pass(100);
    server.fate = () => 'lost';
    choose(sync, 'first', 'a');
    await world.pass(40_000);
    server.fate = () => 'ok';
    await world.pass(10_000);
    expect(server.late).toHaveLength(1);
    expect(sync.state().outbox.setAside).toEqual([{ itemId: 'first', why: 'late' }]);
    expect(sync.state().outbox.access).toBe('closed');
  });

  it('submits only after the last answer has arrived', async () => {
    const world = new World();
    const server = new Server(world, hour);
    const sync = openTab(world, server, memoryStore());
    await world.pass(100);
    choose(sync, 'third', 'b');
    const submitted = sync.submit();
    await world.pass(500);
    expect(await submitted).toBe('done');
    expect(server.stored.get('third')?.selected).toEqual(['b']);
    expect(server.submissions).toBe(1);
    expect(sync.state().outbox.access).toBe('closed');
  });

  it('says that it could not submit, and can try again', async () => {
    const world = new World();
    const server = new Server(world, hour);
    const sync = openTab(world, server, memoryStore());
    await world.pass(100);
    server.fate = () => 'lost';
    choose(sync, 'third', 'b');
    const refused = sync.submit();
    await world.pass(10_000);
    expect(await refused).toBe('unsent');
    server.fate = () => 'ok';
    const again = sync.submit();
    await world.pass(2000);
    expect(await again).toBe('done');
  });
});

describe('over a line that loses, delays and doubles', () => {
  it('never shows "saved" for what the server lacks, and everything arrives in the end', async () => {
    const step = fc.oneof(
      {
        weight: 5,
        arbitrary: fc.record({ item: fc.constantFrom(...ITEMS), option: fc.constantFrom('a', 'b', 'c') }),
      },
      { weight: 3, arbitrary: fc.record({ passMs: fc.integer({ min: 1, max: 9000 }) }) },
      { weight: 1, arbitrary: fc.constant('reload' as const) },
    );
    const fates = fc.array(fc.constantFrom<Fate>('ok', 'lost', 'replyLost'), { minLength: 1, maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), fates, async (steps, line) => {
        const world = new World();
        const server = new Server(world, hour);
        let sent = 0;
        server.fate = () => {
          sent += 1;
          return line[sent % line.length] ?? 'ok';
        };
        const store = memoryStore();
        const wanted = new Map<string, string>();
        const honest = (tab: AttemptSync) => {
          if (savedState(tab.state().outbox) !== 'saved') return;
          for (const [itemId, option] of wanted)
            expect(server.stored.get(itemId)?.selected).toEqual([option]);
        };
        let unsubscribe: () => unknown = () => {};
        const open = () => {
          const tab = openTab(world, server, store, 'one tab');
          unsubscribe();
          unsubscribe = tab.subscribe(() => honest(tab));
          return tab;
        };
        let tab = open();
        await world.pass(1);
        for (const each of steps) {
          if (each === 'reload') {
            tab.stop();
            tab = open();
            await world.pass(1);
          } else if ('passMs' in each) {
            await world.pass(each.passMs);
          } else {
            wanted.set(each.item, each.option);
            choose(tab, each.item, each.option);
            await world.pass(1);
          }
        }
        server.fate = () => 'ok';
        await world.pass(30_000);
        expect(savedState(tab.state().outbox)).toBe('saved');
        for (const [itemId, option] of wanted) expect(server.stored.get(itemId)?.selected).toEqual([option]);
        expect(store.kept.size).toBe(0);
        tab.stop();
      }),
      {
        numRuns: 4000,
        // The answer "a" was there already, so nothing waited; the "c" after it had the number of a "c" before.
        examples: [
          [
            [
              { item: 'first', option: 'a' },
              { passMs: 403 },
              { item: 'first', option: 'c' },
              'reload',
              { item: 'first', option: 'a' },
              { passMs: 18 },
              { item: 'first', option: 'c' },
            ],
            ['ok', 'ok', 'lost'],
          ],
        ],
      },
    );
  }, 60_000);
});
