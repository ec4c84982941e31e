import 'server-only';
import { log } from '../log';
import { NO_ACTS } from '../running-attempt';
import type { Notice, RoundAnswer } from './ask-round';
import type { Rounds } from './rounds';

export interface StreamTimes {
  /** How often streams are looked after. */
  readonly beatMs: number;
  /** A stream on which nothing was said for so long says that it is there. */
  readonly silenceMs: number;
  /** Whoever listens is asked for so often whether they still may. */
  readonly proveMs: number;
}

export interface Listening {
  readonly tokenHash: Buffer;
  readonly attemptId: string;
}

interface Open extends Listening {
  readonly session: string;
  readonly send: (text: string) => void;
  readonly end: () => void;
  provenAt: number;
  saidAt: number;
  isAsking: boolean;
}

/** A browser has one running exam in a few tabs; more streams of a session than that are left over from before. */
const MOST_PER_SESSION = 4;
const OVER: ReadonlySet<RoundAnswer['status']> = new Set(['closed', 'not_found', 'signed_out']);
const SILENCE = ':\n\n';

const event = (kind: string, data: unknown): string => `event: ${kind}\ndata: ${JSON.stringify(data)}\n\n`;

const server = globalThis as typeof globalThis & { cutscoreStopping?: true };

/**
 * The event streams of the running exams of this process. What staff do to an attempt is told to those who listen to it: the
 * database is asked once for all of them, and each stream's right to listen is proven again within a minute, in the same rounds.
 */
export class EventStreams {
  private readonly open = new Set<Open>();
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly rounds: Rounds,
    private readonly times: StreamTimes,
  ) {}

  get count(): number {
    return this.open.size;
  }

  /** Tells of an attempt, of which it was just proven that they may, until the returned function is called. */
  listen(who: Listening, now: RoundAnswer, send: (text: string) => void, end: () => void): () => void {
    const session = who.tokenHash.toString('base64');
    const at = performance.now();
    const stream: Open = { ...who, session, send, end, provenAt: at, saidAt: at, isAsking: false };
    const others = [...this.open].filter((other) => other.session === session);
    for (const left of others.slice(0, Math.max(0, others.length - MOST_PER_SESSION + 1)))
      this.close(left, 'retry: 30000\n\n');
    this.open.add(stream);
    send(event('state', sayState(now)));
    if (this.open.size === 1) this.rounds.listen((notice) => this.tell(notice));
    this.timer ??= setInterval(() => this.beat(), this.times.beatMs).unref();
    return () => this.forget(stream);
  }

  private forget(stream: Open): void {
    if (!this.open.delete(stream) || this.open.size > 0) return;
    this.rounds.listen(null);
    clearInterval(this.timer);
    this.timer = undefined;
  }

  private close(stream: Open, lastWords: string): void {
    this.forget(stream);
    stream.send(lastWords);
    stream.end();
  }

  private say(stream: Open, text: string): void {
    stream.saidAt = performance.now();
    stream.send(text);
  }

  private tell({ attemptId, actId }: Notice): void {
    for (const stream of this.open) {
      if (stream.attemptId !== attemptId) continue;
      this.say(stream, event('notice', { id: actId }));
      void this.prove(stream, true);
    }
  }

  private async prove(stream: Open, isAsked: boolean): Promise<void> {
    if (stream.isAsking) return;
    stream.isAsking = true;
    const { tokenHash, attemptId } = stream;
    try {
      const answer = await this.rounds.ask({ tokenHash, attemptId, leaseId: null, seen: NO_ACTS });
      stream.provenAt = performance.now();
      if (!this.open.has(stream)) return;
      if (OVER.has(answer.status)) this.close(stream, event('state', sayState(answer)));
      else if (isAsked) this.say(stream, event('state', sayState(answer)));
    } catch (error) {
      // Nothing is told meanwhile; the next beat asks again.
      log().warn({ err: error }, 'a stream of an exam could not be proven; will try again');
    } finally {
      stream.isAsking = false;
    }
  }

  private beat(): void {
    const now = performance.now();
    for (const stream of this.open) {
      // Not all at once: whoever takes over gets them one after the other.
      if (server.cutscoreStopping)
        this.close(stream, `retry: ${1000 + Math.floor(Math.random() * 4000)}\n\n`);
      else if (now - stream.provenAt >= this.times.proveMs) void this.prove(stream, false);
      else if (now - stream.saidAt >= this.times.silenceMs) this.say(stream, SILENCE);
    }
  }
}

const sayState = ({ status, remainingMs }: RoundAnswer) => ({
  outcome: status,
  ...(remainingMs === null ? {} : { remainingMs }),
});
