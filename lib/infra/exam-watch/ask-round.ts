import 'server-only';
import type pg from 'pg';
import { dbPools } from '../db/pools';
import { rethrowMarked } from '../http/database-down';
import type { ActsBatch } from '../running-attempt';

export interface Notice {
  readonly attemptId: string;
  readonly actId: string;
}

/** A running attempt that somebody asks about. */
export interface Watched {
  readonly tokenHash: Buffer;
  readonly attemptId: string;
  /** The tab that wants to go on writing; null for one that only wants to hear of the attempt. */
  readonly leaseId: string | null;
  /** What was looked at since the last call, kept where the lease goes on. */
  readonly seen: ActsBatch;
}

export interface RoundAnswer {
  readonly status: 'ok' | 'paused' | 'superseded' | 'closed' | 'not_found' | 'signed_out';
  /** Null where no clock was read. */
  readonly remainingMs: number | null;
}

interface Row extends pg.QueryResultRow {
  readonly place: number | null;
  readonly status: RoundAnswer['status'] | null;
  readonly remaining_ms: string | null;
  readonly attempt_id: string | null;
  readonly act_id: string | null;
}

const RENEWALS = `
  SELECT r.place, r.status, r.remaining_ms, NULL::uuid AS attempt_id, NULL::uuid AS act_id
  FROM app.renew_leases($1, $2, $3, $4, $5) r`;
const ACTS = `
  UNION ALL
  SELECT NULL, NULL, NULL, n.attempt_id, n.act_id
  FROM app.notices_since(statement_timestamp() - make_interval(secs => $6::float8)) n`;

async function readRound(watched: readonly Watched[], sinceMs: number | null): Promise<readonly Row[]> {
  const given: unknown[] = [
    watched.map(({ tokenHash }) => tokenHash),
    watched.map(({ attemptId }) => attemptId),
    watched.map(({ leaseId }) => leaseId),
    watched.map(({ seen }) => seen.batch),
    watched.map(({ seen }) => seen.acts),
  ];
  if (sinceMs === null) return (await dbPools().exam.query<Row>(RENEWALS, given)).rows;
  return (await dbPools().exam.query<Row>(`${RENEWALS}${ACTS}`, [...given, sinceMs / 1000])).rows;
}

/** One statement: each session proven, each attempt and lease looked at, and what staff did in the last `sinceMs`, unless that is null. */
export async function askRound(
  watched: readonly Watched[],
  sinceMs: number | null,
): Promise<{ readonly answers: ReadonlyMap<number, RoundAnswer>; readonly acts: readonly Notice[] }> {
  const rows = await readRound(watched, sinceMs).catch(rethrowMarked);
  const answers = new Map<number, RoundAnswer>();
  const acts: Notice[] = [];
  for (const { place, status, remaining_ms, attempt_id: attemptId, act_id: actId } of rows) {
    if (place !== null && status !== null)
      answers.set(place, { status, remainingMs: remaining_ms === null ? null : Number(remaining_ms) });
    else if (attemptId !== null && actId !== null) acts.push({ attemptId, actId });
  }
  return { answers, acts };
}
