import 'server-only';
import type { AttemptReceipt } from '@/lib/domain/attempt/receipt';
import { callExamFunction } from './db/plain';
import { wakeWorker } from './jobs/worker';

/*
 * The four calls of a running exam. Each is one function in the database that proves the session, names the tenant and does
 * its work: one round trip. The state machine is written there (prisma/functions/app), not here.
 */

/** An answer on its way in. */
export interface ResponseInput {
  readonly attemptId: string;
  readonly itemId: string;
  readonly leaseId: string;
  readonly rev: number;
  readonly selected: readonly string[];
  readonly flagged: boolean;
}

export type SaveStatus =
  | 'saved'
  | 'duplicate'
  | 'stale'
  | 'conflict'
  | 'superseded'
  | 'closed'
  | 'late'
  | 'not_found'
  | 'signed_out';

export interface SaveOutcome {
  readonly status: SaveStatus;
  /** Of the stored answer; null when there is none to speak of. */
  readonly rev: number | null;
  readonly savedAt: string | null;
  readonly remainingMs: number;
  /** What is stored instead, when the caller's answer was not taken (`stale`, `conflict`). */
  readonly current: { readonly selected: readonly string[]; readonly flagged: boolean } | null;
}

interface SaveRow {
  status: SaveStatus;
  rev: number | null;
  saved_at: Date | null;
  remaining_ms: string;
  selected: string[] | null;
  flagged: boolean | null;
}

export async function saveResponse(tokenHash: Buffer, input: ResponseInput): Promise<SaveOutcome> {
  const { attemptId, leaseId, itemId, rev, selected, flagged } = input;
  const [row] = await callExamFunction<SaveRow>('app.save_response', [
    tokenHash,
    attemptId,
    leaseId,
    itemId,
    rev,
    selected,
    flagged,
  ]);
  if (!row) throw new Error('app.save_response gave no row');
  return {
    status: row.status,
    rev: row.rev,
    savedAt: row.saved_at?.toISOString() ?? null,
    remainingMs: Number(row.remaining_ms),
    current: row.selected === null ? null : { selected: row.selected, flagged: row.flagged ?? false },
  };
}

export interface ClaimOutcome {
  readonly status: 'claimed' | 'closed' | 'not_found' | 'signed_out';
  readonly remainingMs: number;
  readonly responses: readonly {
    readonly itemId: string;
    readonly rev: number;
    readonly selected: readonly string[];
    readonly flagged: boolean;
    readonly savedAt: string;
  }[];
}

/** Makes the calling tab the one that may write, and gives it what is stored. */
export async function claimAttempt(
  tokenHash: Buffer,
  attemptId: string,
  leaseId: string,
): Promise<ClaimOutcome> {
  const [row] = await callExamFunction<{
    status: ClaimOutcome['status'];
    remaining_ms: string;
    responses: ClaimOutcome['responses'];
  }>('app.claim_attempt', [tokenHash, attemptId, leaseId]);
  if (!row) throw new Error('app.claim_attempt gave no row');
  const responses = row.responses.map((each) => ({
    ...each,
    savedAt: new Date(each.savedAt).toISOString(),
  }));
  return { status: row.status, remainingMs: Number(row.remaining_ms), responses };
}

export interface ClockOutcome {
  readonly status: 'ok' | 'superseded' | 'closed' | 'not_found' | 'signed_out';
  readonly remainingMs: number;
}

export async function readAttemptClock(
  tokenHash: Buffer,
  attemptId: string,
  leaseId: string,
): Promise<ClockOutcome> {
  const [row] = await callExamFunction<{ status: ClockOutcome['status']; remaining_ms: string }>(
    'app.attempt_clock',
    [tokenHash, attemptId, leaseId],
  );
  if (!row) throw new Error('app.attempt_clock gave no row');
  return { status: row.status, remainingMs: Number(row.remaining_ms) };
}

export interface SubmitOutcome {
  readonly status: 'submitted' | 'duplicate' | 'closed' | 'superseded' | 'not_found' | 'signed_out';
  readonly receipt: AttemptReceipt | null;
}

/** Submits; a job grades, begun here at once. A replay with the same key gets the stored receipt. */
export async function submitAttempt(
  tokenHash: Buffer,
  attemptId: string,
  leaseId: string,
  submitKey: string,
): Promise<SubmitOutcome> {
  const [row] = await callExamFunction<SubmitOutcome>('app.submit_attempt', [
    tokenHash,
    attemptId,
    leaseId,
    submitKey,
  ]);
  if (!row) throw new Error('app.submit_attempt gave no row');
  if (row.status === 'submitted' || row.status === 'closed') wakeWorker();
  return { status: row.status, receipt: row.receipt };
}
