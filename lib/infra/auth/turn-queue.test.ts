import { describe, expect, it } from 'vitest';
import { NO_TURN, TurnQueue } from './turn-queue';

/** A queue whose work ends when the test says so; `served` names those whose turn came, in order. */
function openQueue(limits: { atOnce?: number; waiting?: number; waitingPerLane?: number } = {}) {
  const queue = new TurnQueue({ atOnce: 1, waiting: 10, waitingPerLane: 10, ...limits });
  const served: string[] = [];
  const ends = new Map<string, () => void>();
  const come = (name: string, lane = name, first = false) =>
    queue.take({ lane, first }, () => {
      served.push(name);
      return new Promise<string>((resolve) => ends.set(name, () => resolve(name)));
    });
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  /** Ends what is being served until nobody is left. */
  const drain = async () => {
    for (await settle(); ends.size > 0; await settle()) {
      const [next] = ends;
      if (!next) return;
      ends.delete(next[0]);
      next[1]();
    }
  };
  return { queue, served, come, drain, settle };
}

describe('the waiting list', () => {
  it('serves as many at once as it may and the others in their order', async () => {
    const { served, come, drain, settle } = openQueue({ atOnce: 2 });
    const all = ['a', 'b', 'c', 'd'].map((name) => come(name));
    await settle();
    expect(served).toEqual(['a', 'b']);
    await drain();
    expect(await Promise.all(all)).toEqual(['a', 'b', 'c', 'd']);
    expect(served).toEqual(['a', 'b', 'c', 'd']);
  });

  it('serves those who come first before all that wait longer', async () => {
    const { served, come, drain } = openQueue();
    const all = [come('a'), come('b'), come('c'), come('known', 'device', true)];
    await drain();
    await Promise.all(all);
    expect(served).toEqual(['a', 'known', 'b', 'c']);
  });

  it('lets a full lane hold up no other', async () => {
    const { served, come, drain } = openQueue();
    const all = [
      come('flood 1', 'flood'),
      come('flood 2', 'flood'),
      come('flood 3', 'flood'),
      come('flood 4', 'flood'),
      come('x'),
      come('y'),
    ];
    await drain();
    await Promise.all(all);
    expect(served).toEqual(['flood 1', 'flood 2', 'x', 'y', 'flood 3', 'flood 4']);
  });

  it('turns away who comes when the list is full, at once and without doing anything', async () => {
    const { served, come, drain } = openQueue({ waiting: 2 });
    const all = [come('a'), come('b'), come('c')];
    expect(await come('d')).toBe(NO_TURN);
    expect(served).toEqual(['a']);
    await drain();
    await Promise.all(all);
    const later = come('d');
    await drain();
    expect(await later).toBe('d');
  });

  it('turns away who comes when the lane is full, and lets others in', async () => {
    const { come, drain } = openQueue({ waitingPerLane: 1 });
    const all = [come('a', 'room'), come('b', 'room')];
    expect(await come('c', 'room')).toBe(NO_TURN);
    const other = come('d', 'home');
    await drain();
    expect(await other).toBe('d');
    await Promise.all(all);
  });

  it('keeps places for those who come first, however full the list is', async () => {
    const { come, drain } = openQueue({ waiting: 2 });
    const all = [come('a'), come('b'), come('c')];
    const known = come('known', 'device', true);
    await drain();
    expect(await known).toBe('known');
    await Promise.all(all);
  });

  it('goes on after work that failed', async () => {
    const { queue } = openQueue();
    const failed = queue.take({ lane: 'a', first: false }, () => Promise.reject(new Error('broken')));
    const next = queue.take({ lane: 'b', first: false }, async () => 'served');
    await expect(failed).rejects.toThrow('broken');
    expect(await next).toBe('served');
  });
});
