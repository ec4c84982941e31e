import { type Answer, type StoredAnswer, sameChoice } from '@/lib/domain/attempt/answer';

/** An answer as it is sent. */
export interface ModelWrite extends Omit<Answer, 'flagged'> {
  readonly lease: string;
  readonly itemId: string;
  readonly epoch: number;
  readonly base: number;
  readonly rev: number;
  /** When it was clicked, by whatever clock all of them share. */
  readonly given: number;
}

interface LateAnswer extends ModelWrite {
  /** What staff decided about it: the number of their act. */
  act?: number | undefined;
}

interface ModelRow extends StoredAnswer {
  readonly given: number;
}

/** Late answers that were accepted, or a sitting that was opened again. */
interface ModelAct {
  readonly kind: 'accept_late' | 'reopen';
  /** How many rows there were. */
  readonly at: number;
  readonly answers: readonly { readonly late: ModelWrite; readonly before: readonly string[] }[];
  undone: boolean;
}

export type StaffStep =
  | 'pause'
  | 'go_on'
  | 'end'
  | 'reopen'
  | 'close_again'
  | 'void'
  | 'unvoid'
  | 'accept_late'
  | 'unaccept_late';

export type ModelReply =
  | { readonly outcome: 'saved' | 'duplicate'; readonly rev: number; readonly savedAt: string }
  | { readonly outcome: 'stale' | 'conflict'; readonly current: StoredAnswer }
  | { readonly outcome: 'superseded' | 'paused' | 'closed' };

type Chosen = Pick<ModelWrite, 'selected'>;
const sameOptions = (a: Chosen, b: Chosen): boolean =>
  sameChoice({ selected: a.selected, flagged: false }, { selected: b.selected, flagged: false });

/** The rules of app.save_response, app.claim_attempt and of the acts of staff for one attempt, without a database. */
export class AttemptModel {
  readonly rows: ModelRow[] = [];
  readonly late: LateAnswer[] = [];
  readonly acts: ModelAct[] = [];
  state: 'in_progress' | 'paused' | 'closed' | 'voided' = 'in_progress';
  #voidedFrom: 'in_progress' | 'closed' = 'in_progress';
  #lease = '';
  #epoch = 1;
  #moments = 0;

