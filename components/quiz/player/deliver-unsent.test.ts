import { describe, expect, it } from 'vitest';
import { type DeliveryPorts, deliverUnsent } from './deliver-unsent';
import type { NamedAnswer } from './sealed-answer';

const seal = { owner: 'anna', key: 'key' };
const answer = (attemptId: string, itemId: string): NamedAnswer =>
  ({
    attemptId,
    itemId,
    rev: 1,
    made: { epoch: 1, base: 0, atMs: 0, chose: true },
    selected: ['b'],
    flagged: false,
    name: { exam: `Exam ${attemptId}`, question: 1 },
  }) as NamedAnswer;

/** A device on which some answers wait, and a server for which attempts stand as the names say. */
function device(
  kept: NamedAnswer[],
  stands: Readonly<Record<string, 'ok' | 'closed' | 'superseded' | null>>,
) {
  const asked: string[] = [];
  const onScreen = new Set<string>();
  const ports: DeliveryPorts = {
    alone: async (attemptId, work) => (onScreen.has(attemptId) ? null : work()),
    anything: async () => kept.length > 0,
    seal: async () => {
      asked.push('seal');
      return seal;
    },
    unsent: async () => [...kept],
    probe: async (attemptId) => stands[attemptId] ?? null,
    send: async (answers) => {
      asked.push(...answers.map(({ attemptId, itemId }) => `${attemptId}/${itemId}`));
      const undecided = answers.filter(({ itemId }) => itemId === 'answered elsewhere').length;
      for (const each of answers)
        if (each.itemId !== 'answered elsewhere') kept.splice(kept.indexOf(each), 1);
      const late = answers.filter(({ attemptId }) => stands[attemptId] === 'closed').length;
      return { late, undecided };
    },
  };
  return { ports, asked, onScreen, kept };
}

describe('what an exam left on the device', () => {
  it('is handed in late after the end, and counted', async () => {
    const { ports, kept } = device([answer('over', 'one'), answer('over', 'two')], { over: 'closed' });
    expect(await deliverUnsent(ports)).toEqual({ sent: 0, late: 2, toOpen: [] });
    expect(kept).toEqual([]);
  });

  it('is sent while the exam runs and nobody else has it', async () => {
    const { ports } = device([answer('runs', 'one')], { runs: 'ok' });
    expect(await deliverUnsent(ports)).toEqual({ sent: 1, late: 0, toOpen: [] });
  });

  it('stays for the exam’s own page where another device answered since: only there can one choose', async () => {
    const { ports, kept } = device([answer('runs', 'one'), answer('runs', 'answered elsewhere')], {
      runs: 'ok',
    });
    expect(await deliverUnsent(ports)).toEqual({ sent: 1, late: 0, toOpen: ['Exam runs'] });
    expect(kept).toHaveLength(1);
  });

  it('takes a running exam from no other device', async () => {
    const { ports, asked, kept } = device([answer('runs', 'one')], { runs: 'superseded' });
    expect(await deliverUnsent(ports)).toEqual({ sent: 0, late: 0, toOpen: ['Exam runs'] });
    expect(asked).toEqual(['seal']);
    expect(kept).toHaveLength(1);
  });

  it('is left to the exam itself while that is on a screen here', async () => {
    const { ports, onScreen, asked } = device([answer('runs', 'one')], { runs: 'ok' });
    onScreen.add('runs');
    expect(await deliverUnsent(ports)).toEqual({ sent: 0, late: 0, toOpen: [] });
    expect(asked).toEqual(['seal']);
  });

  it('stays where nothing can be heard, and says nothing', async () => {
    const { ports, kept } = device([answer('over', 'one')], {});
    expect(await deliverUnsent(ports)).toEqual({ sent: 0, late: 0, toOpen: [] });
    expect(kept).toHaveLength(1);
  });

  it('asks for nobody’s key where nothing waits', async () => {
    const { ports, asked } = device([], {});
    await deliverUnsent(ports);
    expect(asked).toEqual([]);
  });

  it('stays shut where nobody is signed in', async () => {
    const { ports, kept } = device([answer('over', 'one')], { over: 'closed' });
    expect(await deliverUnsent({ ...ports, seal: async () => null })).toEqual({
      sent: 0,
      late: 0,
      toOpen: [],
    });
    expect(kept).toHaveLength(1);
  });
});
