import 'server-only';
import type { AttemptReceipt } from '@/lib/domain/attempt/receipt';
import { callExamFunction } from './db/plain';
import { wakeWorker } from './jobs/worker';

/*
 * The four calls of a running exam. Each is one function in the database that proves the session, names the tenant and does
 * its work: one round trip. The state machine is written there (prisma/functions/app), not here.
 */

/** An answer on its way in. */
export type ResponseInput = {
  readonly attemptId: string;
  readonly itemId: string;
  readonly leaseId: string;
  readonly rev: number;
  readonly selected: readonly string[];
} & (MadeUpon | { readonly flagged: boolean });

/** What an answer was made upon, and what came with it. A page of the release before knows only its flag. */
export interface MadeUpon {
  /** The lease under which it was made. */
  readonly epoch: number;
  /** The revision that was known as stored when its unacknowledged changes began; 0 for none. */
  readonly base: number;
  /** Milliseconds between the click and the sending. */
  readonly agoMs: number;
  /** As lib/domain/attempt/activity writes them. */
  readonly acts: string;
}

export type SaveStatus =
  | 'saved'
  | 'duplicate'
  | 'stale'
  | 'conflict'
  | 'misfit'
  | 'superseded'
  | 'paused'
  | 'closed'
  | 'late'
  | 'not_found'
  | 'signed_out';

export interface SaveOutcome {
  readonly status: SaveStatus;
  /** Of the stored answer; null when there is none to speak of. */
  readonly rev: number | null;
  readonly epoch: number | null;
  readonly savedAt: string | null;
  /** Null where there is no clock to read: of a closed attempt, or of one that isn't theirs. */
  readonly remainingMs: number | null;
  /** What is stored instead, when the caller's answer was not taken (`stale`, `conflict`). */
  readonly current: { readonly selected: readonly string[]; readonly flagged: boolean } | null;
}

interface SaveRow {
  status: SaveStatus;
  rev: number | null;
  epoch: number | null;
  saved_at: Date | null;
  remaining_ms: string | null;
  selected: string[] | null;
  flagged: boolean | null;
}

export async function saveResponse(tokenHash: Buffer, input: ResponseInput): Promise<SaveOutcome> {
  const { attemptId, leaseId, itemId, rev, selected } = input;
  const made =
    'flagged' in input
      ? [null, null, rev, selected, input.flagged, 0, '']
      : [input.epoch, input.base, rev, selected, null, input.agoMs, input.acts];
  const [row] = await callExamFunction<SaveRow>('app.save_response', [
    tokenHash,
    attemptId,
    leaseId,
    itemId,
    ...made,
  ]);
  if (!row) throw new Error('app.save_response gave no row');
  return {
    status: row.status,
    rev: row.rev,
    epoch: row.epoch,
    savedAt: row.saved_at?.toISOString() ?? null,
    remainingMs: milliseconds(row.remaining_ms),
    current: row.selected === null ? null : { selected: row.selected, flagged: row.flagged ?? false },
  };
}

/** bigint comes as text; what isn't there is no time at all. */
const milliseconds = (value: string | null): number | null => (value === null ? null : Number(value));

/** What happened since the last call, with the number by which it is known when it is sent again. */
export interface ActsBatch {
  readonly batch: number;
  readonly acts: string;
}

export const NO_ACTS: ActsBatch = { batch: 1, acts: '' };

/** As JSON.stringify has times; PostgreSQL writes the zone otherwise. */
const isoTime = (value: string): string => new Date(value).toISOString();

export interface ClaimOutcome {
  readonly status: 'claimed' | 'closed' | 'not_found' | 'signed_out';
  readonly epoch: number | null;
  readonly remainingMs: number | null;
  /** Its clock stands: nothing is saved until staff let it go on. */
  readonly paused: boolean;
  readonly responses: readonly {
    readonly itemId: string;
    readonly rev: number;
    readonly epoch: number;
    readonly selected: readonly string[];
    readonly flagged: boolean;
    readonly savedAt: string;
  }[];
  /** In order of receipt. */
  readonly activity: readonly { readonly receivedAt: string; readonly acts: string }[];
}

