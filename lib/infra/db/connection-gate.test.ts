import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ConnectionGate, type GateRules } from './connection-gate';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const PAGE: GateRules = { size: 2, patienceMs: 2000, sheds: true };

/** People who come to a gate; `heard` says of each when they were let in or refused, in milliseconds from now. */
function openGate(rules: GateRules) {
  const gate = new ConnectionGate(rules);
  const startedAt = performance.now();
  const heard: { readonly in: boolean; readonly afterMs: number }[] = [];
  const come = () => {
    const note = (isIn: boolean) => () => heard.push({ in: isIn, afterMs: performance.now() - startedAt });
    void gate.enter().then(note(true), note(false));
  };
  const crowd = (count: number) => {
    for (let n = 0; n < count; n += 1) come();
  };
  /** Everybody who gets a connection gives it back after so long, for as long as given. */
  const serve = async (eachMs: number, forMs: number) => {
    for (let ms = 0; ms < forMs; ms += eachMs) {
      await vi.advanceTimersByTimeAsync(eachMs);
      for (let n = 0; n < rules.size; n += 1) gate.leave();
    }
  };
  const refused = () => heard.filter((each) => !each.in);
  return { gate, heard, refused, crowd, serve };
}

describe('the queue for a connection', () => {
  it('lets in as many as there are connections, and the others in their order as some come free', async () => {
    const { gate, heard, crowd } = openGate(PAGE);
    crowd(3);
    await vi.advanceTimersByTimeAsync(10);
    expect(heard).toHaveLength(2);
    gate.leave();
    await vi.advanceTimersByTimeAsync(0);
    expect(heard).toHaveLength(3);
  });

  it('refuses nobody while the queue moves fast enough, however long it is', async () => {
    const { refused, heard, crowd, serve } = openGate(PAGE);
    crowd(200);
    await serve(10, 1000);
    expect([heard.length, refused()]).toEqual([200, []]);
  });

  it('refuses at once who comes while it moves too slowly for them', async () => {
    const { gate, refused, crowd, serve } = openGate(PAGE);
    crowd(20);
    await serve(150, 600);
    expect(gate.isJammed()).toBe(false);
    crowd(30);
    await vi.advanceTimersByTimeAsync(0);
    // Of two connections one comes free every 75 ms, which is 26 people in two seconds; 40 are there.
    expect(gate.isJammed()).toBe(true);
    expect(refused().length).toBeGreaterThan(8);
    expect(refused().length).toBeLessThan(20);
  });

  it('tells most of a crowd within half a second that nothing comes free, and everybody within its patience', async () => {
    const { refused, crowd } = openGate(PAGE);
    crowd(102);
    await vi.advanceTimersByTimeAsync(500);
    expect(refused().length).toBeGreaterThanOrEqual(80);
    await vi.advanceTimersByTimeAsync(1550);
    expect(refused()).toHaveLength(100);
  });

  it('refuses at once who comes while nothing has come free for a second, though nobody else waits long', async () => {
    const { refused, crowd } = openGate(PAGE);
    crowd(3);
    await vi.advanceTimersByTimeAsync(900);
    crowd(1);
    await vi.advanceTimersByTimeAsync(0);
    expect(refused()).toHaveLength(0);
    await vi.advanceTimersByTimeAsync(100);
    crowd(1);
    await vi.advanceTimersByTimeAsync(0);
    expect(refused()).toHaveLength(1);
  });

  it('takes a pause of a quarter of a second for a breath', async () => {
    const { refused, crowd, serve } = openGate(PAGE);
    crowd(40);
    await vi.advanceTimersByTimeAsync(250);
    await serve(5, 150);
    expect(refused()).toEqual([]);
  });

  it('forgets a slow time when nobody waits any more', async () => {
    const { gate, crowd, serve } = openGate(PAGE);
    crowd(4);
    await serve(1500, 1500);
    crowd(1);
    expect(gate.isJammed()).toBe(false);
  });

  it('lets those wait who may, for five seconds and no longer', async () => {
    const { refused, heard, gate, crowd } = openGate({ size: 2, patienceMs: 5000, sheds: false });
    crowd(52);
    await vi.advanceTimersByTimeAsync(4900);
    expect([heard.length, refused().length, gate.isJammed()]).toEqual([2, 0, false]);
    await vi.advanceTimersByTimeAsync(150);
    expect(refused()).toHaveLength(50);
  });
});
