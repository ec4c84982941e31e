import { type PendingAnswer, sameChoice } from '@/lib/domain/attempt/answer';
import { EXAM_OUTCOMES } from '@/lib/domain/attempt/exam-outcome';
import { dueEntries, type Outbox, openOutbox, reduceOutbox } from '@/lib/domain/attempt/outbox';
import type { OutboxEvent } from '@/lib/domain/attempt/outbox-event';
import type { AttemptModel } from './attempt-model';

/** One browser: its outbox, what it keeps over a reload, and what it knew of the other's answers when it wrote. */
export class DeviceModel {
  outbox: Outbox = openOutbox([]);
  /** The revision that the learner saw as stored here when they answered or chose last, of each question. */
  readonly #seenRev = new Map<string, number>();

  constructor(
    readonly lease: string,
    readonly server: AttemptModel,
  ) {}

  #keep(): void {
    for (const { itemId, rev } of this.outbox.waiting.values()) this.play({ type: 'kept', itemId, rev });
  }

  #see(itemId: string): void {
    this.#seenRev.set(itemId, this.outbox.stored.get(itemId)?.rev ?? 0);
  }

  play(...events: readonly OutboxEvent[]): void {
    this.outbox = events.reduce(reduceOutbox, this.outbox);
  }

  claim(heard: boolean): void {
    const granted = this.server.claim(this.lease);
    if (!heard) return;
    this.play(granted ? { type: 'claimed', ...granted } : { type: 'access', access: 'closed' });
    if (granted && this.server.state === 'paused') this.play({ type: 'access', access: 'paused' });
    this.#keep();
  }

  answer(itemId: string, option: string, atMs = 0): void {
    this.#see(itemId);
    this.play({ type: 'answered', itemId, answer: { selected: [option], flagged: false }, atMs });
    this.#keep();
  }

  choose(itemId: string, keep: 'here' | 'there'): void {
    if (this.outbox.choices.has(itemId)) this.#see(itemId);
    this.play({ type: 'chosen', itemId, keep });
    this.#keep();
  }

  reload(): void {
    const { waiting, choices } = this.outbox;
    const entries: readonly PendingAnswer[] = [
      ...[...waiting.values()].map(({ itemId, rev, made, selected, flagged }) => ({
        itemId,
        rev,
        made,
        selected,
        flagged,
      })),
      ...[...choices.values()].map(({ here }) => here),
    ];
    this.outbox = openOutbox(this.server.stored());
    this.play({ type: 'restored', entries });
  }

  send(fate: 'ok' | 'lost' | 'replyLost' | 'doubled'): void {
    const [entry] = dueEntries(this.outbox, Number.MAX_SAFE_INTEGER);
    if (!entry) return;
    const { itemId, rev, selected, made } = entry;
    const { epoch, base, atMs: given } = made;
    this.play({ type: 'sending', itemId, rev });
    const sent = { lease: this.lease, itemId, rev, epoch, base, selected, given };
    const before = this.server.current(itemId);
    const reply = fate === 'lost' ? null : this.server.write(sent);
    // lib/words/exam-words.ts has a sentence for each of them.
    if (reply && !EXAM_OUTCOMES.some((outcome) => outcome === reply.outcome))
      throw new Error(`the player has no sentence for "${reply.outcome}"`);
    const after = this.server.current(itemId);
    const isOther = before && after && before.epoch !== after.epoch && !sameChoice(before, after);
    if (isOther && (this.#seenRev.get(itemId) ?? 0) < before.rev)
      throw new Error(
        `revision ${before.rev} of another device was replaced by somebody who had not seen it`,
      );
    if (reply?.outcome === 'stale' && before && before.given < given)
      throw new Error(`the answer given at ${given} was thrown away for one given at ${before.given}`);
    if (fate === 'doubled') this.server.write(sent);
    if (reply === null || fate === 'replyLost') this.play({ type: 'failed', itemId, rev, notBeforeMs: 0 });
    else this.play({ type: 'replied', itemId, rev, reply });
  }
}
