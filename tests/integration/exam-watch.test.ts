import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { dbPools } from '@/lib/infra/db/pools';
import { EventStreams } from '@/lib/infra/exam-watch/event-streams';
import { Rounds } from '@/lib/infra/exam-watch/rounds';
import { newId } from '@/lib/infra/id';
import { NO_ACTS } from '@/lib/infra/running-attempt';
import { startApplication } from '../support/application';
import { openExamRoom, type Sitting, seat } from '../support/sitting';

/* Many who wait cost what one costs: what is asked about running attempts in a moment is one statement. */

const database = startApplication();
const LEARNERS = 30;
const ROUND_MS = 200;

let sittings: Sitting[];
beforeAll(async () => {
  const room = await openExamRoom({ itemCount: 2, learnerCount: LEARNERS });
  sittings = [];
  for (const learner of room.learners) sittings.push(await seat(room, learner));
});
afterEach(() => {
  delete (globalThis as { cutscoreStopping?: true }).cutscoreStopping;
  vi.restoreAllMocks();
});

// A round that is under way meets a database that is still there.
afterAll(() => sleep(3 * ROUND_MS));

const at = (n: number): Sitting => {
  const sitting = sittings[n];
  if (!sitting) throw new Error('Nobody sits there');
  return sitting;
};
const countStatements = () => {
  const asked = vi.spyOn(dbPools().exam, 'query');
  return () => asked.mock.calls.length;
};
const endSession = ({ tokenHash }: Sitting) =>
  database().admin.query('UPDATE identity.session SET revoked_at = now() WHERE token_hash = $1', [tokenHash]);
/** What staff did to an attempt, as `app.notices_since` tells it. */
const act = async ({ organisationId, attemptId }: Sitting): Promise<string> => {
  const actId = newId();
  await database().admin.query(
    'INSERT INTO signal.notice (organisation_id, attempt_id, act_id, at) VALUES ($1, $2, $3, clock_timestamp())',
    [organisationId, attemptId, actId],
  );
  return actId;
};

describe('renewals', () => {
  it('of thirty learners at once are one statement, and each hears of their own attempt', async () => {
    const rounds = new Rounds(ROUND_MS);
    await endSession(at(0));
    await database().admin.query(
      "UPDATE attempt SET started_at = now() - interval '3 hours', deadline_at = now() - interval '1 hour' WHERE id = $1",
      [at(1).attemptId],
    );
    const statements = countStatements();
    const answers = await Promise.all(
      sittings.map(({ tokenHash, attemptId, leaseId }, n) =>
        rounds.ask({
          tokenHash,
          attemptId: n === 2 ? at(3).attemptId : attemptId,
          leaseId: n === 4 ? newId() : leaseId,
          seen: NO_ACTS,
        }),
      ),
    );
    expect(statements()).toBe(1);
    expect(answers.map(({ status }) => status)).toEqual([
      ...['signed_out', 'closed', 'not_found', 'ok', 'superseded'],
      ...sittings.slice(5).map(() => 'ok'),
    ]);
    // No time where no clock was read.
    expect(answers.slice(0, 3).map(({ remainingMs }) => remainingMs)).toEqual([null, null, null]);
    for (const { remainingMs } of answers.slice(3)) expect(remainingMs).toBeGreaterThan(3_000_000);
  });

  it('come in rounds, however they arrive', async () => {
    const rounds = new Rounds(ROUND_MS);
    const statements = countStatements();
    const { tokenHash, attemptId, leaseId } = at(5);
    const asking: Promise<unknown>[] = [];
    const startedAt = performance.now();
    for (let n = 0; n < 40; n += 1) {
      asking.push(rounds.ask({ tokenHash, attemptId, leaseId, seen: NO_ACTS }));
      await sleep(15);
    }
    await Promise.all(asking);
    expect(statements()).toBeGreaterThan(1);
    expect(statements()).toBeLessThanOrEqual(Math.ceil((performance.now() - startedAt) / ROUND_MS) + 1);
  });

  it('take no lock: a save that holds the attempt lets them pass', async () => {
    const holder = await database().admin.connect();
    await holder.query('BEGIN');
    await holder.query('SELECT 1 FROM attempt WHERE id = $1 FOR UPDATE', [at(6).attemptId]);
    const { tokenHash, attemptId, leaseId } = at(6);
    const answer = await new Rounds(ROUND_MS).ask({ tokenHash, attemptId, leaseId, seen: NO_ACTS });
    await holder.query('ROLLBACK');
    holder.release();
    expect(answer.status).toBe('ok');
  });

  it('make the session last as long as the exam, when it got longer', async () => {
    const { tokenHash, attemptId, leaseId } = at(7);
    await database().admin.query(
      "UPDATE attempt SET deadline_at = now() + interval '20 hours' WHERE id = $1",
      [attemptId],
    );
    await new Rounds(ROUND_MS).ask({ tokenHash, attemptId, leaseId, seen: NO_ACTS });
    const { rows } = await database().admin.query(
      "SELECT expires_at > now() + interval '20 hours' AS long FROM identity.session WHERE token_hash = $1",
      [tokenHash],
    );
    expect(rows).toEqual([{ long: true }]);
  });
});

