import 'server-only';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { NO_TURN, TurnQueue, type Waiting } from '../auth/turn-queue';
import { inFrontOf, inFrontOfAll } from './request-listeners';
import { sourceNetwork } from './request-source';

export interface Pace {
  /** Null for requests that begin as they come. */
  readonly laneOf: (request: IncomingMessage) => Waiting | null;
  /** How many may wait, and in one lane; who comes then hears that the server is busy. */
  readonly waiting: number;
  readonly waitingPerLane: number;
  /** How long nothing else of this kind begins after one of them. */
  readonly rest: () => Promise<void>;
}

/** Lets requests of one kind begin one after the other, whatever arrives at once. */
export const paceRequests = (server: Server, pace: Pace): void => inFrontOf(server, paced(pace));

type Listener = (request: IncomingMessage, response: ServerResponse) => void;

function paced({ laneOf, rest, ...limits }: Pace): (onward: Listener) => Listener {
  return (onward) => {
    const turns = new TurnQueue({ ...limits, atOnce: 1 });
    return (request, response) => {
      const lane = laneOf(request);
      if (lane === null) return onward(request, response);
      void turns
        .take(lane, () => {
          // Who went away meanwhile costs nothing.
          if (request.destroyed) return Promise.resolve();
          onward(request, response);
          return rest();
        })
        .then((begun) => {
          if (begun === NO_TURN) refuse(response);
        });
    };
  };
}

function refuse(response: ServerResponse): void {
  const title = 'Many people are signing in';
  response.writeHead(503, {
    'Content-Type': 'application/problem+json',
    'Cache-Control': 'private, no-store',
    'X-Content-Type-Options': 'nosniff',
    'Retry-After': '5',
    // What it still sends is not waited for.
    Connection: 'close',
  });
  response.end(JSON.stringify({ type: 'urn:cutscore:problem:busy', title, status: 503, code: 'busy' }));
}

const SHORTEST_REST_MS = 10;
const LONGEST_REST_MS = 200;
/** A thread that was idle for less of the time has enough to do. */
const IDLE_SHARE = 0.5;

/** At least 10 ms, and until the thread had time left for everybody else; never longer than 200 ms, so that people get in. */
async function restUntilIdle(): Promise<void> {
  const before = performance.eventLoopUtilization();
  for (let ms = 0; ms < LONGEST_REST_MS; ms += SHORTEST_REST_MS) {
    await sleep(SHORTEST_REST_MS);
    if (performance.eventLoopUtilization(before).utilization <= 1 - IDLE_SHARE) return;
  }
}

/** A browser with a mark goes first; whether the mark is anybody's, the database says later. */
const signInLane = ({ url, headers }: IncomingMessage): Waiting | null => {
  // The token that goes with a password costs nothing (csrf-token.ts).
  if (!url?.startsWith('/api/auth/') || url === '/api/auth/csrf') return null;
  const source = [headers['x-forwarded-for'] ?? ''].flat().join(',');
  return {
    lane: sourceNetwork(source).network,
    first: headers.cookie?.includes('cutscore.device=') ?? false,
  };
};

/**
 * Paces the sign-in of every server of this process, from its first request on. Each takes some milliseconds of the one thread
 * that also saves answers, before any limit can refuse it: two hundred at once would make everybody in an exam wait for a second.
 * Called after `replaceForwardedFor`, whose source it reads.
 */
export function paceSignIns(): void {
  inFrontOfAll(paced({ laneOf: signInLane, waiting: 96, waitingPerLane: 64, rest: restUntilIdle }));
}
