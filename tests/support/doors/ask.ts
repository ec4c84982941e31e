import { Agent, type IncomingHttpHeaders, request } from 'node:http';

/** What one request over HTTP was answered with. */
export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface Question {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

const agent = new Agent({ keepAlive: true, maxSockets: 8 });

/**
 * One request, sent as it is given: `fetch` would correct the address, choose the `Host` header itself and follow where an
 * answer leads.
 */
export function ask(port: number, path: string, question: Question = {}): Promise<Answer> {
  const { method = 'GET', headers = {}, body } = question;
  return new Promise((resolve, reject) => {
    const sent = request(
      { host: '127.0.0.1', port, path, method, headers: { host: `localhost:${port}`, ...headers }, agent },
      (answer) => {
        const parts: Buffer[] = [];
        const answered = () =>
          resolve({
            status: answer.statusCode ?? 0,
            headers: answer.headers,
            body: Buffer.concat(parts).toString('utf8'),
          });
        answer.on('data', (part: Buffer) => {
          parts.push(part);
          // It goes on for as long as somebody listens.
          if (answer.headers['content-type']?.startsWith('text/event-stream')) answer.destroy();
        });
        answer.once('close', () => answered());
        answer.once('error', reject);
        answer.once('end', answered);
      },
    );
    sent.once('error', reject);
    sent.setTimeout(20_000, () => sent.destroy(new Error(`${method} ${path}: no answer within 20 s`)));
    sent.end(body);
  });
}

/** Announces a body and sends only its beginning: what is answered now was answered without it. */
export function askWithoutBody(port: number, path: string, question: Question): Promise<number> {
  const { method = 'POST', headers = {} } = question;
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        host: '127.0.0.1',
        port,
        path,
        method,
        headers: {
          host: `localhost:${port}`,
          'content-type': 'application/json',
          'content-length': '4096',
          ...headers,
        },
      },
      (answer) => {
        resolve(answer.statusCode ?? 0);
        sent.destroy();
      },
    );
    sent.once('error', reject);
    sent.setTimeout(4000, () => sent.destroy(new Error('waits for the body')));
    sent.write('{"');
  });
}