interface Heard {
  readonly text: () => string;
  readonly hasEnded: () => boolean;
  readonly leave: () => void;
}

function listen(streams: EventStreams, { tokenHash, attemptId }: Sitting): Heard {
  let [text, ended] = ['', false];
  const leave = streams.listen(
    { tokenHash, attemptId },
    { status: 'ok', remainingMs: 1000 },
    (more) => {
      text += more;
    },
    () => {
      ended = true;
    },
  );
  return { text: () => text, hasEnded: () => ended, leave };
}

describe('what was looked at', () => {
  it('is kept with a renewal, once, however often it is sent', async () => {
    const { tokenHash, attemptId, leaseId } = at(8);
    const rounds = new Rounds(ROUND_MS);
    const seen = { batch: 7, acts: 's1-40 l1-10' };
    for (let n = 0; n < 2; n += 1)
      expect((await rounds.ask({ tokenHash, attemptId, leaseId, seen })).status).toBe('ok');
    await rounds.ask({ tokenHash, attemptId, leaseId: newId(), seen: { batch: 8, acts: 's2-0' } });
    const { rows } = await database().admin.query(
      'SELECT position, rev, acts FROM response_event WHERE attempt_id = $1',
      [attemptId],
    );
    expect(rows).toEqual([{ position: 0, rev: 7, acts: 's1-40 l1-10' }]);
  });
});

describe('event streams', () => {
  const open = (times: Partial<ConstructorParameters<typeof EventStreams>[1]> = {}) =>
    new EventStreams(new Rounds(ROUND_MS), { beatMs: 20, silenceMs: 10_000, proveMs: 10_000, ...times });

  it('tell an act of staff to whom it concerns, once, with the state after it, and cost one statement a round', async () => {
    const streams = open();
    const heard = sittings.slice(8).map((sitting) => listen(streams, sitting));
    const statements = countStatements();
    await sleep(2 * ROUND_MS);
    const actId = await act(at(9));
    await vi.waitFor(() => expect(heard[1]?.text()).toContain('"outcome":"ok","remainingMs":3'), 3000);
    const rounds = statements();
    await sleep(3 * ROUND_MS);
    expect(statements()).toBeLessThanOrEqual(rounds + 4);
    expect(heard[1]?.text().split(actId)).toHaveLength(2);
    expect(heard[1]?.text()).toContain(`event: notice\ndata: {"id":"${actId}"}\n\n`);
    expect(heard.filter((each) => each.text().includes('notice'))).toHaveLength(1);
    for (const { leave } of heard) leave();
    const before = statements();
    await sleep(3 * ROUND_MS);
    expect(statements()).toBeLessThanOrEqual(before + 1);
  });

  it('say that they are there', async () => {
    const heard = listen(open({ silenceMs: 60 }), at(10));
    await vi.waitFor(() => expect(heard.text()).toContain('\n\n:\n\n'), 2000);
    heard.leave();
  });

  it('end for somebody who was signed out meanwhile, and for nobody else', async () => {
    const streams = open({ proveMs: 100 });
    const [gone, here] = [listen(streams, at(11)), listen(streams, at(12))];
    await endSession(at(11));
    await vi.waitFor(() => expect(gone.hasEnded()).toBe(true), 3000);
    expect(gone.text()).toContain('event: state\ndata: {"outcome":"signed_out"}\n\n');
    expect([here.hasEnded(), streams.count]).toEqual([false, 1]);
    here.leave();
  });

  it('end when the server does, and say when to come back', async () => {
    const streams = open();
    const heard = [13, 14].map((n) => listen(streams, at(n)));
    (globalThis as { cutscoreStopping?: true }).cutscoreStopping = true;
    await vi.waitFor(() => expect(heard.every(({ hasEnded }) => hasEnded())).toBe(true), 2000);
    expect(heard[0]?.text()).toMatch(/\n\nretry: [1-4]\d{3}\n\n$/);
  });

  it('are four for a session: the oldest is ended for a fifth', async () => {
    const streams = open();
    const heard = [1, 2, 3, 4, 5].map(() => listen(streams, at(15)));
    expect(heard.map(({ hasEnded }) => hasEnded())).toEqual([true, false, false, false, false]);
    expect(heard[0]?.text()).toMatch(/retry: 30000\n\n$/);
    for (const { leave } of heard) leave();
    expect(streams.count).toBe(0);
  });
});
