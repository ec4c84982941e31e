import { readFileSync } from 'node:fs';
import { createContext, runInContext } from 'node:vm';
import { beforeEach, describe, expect, it } from 'vitest';

/* public/exam-worker.js, as a browser would run it, in a world whose network obeys the test. */

const ORIGIN = 'https://exams.example.com';
const ATTEMPT = '0190a1b2-0000-7000-8000-000000000001';
const KEY = 'k'.repeat(43);
const page = (build: string) =>
  `<html><script src="/_next/static/chunks/${build}.js"></script>{\\"seal\\":{\\"owner\\":\\"o\\",\\"key\\":\\"${KEY}\\"}}</html>`;

class FakeCache {
  readonly entries = new Map<string, Response>();
  async match(key: string | { url: string }) {
    return this.entries.get(pathOf(key))?.clone();
  }
  async put(key: string | { url: string }, answer: Response) {
    this.entries.set(pathOf(key), answer);
  }
}

const pathOf = (key: string | { url: string }): string =>
  new URL(typeof key === 'string' ? key : key.url, ORIGIN).pathname;

type Listener = (event: Record<string, unknown>) => void;

class World {
  readonly kept = new Map<string, FakeCache>();
  readonly asked: string[] = [];
  network: (path: string) => Promise<Response> = async () => {
    throw new TypeError('Failed to fetch');
  };
  readonly #listeners = new Map<string, Listener>();
  readonly #work: Promise<unknown>[] = [];

  constructor() {
    const open = async (name: string) => {
      const cache = this.kept.get(name) ?? new FakeCache();
      this.kept.set(name, cache);
      return cache;
    };
    const matchAny = async (key: string | { url: string }) => {
      for (const cache of this.kept.values()) {
        const found = await cache.match(key);
        if (found) return found;
      }
      return undefined;
    };
    const caches = {
      open,
      has: async (name: string) => this.kept.has(name),
      delete: async (name: string) => this.kept.delete(name),
      match: matchAny,
    };
    const self = {
      location: new URL(ORIGIN),
      addEventListener: (kind: string, listener: Listener) => this.#listeners.set(kind, listener),
      skipWaiting: () => {},
      clients: { claim: () => {} },
    };
    const fetch = (request: string | { url: string }) => {
      this.asked.push(pathOf(request));
      return this.network(pathOf(request));
    };
    const globals = { self, caches, fetch, URL, Response, Headers, AbortSignal, Promise };
    runInContext(readFileSync('public/exam-worker.js', 'utf8'), createContext(globals));
  }

  /** Null where the worker leaves the request to the browser. */
  async ask(path: string, mode: 'navigate' | 'cors' = 'navigate', method = 'GET'): Promise<Response | null> {
    let answer: Promise<Response> | null = null;
    const request = { url: ORIGIN + path, mode, method };
    this.#listeners.get('fetch')?.({
      request,
      respondWith: (given: Promise<Response>) => {
        answer = given;
      },
      waitUntil: (work: Promise<unknown>) => this.#work.push(work),
    });
    const given = answer === null ? null : await (answer as Promise<Response>);
    await Promise.all(this.#work);
    return given;
  }

  async tell(data: unknown): Promise<void> {
    this.#listeners.get('message')?.({ data, waitUntil: (work: Promise<unknown>) => this.#work.push(work) });
    await Promise.all(this.#work);
  }
}

/** As the network gives it: with the address that it came from. */
const answered = (path: string, body: string | null, status = 200): Response =>
  Object.defineProperty(new Response(body, { status }), 'url', { value: ORIGIN + path });

const server =
  (build: string): World['network'] =>
  async (path) =>
    answered(path, path.startsWith('/_next/') ? `file of ${build}` : page(build));

let world: World;
beforeEach(() => {
  world = new World();
});

const address = `/attempts/${ATTEMPT}`;
const textOf = async (answer: Promise<Response | null>) => (await answer)?.text();

describe('the worker of the exam page', () => {
  it('opens the page without a network as it was kept, and its files', async () => {
    world.network = server('one');
    expect(await textOf(world.ask(address))).toContain(KEY);
    world.network = async () => Promise.reject(new TypeError('Failed to fetch'));
    expect(await textOf(world.ask(address))).toContain('chunks/one.js');
    expect(await textOf(world.ask('/_next/static/chunks/one.js', 'cors'))).toBe('file of one');
  });

  it('keeps no key to unsent answers', async () => {
    world.network = server('one');
    await world.ask(address);
    const texts = await Promise.all(
      [...world.kept.values()].flatMap(({ entries }) => [...entries.values()].map((each) => each.text())),
    );
    expect(texts.join()).toContain('owner');
    expect(texts.join()).not.toContain(KEY);
  });

  it('asks the server first as long as it can be heard', async () => {
    world.network = server('one');
    await world.ask(address);
    world.network = server('two');
    expect(await textOf(world.ask(address))).toContain('chunks/two.js');
  });

  it('gives a running exam the files of its own build after a new one', async () => {
    world.network = server('one');
    await world.ask(address);
    world.network = async (path) =>
      path.includes('one') ? answered(path, 'Not found', 404) : server('two')(path);
    expect(await textOf(world.ask('/_next/static/chunks/one.js', 'cors'))).toBe('file of one');
  });

  it.each([
    ['is led elsewhere', { status: 200, type: 'opaqueredirect' }],
    ['is refused', { status: 403, type: 'basic' }],
    ['finds nothing', { status: 404, type: 'basic' }],
  ])('drops what it kept when whoever asks %s', async (_how, { status, type }) => {
    world.network = server('one');
    await world.ask(address);
    world.network = async (path) =>
      Object.defineProperty(answered(path, null, status), 'type', { value: type }) as Response;
    // An answer of this kind has no status that a script could see.
    if (type === 'opaqueredirect')
      world.network = async (path) =>
        Object.defineProperties(answered(path, null), {
          type: { value: type },
          status: { value: 0 },
          url: { value: ORIGIN + path },
        });
    await world.ask(address);
    expect([...world.kept.keys()]).toEqual([]);
  });

  it('opens the kept page while something in front of the server fails', async () => {
    world.network = server('one');
    await world.ask(address);
    world.network = async (path) => answered(path, 'Bad gateway', 502);
    expect(await textOf(world.ask(address))).toContain('chunks/one.js');
    expect(world.kept.size).toBe(1);
  });

  it('looks at nothing else: no data, no other page, nothing that is sent', async () => {
    world.network = server('one');
    for (const path of ['/api/v1/attempts/x/clock', '/learn', `${address}/receipt`, '/sign-in'])
      expect(await world.ask(path)).toBeNull();
    expect(await world.ask(`/api/v1${address}/responses/x`, 'cors', 'PUT')).toBeNull();
    expect(await world.ask(address, 'cors')).toBeNull();
    expect(world.asked).toEqual([]);
  });

  it('keeps a page that was reached by a link when that page asks for it, once', async () => {
    world.network = server('one');
    const files = ['/_next/static/media/font.woff2', '/api/v1/session/seal'];
    await world.tell({ kind: 'keep', attemptId: ATTEMPT, files, headers: {} });
    expect(world.asked).toEqual([address, '/_next/static/chunks/one.js', '/_next/static/media/font.woff2']);
    await world.tell({ kind: 'keep', attemptId: ATTEMPT, files, headers: {} });
    expect(world.asked).toHaveLength(3);
    await world.tell({ kind: 'keep', attemptId: '../learn', files, headers: {} });
    expect(world.asked).toHaveLength(3);
  });
});