/** Makes the calling tab the one that may write, and gives it what is stored. */
export async function claimAttempt(
  tokenHash: Buffer,
  attemptId: string,
  leaseId: string,
  { batch, acts }: ActsBatch = NO_ACTS,
): Promise<ClaimOutcome> {
  const [row] = await callExamFunction<{
    status: ClaimOutcome['status'];
    epoch: number | null;
    remaining_ms: string | null;
    paused: boolean | null;
    responses: ClaimOutcome['responses'] | null;
    activity: ClaimOutcome['activity'] | null;
  }>('app.claim_attempt', [tokenHash, attemptId, leaseId, batch, acts]);
  if (!row) throw new Error('app.claim_attempt gave no row');
  const { status, epoch } = row;
  const responses = (row.responses ?? []).map((each) => ({ ...each, savedAt: isoTime(each.savedAt) }));
  const activity = (row.activity ?? []).map((each) => ({ ...each, receivedAt: isoTime(each.receivedAt) }));
  const paused = row.paused ?? false;
  return { status, epoch, remainingMs: milliseconds(row.remaining_ms), paused, responses, activity };
}

/** What staff did to an attempt, as `app.attempt_notices` gives it. */
export async function readNotices<Row>(
  tokenHash: Buffer,
  attemptId: string,
): Promise<{ readonly status: 'ok' | 'not_found' | 'signed_out'; readonly notices: readonly Row[] }> {
  const [row] = await callExamFunction<{ status: 'ok' | 'not_found' | 'signed_out'; notices: Row[] | null }>(
    'app.own_notices',
    [tokenHash, attemptId],
  );
  if (!row) throw new Error('app.own_notices gave no row');
  return { status: row.status, notices: row.notices ?? [] };
}

export interface ClockOutcome {
  readonly status: 'ok' | 'paused' | 'superseded' | 'closed' | 'not_found' | 'signed_out';
  readonly remainingMs: number | null;
}

export async function readAttemptClock(
  tokenHash: Buffer,
  attemptId: string,
  leaseId: string,
): Promise<ClockOutcome> {
  const [row] = await callExamFunction<{ status: ClockOutcome['status']; remaining_ms: string | null }>(
    'app.attempt_clock',
    [tokenHash, attemptId, leaseId],
  );
  if (!row) throw new Error('app.attempt_clock gave no row');
  return { status: row.status, remainingMs: milliseconds(row.remaining_ms) };
}

export interface SubmitOutcome {
  readonly status:
    | 'submitted'
    | 'duplicate'
    | 'closed'
    | 'superseded'
    | 'paused'
    | 'not_found'
    | 'signed_out';
  readonly receipt: AttemptReceipt | null;
}

/** Submits; a job grades, begun here at once. A replay with the same key gets the stored receipt. */
export async function submitAttempt(
  tokenHash: Buffer,
  attemptId: string,
  leaseId: string,
  submitKey: string,
  { batch, acts }: ActsBatch = NO_ACTS,
): Promise<SubmitOutcome> {
  const [row] = await callExamFunction<SubmitOutcome>('app.submit_attempt', [
    tokenHash,
    attemptId,
    leaseId,
    submitKey,
    batch,
    acts,
  ]);
  if (!row) throw new Error('app.submit_attempt gave no row');
  if (row.status === 'submitted' || row.status === 'closed') wakeWorker();
  return { status: row.status, receipt: row.receipt };
}

/** Why an attempt isn't open to whoever asks. */
export type Shut = 'signed_out' | 'other_person' | 'removed' | 'not_found';

/** Asked only when an attempt isn't open; `personId` is whom the page was made for, as far as it says. */
export async function whyShut(tokenHash: Buffer, attemptId: string, personId: string | null): Promise<Shut> {
  const [row] = await callExamFunction<{ outcome: Shut }>('app.why_shut', [tokenHash, attemptId, personId]);
  if (!row) throw new Error('app.why_shut gave no row');
  return row.outcome;
}
