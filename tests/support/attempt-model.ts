import { type Answer, type StoredAnswer, sameChoice } from '@/lib/domain/attempt/answer';

/** An answer as it is sent. */
export interface ModelWrite extends Omit<Answer, 'flagged'> {
  readonly lease: string;
  readonly itemId: string;
  readonly epoch: number;
  readonly base: number;
  readonly rev: number;
}

export type ModelReply =
  | { readonly outcome: 'saved' | 'duplicate'; readonly rev: number; readonly savedAt: string }
  | { readonly outcome: 'stale' | 'conflict'; readonly current: StoredAnswer }
  | { readonly outcome: 'superseded' | 'paused' | 'closed' };

const sameOptions = (a: StoredAnswer, b: ModelWrite): boolean => sameChoice(a, { ...b, flagged: false });

/** The rules of app.save_response and app.claim_attempt for one attempt, without a database. */
export class AttemptModel {
  readonly rows: StoredAnswer[] = [];
  readonly late: ModelWrite[] = [];
  state: 'in_progress' | 'paused' | 'closed' = 'in_progress';
  #lease = '';
  #epoch = 1;
  #moments = 0;

  current(itemId: string): StoredAnswer | undefined {
    return this.rows
      .filter((row) => row.itemId === itemId)
      .reduce<StoredAnswer | undefined>((top, row) => (top && top.rev > row.rev ? top : row), undefined);
  }

  /** The current answer of every question that has one. */
  stored(): readonly StoredAnswer[] {
    const items = [...new Set(this.rows.map(({ itemId }) => itemId))];
    return items.flatMap((itemId) => this.current(itemId) ?? []);
  }

  isHeldBy(lease: string): boolean {
    return lease === this.#lease;
  }

  claim(lease: string): { readonly epoch: number; readonly stored: readonly StoredAnswer[] } | null {
    if (this.state === 'closed') return null;
    if (lease !== this.#lease) this.#epoch += 1;
    this.#lease = lease;
    return { epoch: this.#epoch, stored: this.stored() };
  }

  write(sent: ModelWrite): ModelReply {
    const { itemId, rev, base, selected } = sent;
    const madeIn = Math.min(sent.epoch, this.#epoch);
    const current = this.current(itemId);
    if (this.state === 'closed') {
      if (current?.rev === rev && current.epoch === madeIn && sameOptions(current, sent))
        return { outcome: 'duplicate', rev, savedAt: current.savedAt };
      this.late.push(sent);
      return { outcome: 'closed' };
    }
    if (sent.lease !== this.#lease) return { outcome: 'superseded' };
    if (this.state === 'paused') return { outcome: 'paused' };
    if (!current || ((current.rev <= base || current.epoch === madeIn) && current.rev < rev)) {
      this.#moments += 1;
      const savedAt = `moment ${String(this.#moments).padStart(6, '0')}`;
      this.rows.push({ itemId, rev, epoch: madeIn, selected, flagged: false, savedAt });
      return { outcome: 'saved', rev, savedAt };
    }
    const isOwn = current.rev <= base || current.epoch === madeIn;
    if (isOwn && current.rev > rev) return { outcome: 'stale', current };
    return sameOptions(current, sent)
      ? { outcome: 'duplicate', rev: current.rev, savedAt: current.savedAt }
      : { outcome: 'conflict', current };
  }
}
