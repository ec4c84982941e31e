import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Lifetime } from '../lifetime';

/** What stands between learners and the server, and what it does to saves; changed while it runs. */
export interface Line {
  /** The probability that a request never arrives. */
  drop: number;
  /** That it arrives and is done, and its answer never comes. */
  swallow: number;
  /** Asks nothing of a server that is about to end, as a balancer does; what comes meanwhile waits. */
  held: boolean;
  /**
   * What nothing between may do; only to see checks fail. `lies`: says "saved" for one in ten without asking. `assures`: says so for what
   * it drops. `refuses`: calls final what only has to wait. `stalls`: keeps failures to itself for a while.
   * `hides`: calls a failure saved.
   */
  betrayal: 'none' | 'lies' | 'assures' | 'refuses' | 'stalls' | 'hides';
  /** Requests that a server took and never answered, and those that none took. */
  unanswered: number;
  /** Saves that were answered with a failure. */
  failures: number;
}

const STALL_MS = 9000;

/** Lays it between `port` and the server on `serverPort`. */
export async function layLine(port: number, serverPort: number, life: Lifetime): Promise<Line> {
  const line: Line = { drop: 0, swallow: 0, held: false, betrayal: 'none', unanswered: 0, failures: 0 };
  const server = createServer((incoming, outgoing) => void pass(incoming, outgoing, serverPort, line));
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  life.atEnd(() => {
    server.closeAllConnections();
    server.close();
  });
  return line;
}

async function pass(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  serverPort: number,
  line: Line,
): Promise<void> {
  const befalls = (probability: number) => incoming.method === 'PUT' && Math.random() < probability;
  if (befalls(line.betrayal === 'lies' ? 0.1 : 0)) return assure(incoming, outgoing);
  if (befalls(line.drop)) {
    if (line.betrayal === 'assures') return assure(incoming, outgoing);
    incoming.resume().once('end', () => outgoing.destroy());
    return;
  }
  while (line.held) await sleep(20);
  const isSwallowed = befalls(line.swallow);
  const { method, url, headers } = incoming;
  const to = { host: '127.0.0.1', port: serverPort, method, path: url, headers, agent: false };
  const onward = request(to, async (answer) => {
    if (isSwallowed) {
      answer.resume().once('end', () => outgoing.destroy());
      return;
    }
    const isFailure = (answer.statusCode ?? 502) >= 500;
    if (isFailure && line.betrayal === 'stalls') await sleep(STALL_MS);
    if (isFailure && method === 'PUT') line.failures += 1;
    if (isFailure && line.betrayal === 'hides') {
      answer.resume().once('end', () => say(outgoing));
      return;
    }
    if (isFailure && line.betrayal === 'refuses') answer.statusCode = 409;
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(outgoing);
  });
  onward.once('error', () => {
    if (!outgoing.headersSent) line.unanswered += 1;
    outgoing.destroy();
  });
  incoming.pipe(onward);
}

const assure = (incoming: IncomingMessage, outgoing: ServerResponse): void =>
  void incoming.resume().once('end', () => say(outgoing));

function say(outgoing: ServerResponse): void {
  outgoing.writeHead(200, { 'content-type': 'application/json' });
  outgoing.end(JSON.stringify({ outcome: 'saved', rev: 1, savedAt: new Date().toISOString() }));
}
