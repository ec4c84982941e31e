import 'server-only';
import type { EventStream } from '../http/reply';
import type { RoundAnswer, Watched } from './ask-round';
import { EventStreams } from './event-streams';
import { Rounds } from './rounds';

/** With the worker's and the sweeper's own questions this leaves a process below two statements a second, however many sit an exam. */
const ROUND_MS = 1500;
const TIMES = { beatMs: 500, silenceMs: 15_000, proveMs: 45_000 } as const;

const kept = globalThis as typeof globalThis & {
  cutscoreWatch?: { readonly rounds: Rounds; readonly streams: EventStreams };
};

// Kept on globalThis, because pages and the server's own door are bundled apart.
function watch() {
  if (!kept.cutscoreWatch) {
    const rounds = new Rounds(ROUND_MS);
    kept.cutscoreWatch = { rounds, streams: new EventStreams(rounds, TIMES) };
  }
  return kept.cutscoreWatch;
}

/** What is left of an attempt, and whether the tab still may write, asked together with everybody who asks in these moments. */
export const askWithOthers = (asked: Watched): Promise<RoundAnswer> => watch().rounds.ask(asked);

/** Events of an attempt for whoever was just proven to sit it. */
export const openEventStream = (
  who: Pick<Watched, 'tokenHash' | 'attemptId'>,
  now: RoundAnswer,
): EventStream => ({
  open: (send, end) => watch().streams.listen(who, now, send, end),
});
