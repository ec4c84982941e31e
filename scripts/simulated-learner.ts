import { randomInt, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { AnswerRecord } from './acknowledged-answers';

interface Seat {
  readonly url: string;
  readonly cookie: string;
  readonly attemptId: string;
  readonly leaseId: string;
  readonly items: readonly { readonly itemId: string; readonly optionIds: readonly string[] }[];
}

interface Submission {
  readonly status: number;
  readonly answered: number | null;
}

const patienceMs = 10_000;
const retryMs = 100;

/**
 * Takes an exam over HTTP as a browser does: one answer at a time, sent again under the same revision until the server says
 * that it has it. Keeps what was acknowledged, for comparison with what is stored.
 */
export class SimulatedLearner {
  readonly latenciesMs: number[] = [];
  /** When the last acknowledgement came, by `performance.now()`. */
  lastAcknowledgedAt = 0;
  retries = 0;
  /** Answers that the server refused for good; there must be none. */
  readonly refusals: string[] = [];
  private readonly seat: Seat;
  private readonly revs = new Map<string, number>();
  private readonly acknowledgedAnswers = new Map<string, AnswerRecord>();

  constructor(seat: Seat) {
    this.seat = seat;
  }

  get cookie(): string {
    return this.seat.cookie;
  }

  get attemptId(): string {
    return this.seat.attemptId;
  }

  /** Where its exam is. */
  get path(): string {
    return `/attempts/${this.seat.attemptId}`;
  }

  get acknowledged(): readonly AnswerRecord[] {
    return [...this.acknowledgedAnswers.values()];
  }

  /** What is known to be lost is not lost again; its place begins anew. */
  forget(lost: readonly AnswerRecord[]): void {
    for (const { attemptId, itemId } of lost)
      if (attemptId === this.seat.attemptId) this.acknowledgedAnswers.delete(itemId);
  }

  /** Chooses an option of an item and sends it until it is acknowledged, or nobody waits for it any more. */
  async answer(stop?: AbortSignal): Promise<void> {
    const { attemptId, leaseId, items } = this.seat;
    const item = items[randomInt(items.length)];
    if (!item) throw new Error('An exam has items');
    const rev = (this.revs.get(item.itemId) ?? 0) + 1;
    this.revs.set(item.itemId, rev);
    const selected = item.optionIds.slice(randomInt(item.optionIds.length)).slice(0, 1);
    const path = `/api/v1/attempts/${attemptId}/responses/${item.itemId}`;
    for (;;) {
      const startedAt = performance.now();
      const response = await this.send('PUT', path, { leaseId, rev, selected, flagged: false });
      if (response?.status === 200) {
        await response.body?.cancel();
        this.lastAcknowledgedAt = performance.now();
        this.latenciesMs.push(this.lastAcknowledgedAt - startedAt);
        this.acknowledgedAnswers.set(item.itemId, { attemptId, itemId: item.itemId, rev, selected });
        return;
      }
      if (response && response.status < 500) {
        this.refusals.push(`${response.status} ${await response.text()}`);
        return;
      }
      if (stop?.aborted) return;
      this.retries += 1;
      await sleep(retryMs + randomInt(retryMs));
    }
  }

  /** Answers one after another until told to stop, after a pause each, so that nobody begins in step with the others. */
  async answerUntil(stop: AbortSignal, pauseMs: () => number): Promise<void> {
    for (;;) {
      await sleep(pauseMs());
      if (stop.aborted) return;
      await this.answer(stop);
    }
  }

  async submit(): Promise<Submission> {
    const { attemptId, leaseId } = this.seat;
    const body = { leaseId, submitKey: randomUUID() };
    const response = await this.send('POST', `/api/v1/attempts/${attemptId}/submission`, body);
    if (!response) return { status: 0, answered: null };
    const { receipt } = (await response.json()) as { receipt?: { answered: number } };
    return { status: response.status, answered: receipt?.answered ?? null };
  }

  /** How much time the server says is left; null where it says nothing. */
  async remainingMs(): Promise<number | null> {
    const { url, cookie, attemptId, leaseId } = this.seat;
    const answer = await fetch(`${url}/api/v1/attempts/${attemptId}/clock?leaseId=${leaseId}`, {
      headers: { cookie },
      signal: AbortSignal.timeout(patienceMs),
    });
    const { remainingMs } = (await answer.json()) as { remainingMs?: number };
    return remainingMs ?? null;
  }

  /** Opens a page and tells its status; 0 for none. */
  async open(path: string): Promise<number> {
    const { url, cookie } = this.seat;
    try {
      const answer = await fetch(`${url}${path}`, {
        headers: { cookie },
        redirect: 'manual',
        signal: AbortSignal.timeout(patienceMs),
      });
      await answer.arrayBuffer();
      return answer.status;
    } catch {
      return 0;
    }
  }

  /** Null when there was no answer at all. */
  private async send(method: 'PUT' | 'POST', path: string, body: object): Promise<Response | null> {
    const { url, cookie } = this.seat;
    try {
      return await fetch(`${url}${path}`, {
        method,
        headers: { cookie, origin: url, 'content-type': 'application/json' },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(patienceMs),
      });
    } catch {
      return null;
    }
  }
}