  current(itemId: string): ModelRow | undefined {
    return this.rows
      .filter((row) => row.itemId === itemId)
      .reduce<ModelRow | undefined>((top, row) => (top && top.rev > row.rev ? top : row), undefined);
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
    if (!this.#runs) return null;
    if (lease !== this.#lease) this.#epoch += 1;
    this.#lease = lease;
    return { epoch: this.#epoch, stored: this.stored() };
  }

  write(sent: ModelWrite): ModelReply {
    const { itemId, rev, base, selected } = sent;
    const madeIn = Math.min(sent.epoch, this.#epoch);
    const current = this.current(itemId);
    if (!this.#runs) {
      if (current?.rev === rev && current.epoch === madeIn && sameOptions(current, sent))
        return { outcome: 'duplicate', rev, savedAt: current.savedAt };
      this.#keepLate({ ...sent, epoch: madeIn });
      return { outcome: 'closed' };
    }
    if (sent.lease !== this.#lease) return { outcome: 'superseded' };
    if (this.state === 'paused') return { outcome: 'paused' };
    const isOwn = !current || current.rev <= base || (madeIn > 0 && current.epoch === madeIn);
    if (!current || (isOwn && current.rev < rev)) {
      return { outcome: 'saved', rev, savedAt: this.#store(sent, rev, madeIn, selected) };
    }
    if (isOwn && current.rev > rev) return { outcome: 'stale', current };
    return sameOptions(current, sent)
      ? { outcome: 'duplicate', rev: current.rev, savedAt: current.savedAt }
      : { outcome: 'conflict', current };
  }

  /** Whatever is sent again is there already; two answers of one number are both kept. */
  #keepLate(sent: ModelWrite): void {
    const own = this.late.filter(({ itemId, epoch }) => itemId === sent.itemId && epoch === sent.epoch);
    if (own.some((each) => each.rev >= sent.rev && sameOptions(each, sent))) return;
    const isTaken = own.some(({ rev }) => rev === sent.rev);
    this.late.push({ ...sent, rev: isTaken ? Math.max(...own.map(({ rev }) => rev)) + 1 : sent.rev });
  }

  get #runs(): boolean {
    return this.state === 'in_progress' || this.state === 'paused';
  }

  #store(of: ModelWrite, rev: number, epoch: number, selected: readonly string[]): string {
    this.#moments += 1;
    const savedAt = `moment ${String(this.#moments).padStart(6, '0')}`;
    const { itemId, given } = of;
    this.rows.push({ itemId, rev, epoch, selected: [...selected], flagged: false, savedAt, given });
    return savedAt;
  }

  /** What staff do, or the clock; what it comes to, in the words of app.do_act and app.undo_act. */
  staff(step: StaffStep): string {
    switch (step) {
      case 'pause':
        if (this.state !== 'in_progress') return this.state === 'paused' ? 'already_paused' : 'not_running';
        this.state = 'paused';
        return 'done';
      case 'go_on':
        if (this.state !== 'paused') return 'not_paused';
        this.state = 'in_progress';
        return 'done';
      case 'end':
        if (this.state === 'in_progress') this.state = 'closed';
        return 'done';
      case 'reopen':
        if (this.state !== 'closed') return this.state === 'voided' ? 'voided' : 'running';
        this.state = 'in_progress';
        this.acts.push({ kind: 'reopen', at: this.rows.length, answers: [], undone: false });
        return 'done';
      case 'close_again':
        return this.#closeAgain();
      case 'void':
        if (this.state === 'voided') return 'voided';
        this.#voidedFrom = this.#runs ? 'in_progress' : 'closed';
        this.state = 'voided';
        return 'done';
      case 'unvoid':
        if (this.state !== 'voided') return 'not_running';
        this.state = this.#voidedFrom;
        return 'done';
      case 'accept_late':
        return this.#acceptLate();
      case 'unaccept_late':
        return this.#unacceptLate();
    }
  }

  /** The last one that wasn't taken back. */
  #lastAct(kind: ModelAct['kind']): ModelAct | undefined {
    return this.acts.findLast((act) => act.kind === kind && !act.undone);
  }

  #closeAgain(): string {
    const act = this.#lastAct('reopen');
    if (!act) return 'already_undone';
    if (!this.#runs) return 'not_running';
    if (this.rows.length > act.at) return 'answered_since';
    this.state = 'closed';
    act.undone = true;
    return 'done';
  }

  #acceptLate(): string {
    if (this.state !== 'closed') return this.state === 'voided' ? 'voided' : 'running';
    const waiting = this.late.filter(({ act }) => act === undefined);
    if (waiting.length === 0) return 'nothing_late';
    const items = [...new Set(waiting.map(({ itemId }) => itemId))];
    const answers = items.flatMap((itemId) => {
      const [late] = waiting
        .filter((each) => each.itemId === itemId)
        .sort((a, b) => b.epoch - a.epoch || b.rev - a.rev);
      const current = this.current(itemId);
      // What was given after it stays.
      if (!late || (current && current.given > late.given)) return [];
      return [{ late, before: current?.selected ?? [] }];
    });
    for (const late of waiting) late.act = this.acts.length;
    this.acts.push({ kind: 'accept_late', at: this.rows.length, answers, undone: false });
    this.#answerAgain(answers.map(({ late }) => ({ late, selected: late.selected })));
    return 'done';
  }

  #unacceptLate(): string {
    const act = this.#lastAct('accept_late');
    if (!act) return 'already_undone';
    if (this.state !== 'closed') return 'not_running';
    const number = this.acts.indexOf(act);
    const reopened = this.acts.slice(number).filter(({ kind, undone }) => kind === 'reopen' && !undone);
    const standing = act.answers.filter(({ late }) => {
      const current = this.current(late.itemId);
      if (!current || !sameOptions(current, late)) return false;
      return !reopened.some(({ at }) => this.rows.indexOf(current) >= at);
    });
    if (standing.length === 0 && act.answers.length > 0) return 'answered_since';
    this.#answerAgain(standing.map(({ late, before }) => ({ late, selected: before })));
    act.undone = true;
    for (const late of this.late) if (late.act === number) late.act = undefined;
    return 'done';
  }

  /** Under an epoch of its own: no page takes it for an answer that it gave itself. */
  #answerAgain(answers: readonly { late: ModelWrite; selected: readonly string[] }[]): void {
    this.#epoch += 1;
    for (const { late, selected } of answers)
      this.#store(late, (this.current(late.itemId)?.rev ?? 0) + 1, this.#epoch, selected);
  }
}
