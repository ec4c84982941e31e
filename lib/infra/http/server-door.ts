import 'server-only';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { log } from '../log';
import type { ExamHandler, Incoming } from './define-exam-route';
import { type EventStream, isStream, type Reply, streamHeaders, writeReply } from './reply';

/** Routes by method and pattern, such as `GET /api/v1/attempts/[attemptId]/clock`. */
export type ServerDoorTable = Readonly<Record<string, Pick<ExamHandler, 'direct'>>>;

/** Answers a request that it knows; false leaves it to Next, which has every route. */
export type ServerDoor = (request: IncomingMessage, response: ServerResponse) => boolean;

const kept = globalThis as typeof globalThis & { cutscoreServerDoor?: ServerDoor };

/** Hands the routes to the server that this process runs in (scripts/serve.mjs), if it looks for them. */
export function offerServerDoor(table: ServerDoorTable): void {
  kept.cutscoreServerDoor = openServerDoor(table);
}

export function openServerDoor(table: ServerDoorTable): ServerDoor {
  const routes = Object.entries(table).map(([door, handler]) => {
    const [method = '', pattern = ''] = door.split(' ');
    return { method, parts: pattern.split('/'), handler };
  });
  return (request, response) => {
    const [path = '', query = ''] = splitOnce(request.url ?? '', '?');
    // Written in any but the plain way, Next says what it means.
    if (/[%#\\]/.test(path)) return false;
    // What the router of the pages asks for, it understands in Next's own words.
    if (request.headers.rsc !== undefined) return false;
    const parts = path.split('/');
    for (const { method, parts: pattern, handler } of routes) {
      if (method !== request.method) continue;
      const params = match(pattern, parts);
      if (!params) continue;
      void serve(handler, request, response, { path, query, params });
      return true;
    }
    return false;
  };
}

function splitOnce(text: string, mark: string): readonly string[] {
  const at = text.indexOf(mark);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}

/** The named parts of a path, or null when the pattern is another one's. A part is never empty. */
function match(pattern: readonly string[], parts: readonly string[]): Record<string, string> | null {
  if (pattern.length !== parts.length) return null;
  const params: Record<string, string> = {};
  for (const [index, wanted] of pattern.entries()) {
    const part = parts[index] ?? '';
    if (wanted.startsWith('[')) {
      if (part === '') return null;
      params[wanted.slice(1, -1)] = part;
    } else if (wanted !== part) return null;
  }
  return params;
}

async function serve(
  handler: Pick<ExamHandler, 'direct'>,
  request: IncomingMessage,
  response: ServerResponse,
  { path, query, params }: { path: string; query: string; params: Record<string, string> },
): Promise<void> {
  const headers = { get: (name: string) => [request.headers[name] ?? null].flat().join(', ') || null };
  const incoming: Incoming = {
    ...{ method: request.method ?? '', pathname: path, query: new URLSearchParams(query), params, headers },
    readBody: (limit) => readAtMost(request, limit),
  };
  try {
    const answer = await handler.direct(incoming);
    if (isStream(answer)) sendEvents(response, answer);
    else send(response, answer);
  } catch (error) {
    // Whoever went away in the middle of their body gets no answer; what else may happen here is a fault.
    if (!request.destroyed) log().error({ err: error, url: path }, 'request failed');
    response.destroy();
  }
}

function send(response: ServerResponse, answer: Reply): void {
  const { status, headers, text } = writeReply(answer);
  // A body of which not all was read stands in the way of the next request on this connection.
  if (!response.req.complete && response.req.headers['content-length'] !== '0' && hasBody(response.req))
    response.setHeader('Connection', 'close');
  response.writeHead(status, headers);
  response.end(text);
}

/** What a connection that takes nothing may owe; beyond it, it is taken for dead. */
const MOST_UNSENT = 64 * 1024;

function sendEvents(response: ServerResponse, { open }: EventStream): void {
  if (response.destroyed) return;
  response.writeHead(200, streamHeaders());
  const close = open(
    (text) => {
      response.write(text);
      if (response.writableLength > MOST_UNSENT) response.destroy();
    },
    () => response.end(),
  );
  response.once('close', close);
}

const hasBody = ({ headers }: IncomingMessage): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;

async function readAtMost(request: IncomingMessage, limit: number): Promise<Buffer | null> {
  if (Number(request.headers['content-length']) > limit) return null;
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of request.iterator({ destroyOnReturn: false })) {
    length += part.length;
    if (length > limit) return null;
    parts.push(part);
  }
  return Buffer.concat(parts, length);
}
