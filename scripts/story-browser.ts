import { Agent, type IncomingMessage, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';

export interface StoryAnswer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
  /** As it went over the wire. */
  readonly bytes: number;
}

export interface StoryRequest {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** What was heard instead of an answer, by every browser of a run. */
export interface Mishaps {
  /** Answers 503, asked again after the pause that they name. */
  busy: number;
  /** Connections that ended without an answer, asked again on a new one. */
  lost: number;
}

const MOST_TRIES = 50;

/** One browser: its connections, its cookies, and how long each of its steps took. */
export class StoryBrowser {
  private readonly agent: Agent;
  private readonly cookies = new Map<string, string>();

  constructor(
    private readonly url: string,
    source: string,
    private readonly times: Map<string, number[]>,
    private readonly mishaps: Mishaps,
  ) {
    this.agent = new Agent({ keepAlive: true, maxSockets: 6, localAddress: source });
  }

  close(): void {
    this.agent.destroy();
  }

  /** Does one step of the story; its time is that until the last answer, the pauses of a busy server included. */
  async step(name: string, path: string, given: StoryRequest = {}): Promise<StoryAnswer> {
    const startedAt = performance.now();
    for (let tries = 1; ; tries += 1) {
      const answer = await this.send(path, given).catch((error: NodeJS.ErrnoException) => {
        if (tries === MOST_TRIES || error.code !== 'ECONNRESET') throw error;
        this.mishaps.lost += 1;
        return null;
      });
      if (answer && answer.status !== 503) {
        const times = this.times.get(name) ?? [];
        times.push(performance.now() - startedAt);
        this.times.set(name, times);
        return answer;
      }
      if (tries === MOST_TRIES) throw new Error(`${name}: refused ${MOST_TRIES} times`);
      if (!answer) continue;
      this.mishaps.busy += 1;
      await sleep(Number(answer.headers['retry-after'] ?? 1) * 1000 * (0.5 + Math.random()));
    }
  }

  private send(path: string, { method = 'GET', headers = {}, body }: StoryRequest): Promise<StoryAnswer> {
    const { hostname, port, host, origin } = new URL(this.url);
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    return new Promise((resolve, reject) => {
      const sent = request(
        {
          ...{ agent: this.agent, method, path, port },
          host: hostname === 'localhost' ? '127.0.0.1' : hostname,
          headers: {
            host,
            cookie,
            'accept-encoding': 'gzip',
            ...(method === 'GET' ? {} : { origin }),
            ...headers,
          },
        },
        (answer) => {
          const parts: Buffer[] = [];
          answer.on('data', (part: Buffer) => parts.push(part));
          answer.once('error', reject);
          answer.once('end', () => {
            this.keep(answer);
            const raw = Buffer.concat(parts);
            const text = (answer.headers['content-encoding'] === 'gzip' ? gunzipSync(raw) : raw).toString(
              'utf8',
            );
            resolve({
              status: answer.statusCode ?? 0,
              headers: answer.headers,
              body: text,
              bytes: raw.length,
            });
          });
        },
      );
      sent.once('error', reject);
      sent.end(body);
    });
  }

  private keep({ headers }: IncomingMessage): void {
    for (const cookie of headers['set-cookie'] ?? []) {
      const [pair = ''] = cookie.split(';');
      const at = pair.indexOf('=');
      const value = pair.slice(at + 1);
      if (value === '') this.cookies.delete(pair.slice(0, at));
      else this.cookies.set(pair.slice(0, at), value);
    }
  }
}
