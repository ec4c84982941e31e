import type { Answer, PendingAnswer, StoredAnswer } from './answer';

/**
 * Whether this tab may write. `opening` until the server has given it the lease; `superseded` when another tab or device has
 * it; `signed_out` until the person signs in again; `other_person` while somebody else is; `closed` when the server has closed the
 * attempt; `removed` when its learner no longer belongs to the organisation; `gone` when it isn't theirs. The last three are final.
 */
export type WriteAccess = 'opening' | 'writing' | Stop;

/** Why a tab may not go on; the same words for every call. */
export type Stop = 'superseded' | 'paused' | 'signed_out' | 'other_person' | 'closed' | 'removed' | 'gone';

const FINAL: ReadonlySet<WriteAccess> = new Set(['closed', 'removed', 'gone']);
const MUTE: ReadonlySet<WriteAccess> = new Set(['gone', 'removed', 'signed_out', 'other_person']);

/** Nothing that the server may say later opens it again for this page. */
export const isFinal = (access: WriteAccess): boolean => FINAL.has(access);
/** The server hears nothing from here, however long one waits. */
export const isMute = (access: WriteAccess): boolean => MUTE.has(access);

/** What the server says to one answer. `current` is what it has instead. */
export type SaveReply =
  | { readonly outcome: 'saved' | 'duplicate'; readonly rev: number; readonly savedAt: string }
  | { readonly outcome: 'stale' | 'conflict'; readonly current: StoredAnswer }
  | { readonly outcome: 'late' | 'misfit' | Stop };

export type OutboxEvent =
  /** atMs: by the device's clock, epoch milliseconds. */
  | {
      readonly type: 'answered';
      readonly itemId: string;
      readonly answer: Answer;
      readonly atMs: number;
    }
  /** The learner decided between two answers. */
  | { readonly type: 'chosen'; readonly itemId: string; readonly keep: 'here' | 'there' }
  /** The device keeps the entry now, or can't. */
  | { readonly type: 'kept'; readonly itemId: string; readonly rev: number }
  /** Unsent answers of an earlier page were found on the device. */
  | { readonly type: 'restored'; readonly entries: readonly PendingAnswer[] }
  | { readonly type: 'sending'; readonly itemId: string; readonly rev: number }
  | { readonly type: 'replied'; readonly itemId: string; readonly rev: number; readonly reply: SaveReply }
  | { readonly type: 'failed'; readonly itemId: string; readonly rev: number; readonly notBeforeMs: number }
  | {
      readonly type: 'claimed';
      readonly stored: readonly StoredAnswer[];
      readonly epoch: number;
      /** Staff have paused it: nothing is sent until they let it go on. */
      readonly paused?: boolean | undefined;
    }
  | { readonly type: 'access'; readonly access: WriteAccess }
  /** The time ran out, or staff gave more of it. */
  | { readonly type: 'time'; readonly over: boolean }
  /** The network is back: whatever waits may go at once. */
  | { readonly type: 'awake' };
