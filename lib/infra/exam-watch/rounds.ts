import 'server-only';
import { askRound, type Notice, type RoundAnswer, type Watched } from './ask-round';

interface Waiting {
  readonly asked: Watched;
  readonly hear: (answer: RoundAnswer) => void;
  readonly fail: (error: unknown) => void;
}

/** More would be a statement of seconds; the rest goes with the next one. */
const MOST_PER_ROUND = 1000;
/** Told again so far back, because a transaction shows its rows a moment after it dated them. */
const OVERLAP_MS = 10_000;

/**
 * Asks the database about running attempts in rounds: whatever was asked since the last one goes in one statement, with the question
 * what staff did meanwhile, and never sooner than `everyMs` after the last. Three hundred people who wait cost what one costs.
 */
export class Rounds {
  private waiting: Waiting[] = [];
  private timer: NodeJS.Timeout | undefined;
  private isAsking = false;
  private lastAt = Number.NEGATIVE_INFINITY;
  /** Since when it is known what staff did; null while nobody wants to. */
  private toldAt: number | null = null;
  private readonly told = new Map<string, number>();
  private listener: ((notice: Notice) => void) | null = null;

  constructor(private readonly everyMs: number) {}

  ask(asked: Watched): Promise<RoundAnswer> {
    return new Promise((hear, fail) => {
      this.waiting.push({ asked, hear, fail });
      this.schedule();
    });
  }

  /** Has acts of staff told, each once, until it is called with null. */
  listen(listener: ((notice: Notice) => void) | null): void {
    this.listener = listener;
    this.toldAt = listener ? (this.toldAt ?? performance.now()) : null;
    this.schedule();
  }

  private schedule(): void {
    if (this.timer || this.isAsking || (this.waiting.length === 0 && !this.listener)) return;
    const inMs = Math.max(0, this.lastAt + this.everyMs - performance.now());
    this.timer = setTimeout(() => void this.round(), inMs).unref();
  }

  private async round(): Promise<void> {
    this.timer = undefined;
    this.isAsking = true;
    this.lastAt = performance.now();
    const going = this.waiting.splice(0, MOST_PER_ROUND);
    const sinceMs = this.toldAt === null ? null : this.lastAt - this.toldAt + OVERLAP_MS;
    try {
      const { answers, acts } = await askRound(
        going.map(({ asked }) => asked),
        sinceMs,
      );
      if (this.toldAt !== null) this.toldAt = this.lastAt;
      for (const [place, { hear, fail }] of going.entries()) {
        const answer = answers.get(place);
        if (answer) hear(answer);
        else fail(new Error('A round gave no answer for what it was asked'));
      }
      this.tell(acts);
    } catch (error) {
      for (const { fail } of going) fail(error);
    } finally {
      this.isAsking = false;
      this.schedule();
    }
  }

  private tell(acts: readonly Notice[]): void {
    const now = performance.now();
    for (const [actId, until] of this.told) if (until < now) this.told.delete(actId);
    for (const act of acts) {
      if (this.told.has(act.actId)) continue;
      this.told.set(act.actId, now + 6 * OVERLAP_MS);
      this.listener?.(act);
    }
  }
}
