import { describe, expect, it } from 'vitest';
import { type ActStore, type Happened, UnsentActs } from './unsent-acts';

/** What a tab keeps; two of them after one another are a reload. */
function tab() {
  let kept: readonly Happened[] = [];
  const store: ActStore = {
    read: () => kept,
    write: (waiting) => {
      kept = waiting;
    },
  };
  return { store, kept: () => kept };
}

describe('what happened beside the answers', () => {
  it('goes with the next call, with the time since then, and is forgotten when it was acknowledged', () => {
    const { store, kept } = tab();
    let now = 1000;
    const acts = new UnsentActs(store, () => now);
    acts.note({ kind: 'shown', position: 1 });
    now = 4000;
    acts.note({ kind: 'struck', position: 1, option: 2 });
    now = 5000;
    const sent = acts.take();
    expect(sent.acts).toEqual([
      { kind: 'shown', position: 1, agoMs: 4000 },
      { kind: 'struck', position: 1, option: 2, agoMs: 1000 },
    ]);
    sent.settle(true);
    expect(kept()).toEqual([]);
    expect(acts.take().acts).toEqual([]);
  });

  it('waits on, before what came since, when the call was not acknowledged', () => {
    const { store } = tab();
    const acts = new UnsentActs(store, () => 0);
    acts.note({ kind: 'shown', position: 1 });
    const lost = acts.take();
    acts.note({ kind: 'left', position: 1 });
    lost.settle(false);
    expect(acts.take().acts.map(({ kind }) => kind)).toEqual(['shown', 'left']);
  });

  it('is found by the page after a reload, once, also when that notes something before it sends', () => {
    const { store } = tab();
    new UnsentActs(store, () => 0).note({ kind: 'shown', position: 1 });
    const reloaded = new UnsentActs(store, () => 0);
    reloaded.note({ kind: 'shown', position: 2 });
    expect(reloaded.take().acts.map(({ position }) => position)).toEqual([1, 2]);
  });

  it('travels two hundred at a time', () => {
    const acts = new UnsentActs(tab().store, () => 0);
    for (let n = 0; n < 250; n += 1) acts.note({ kind: 'shown', position: 1 });
    expect([acts.take().acts.length, acts.take().acts.length]).toEqual([200, 50]);
  });

  it('is only forgotten by a reload where the browser keeps nothing', () => {
    const refuse = () => {
      throw new Error('private window');
    };
    const acts = new UnsentActs({ read: refuse, write: refuse }, () => 0);
    acts.note({ kind: 'shown', position: 1 });
    expect(acts.take().acts).toHaveLength(1);
  });
});
