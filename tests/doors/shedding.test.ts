import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { percentile } from '@/scripts/percentile';
import { cookieOf, openDoors } from '../support/doors/open-doors';
import { openExamRoom, type Sitting, seat } from '../support/sitting';

/* Pages that can't be read in time are refused soon; answers of an exam go on being saved meanwhile. */

const doors = openDoors(() => ({ POOL_SIZE: '1' }));

let sitting: Sitting;
let cookie: string;
beforeAll(async () => {
  const room = await openExamRoom();
  const [learner] = room.learners;
  if (!learner) throw new Error('The room is empty');
  sitting = await seat(room, learner);
  cookie = await cookieOf(learner.personId);
});

interface Timed {
  readonly status: number;
  readonly retryAfter: string | null;
  readonly body: string;
  readonly tookMs: number;
}

/** Over a connection of its own where all others wait. */
async function timed(path: string, init: RequestInit): Promise<Timed> {
  const startedAt = performance.now();
  const answer = await fetch(`http://localhost:${doors().port}${path}`, init);
  const body = await answer.text();
  const retryAfter = answer.headers.get('retry-after');
  return { status: answer.status, retryAfter, body, tookMs: performance.now() - startedAt };
}

const home = () => timed('/learn', { headers: { cookie } });

let rev = 0;
function save(): Promise<Timed> {
  const { attemptId, leaseId, items } = sitting;
  rev += 1;
  return timed(`/api/v1/attempts/${attemptId}/responses/${items[0]?.itemId}`, {
    method: 'PUT',
    headers: { origin: doors().origin, cookie, 'content-type': 'application/json' },
    body: JSON.stringify({ leaseId, rev, selected: [], flagged: false }),
  });
}

describe('pages that could not be read in time', () => {
  // Measured against a clock: on a machine that is busy with something else it is tried again.
  it('are refused within 300 ms, with a word when to ask again, while answers are saved', {
    retry: 3,
  }, async () => {
    expect((await home()).status).toBe(200);
    const holder = await doors().database.admin.connect();
    // Every page of a learner reads exams; no answer that is saved does.
    await holder.query('BEGIN; LOCK TABLE exam IN ACCESS EXCLUSIVE MODE');
    const first = Array.from({ length: 8 }, home);
    // One of them hears that it waits for nothing; soon after, so does whoever comes.
    await Promise.race(first);
    await sleep(600);
    const later = await Promise.all(Array.from({ length: 30 }, home));
    const saved = await Promise.all(Array.from({ length: 5 }, save));
    await holder.query('ROLLBACK');
    holder.release();
    console.log(
      `Refused: the slowest of 30 after ${Math.max(...later.map(({ tookMs }) => tookMs)).toFixed(0)} ms; ` +
        `saved meanwhile: the slowest of 5 after ${Math.max(...saved.map(({ tookMs }) => tookMs)).toFixed(0)} ms`,
    );
    for (const { status, retryAfter, body } of later) {
      expect([status, retryAfter]).toEqual([503, '2']);
      expect(body).toContain('Try again');
    }
    // On a busy machine one of them may be held up by something else.
    expect(
      percentile(
        later.map(({ tookMs }) => tookMs),
        90,
      ),
    ).toBeLessThan(300);
    expect(saved.map(({ status }) => status)).toEqual(saved.map(() => 200));
    // Those that were under way met the database busy: they say so, too, and none waits for more than three seconds.
    for (const { status, retryAfter, tookMs } of await Promise.all(first)) {
      expect([200, 503]).toContain(status);
      if (status === 503) expect(retryAfter).toBe('2');
      expect(tookMs).toBeLessThan(4000);
    }
  });

  it('are there again as soon as the database is', async () => {
    expect((await home()).status).toBe(200);
  });
});
