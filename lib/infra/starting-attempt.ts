import 'server-only';
import { randomInt } from 'node:crypto';
import type { Role } from '@/lib/domain/access/actor';
import { can } from '@/lib/domain/access/policy';
import { allowedTime } from '@/lib/domain/attempt/allowed-time';
import { type StartObstacle, startObstacle } from '@/lib/domain/attempt/start-obstacle';
import { assembleForm } from '@/lib/domain/form/assemble-form';
import type { Draw, FormEntry, PoolItem } from '@/lib/domain/form/form-source';
import { SESSION_AFTER_EXAM_HOURS } from '@/lib/domain/kernel/limits';
import type { Random } from '@/lib/domain/kernel/random';
import { err, ok, type Result } from '@/lib/domain/kernel/result';
import { type CallInTransaction, inExamTransaction } from './db/plain';
import { newId } from './id';

/*
 * The start of an attempt, with the urgency of a running exam. What may be started is decided by lib/domain on facts that the database
 * holds until the end of the transaction; it proves the session and names the organisation like the calls of running-attempt.ts.
 */

/** Whose start it is, as the page says from which it is asked. */
export interface Starter {
  readonly tokenHash: Buffer;
  readonly personId: string;
  readonly organisationId: string;
}

/**
 * Why nothing was started. `not_found`: the assignment isn't theirs; `not_there`: the page was made for somebody else or for an
 * organisation that they don't belong to, or nobody is signed in; `no_form`: the bank has changed and no form can be assembled.
 */
export type StartRefusal = StartObstacle | 'not_found' | 'not_there' | 'forbidden' | 'no_form';

interface FactsRow {
  status: 'found' | 'not_found' | 'signed_out';
  person_id: string | null;
  membership_id: string | null;
  role: Role | null;
  exam_id: string;
  started_at: Date;
  is_given: boolean;
  is_withdrawn: boolean;
  opens_at: Date;
  closes_at: Date;
  minutes: number;
  attempts_allowed: number;
  attempts_used: number;
  last_number: number;
  running_attempt: string | null;
  time_factor: number | null;
  extra_minutes: number | null;
  shuffle_items: boolean;
  shuffle_options: boolean;
}

interface SourceRow {
  selection: string;
  item_ids: string[];
  draws: Draw[];
  items: PoolItem[];
}

/** Unpredictable, so that nobody can foretell which form comes next. */
const unpredictable: Random = () => randomInt(2 ** 32) / 2 ** 32;

/**
 * Starts an attempt, or gives the one that is already running: a double click ends in one attempt. The form is assembled and
 * frozen now, the deadline is set by the database's clock, and the sign-in is made to outlive it.
 *
 * @returns the attempt's id
 */
export async function startAttempt(
  starter: Starter,
  assignmentId: string,
): Promise<Result<string, StartRefusal>> {
  const start = () => inExamTransaction((call) => startIn(call, starter, assignmentId));
  try {
    return await start();
  } catch (error) {
    // Another click of the same person was faster; theirs is the attempt.
    if (isDuplicate(error)) return start();
    throw error;
  }
}

async function startIn(
  call: CallInTransaction,
  { tokenHash, personId, organisationId }: Starter,
  assignmentId: string,
): Promise<Result<string, StartRefusal>> {
  const [facts] = await call<FactsRow>('app.start_facts', [tokenHash, organisationId, assignmentId]);
  if (!facts?.membership_id || !facts.role || facts.person_id !== personId) return err('not_there');
  const { membership_id: membershipId, role } = facts;
  if (!can({ kind: 'member', personId, membershipId, role }, 'exam:take')) return err('forbidden');
  if (facts.status !== 'found') return err('not_found');
  if (facts.running_attempt) return ok(facts.running_attempt);
  const obstacle = obstacleOf(facts);
  if (obstacle) return err(obstacle);
  const form = await drawForm(call, organisationId, facts);
  if (!form) return err('no_form');
  const deadlineAt = deadlineOf(facts);
  const [started] = await call<{ attempt_id: string }>('app.start_attempt', [
    ...[tokenHash, assignmentId, newId(), facts.last_number + 1, facts.started_at, deadlineAt],
    new Date(deadlineAt.getTime() + SESSION_AFTER_EXAM_HOURS * 3_600_000),
    form.map(({ itemVersionId }) => itemVersionId),
    form.map(({ optionLetters }) => optionLetters),
  ]);
  if (!started) throw new Error('app.start_attempt gave no row');
  return ok(started.attempt_id);
}

function obstacleOf(facts: FactsRow): StartObstacle | null {
  const { started_at: now, opens_at, closes_at, is_given: isGiven } = facts;
  const ended = facts.is_withdrawn || now >= closes_at;
  return startObstacle({
    phase: ended ? 'closed' : now < opens_at ? 'coming' : 'open',
    isGiven,
    attemptsUsed: facts.attempts_used,
    attemptsAllowed: facts.attempts_allowed,
  });
}

async function drawForm(
  call: CallInTransaction,
  organisationId: string,
  { exam_id, shuffle_items: shuffleItems, shuffle_options: shuffleOptions }: FactsRow,
): Promise<readonly FormEntry[] | null> {
  const [source] = await call<SourceRow>('app.form_source', [organisationId, exam_id]);
  if (!source) return null;
  const { items, draws, item_ids: itemIds } = source;
  const selection =
    source.selection === 'drawn'
      ? ({ kind: 'drawn', draws } as const)
      : ({ kind: 'fixed', itemIds } as const);
  const form = assembleForm({ items, selection, shuffleItems, shuffleOptions, random: unpredictable });
  return form.ok ? form.value : null;
}

function deadlineOf({ started_at: now, closes_at, minutes, time_factor, extra_minutes }: FactsRow): Date {
  const accommodation =
    time_factor === null ? null : { timeFactor: time_factor, extraMinutes: extra_minutes ?? 0 };
  const msUntilClose = closes_at.getTime() - now.getTime();
  return new Date(now.getTime() + allowedTime({ minutes, accommodation, msUntilClose }).allowedMs);
}

const isDuplicate = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === '23505';
