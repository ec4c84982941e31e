import 'server-only';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { arePagesJammed } from '../db/pools';
import { courseOfRequest } from './database-down';
import { inFrontOfAll } from './request-listeners';
import { securityHeaders } from './security-headers';

/** What needs no connection, or has one of its own, or answers for itself. */
const NO_PAGE = /^\/(?:_next\/|api\/|icon\.svg|favicon\.ico)/;

const isPage = ({ method, url = '' }: IncomingMessage): boolean =>
  (method === 'GET' || method === 'HEAD') && !NO_PAGE.test(url);

/**
 * Turns pages away at the door while they could not be read in time, and gives those that met a busy database on their way the
 * status that says so, of every server of this process.
 */
export function shedPages(): void {
  inFrontOfAll((onward) => (request, response) => {
    if (!isPage(request)) return onward(request, response);
    if (arePagesJammed()) return turnAway(response);
    const course = { metBusy: false };
    sayBusy(response, course);
    courseOfRequest.run(course, () => onward(request, response));
  });
}

type Loose = (...given: unknown[]) => unknown;

/**
 * Next knows one status for what fails in a page, and a page of its own that needs scripts to be read. Wrapped before Next, whose
 * compression keeps what it finds here.
 */
function sayBusy(response: ServerResponse, course: { readonly metBusy: boolean }): void {
  const writeHead = response.writeHead.bind(response) as Loose;
  const write = response.write.bind(response) as Loose;
  const end = response.end.bind(response) as Loose;
  let isSaid = false;
  Object.assign(response, {
    writeHead: (status: unknown, ...rest: unknown[]) => {
      if (isSaid || status !== 500 || !course.metBusy) return writeHead(status, ...rest);
      isSaid = true;
      for (const name of response.getHeaderNames()) response.removeHeader(name);
      writeHead(503, turnedAway());
      end(PAGE);
      return response;
    },
    // What Next goes on to say has nobody to hear it.
    write: (...given: unknown[]) => (isSaid ? true : write(...given)),
    end: (...given: unknown[]) => (isSaid ? response : end(...given)),
  });
}

function turnAway(response: ServerResponse): void {
  response.writeHead(503, turnedAway());
  response.end(PAGE);
}

const turnedAway = () => ({
  ...securityHeaders(),
  'Content-Type': 'text/html; charset=utf-8',
  'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
  'Content-Length': String(Buffer.byteLength(PAGE)),
  'Retry-After': '2',
});

/** It needs nothing of the application, which is what is busy. */
const PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>Busy right now</title>
<style>
body { font: 1.125rem/1.6 system-ui, sans-serif; max-width: 34rem; margin: 15vh auto; padding: 0 1.25rem }
h1 { font-size: 1.5rem; line-height: 1.25 }
a { display: inline-block; padding: .75rem 0 }
</style>
</head>
<body>
<main>
<h1>Many people are using this right now</h1>
<p>This page can\u2019t be shown within two seconds, so we tell you instead of letting you wait. What you saved is kept, and an exam that is
open goes on saving.</p>
<p><a href="">Try again</a></p>
</main>
</body>
</html>
`;
