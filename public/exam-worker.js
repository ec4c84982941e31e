/*
 * Opens a running exam again when there is no network. It looks at two kinds of requests only: for the page of an attempt, which
 * the server answers as long as it can be heard, and for the files of a build that such a page needs, which never change under
 * their names. Data of the API passes it untouched. A kept page stands together with the files of its own build, by attempt, so
 * that a new build breaks no exam; it goes when the exam ends, when its person signs out, and when somebody else signs in
 * (components/quiz/player/kept-exam.ts, docs/decisions/041-what-a-browser-keeps-of-an-exam.md).
 */

const CACHE = 'cutscore-exam-';
const PAGE = /^\/attempts\/([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/;
const FILE = /\/_next\/static\/[\w./~-]+/g;
/** The key to unsent answers, as the page carries it: kept on the device it would open what is sealed there. */
const KEY = /(\\?"key\\?":\\?")[\w-]{43}(?=\\?")/g;
/** How long the server has to answer where a kept page could. */
const PATIENCE_MS = 8000;

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== self.location.origin) return;
  const [, attemptId] = PAGE.exec(url.pathname) ?? [];
  if (request.mode === 'navigate' && attemptId) event.respondWith(openPage(event, attemptId));
  else if (url.pathname.startsWith('/_next/static/')) event.respondWith(openFile(request));
});

/** The page asks for itself to be kept: one that was reached by a link never passed here. */
self.addEventListener('message', (event) => {
  const { kind, attemptId, files, headers } = event.data ?? {};
  if (kind !== 'keep' || !PAGE.test(`/attempts/${attemptId}`)) return;
  event.waitUntil(keepOnDemand(attemptId, files, headers));
});

async function openPage(event, attemptId) {
  const path = `/attempts/${attemptId}`;
  const kept = await keptPage(attemptId);
  let answer;
  try {
    answer = await fetch(event.request, kept ? { signal: AbortSignal.timeout(PATIENCE_MS) } : {});
  } catch (error) {
    if (kept) return kept;
    throw error;
  }
  if (answer.status === 200 && !answer.redirected && new URL(answer.url).pathname === path) {
    event.waitUntil(keep(attemptId, answer.clone()));
    return answer;
  }
  // Something in front of the server may be what failed.
  if (answer.status >= 500 && kept) return kept;
  // It is over, or no longer this person's: the server leads elsewhere.
  if (answer.type === 'opaqueredirect' || [401, 403, 404, 410].includes(answer.status))
    event.waitUntil(caches.delete(CACHE + attemptId));
  return answer;
}

async function openFile(request) {
  return (await caches.match(request, { ignoreVary: true })) ?? fetch(request);
}

async function keptPage(attemptId) {
  if (!(await caches.has(CACHE + attemptId))) return undefined;
  const cache = await caches.open(CACHE + attemptId);
  return cache.match(`/attempts/${attemptId}`);
}

/** Keeps the page, once everything that it needs is there. */
async function keep(attemptId, answer) {
  const text = (await answer.text()).replaceAll(KEY, '$1');
  const cache = await caches.open(CACHE + attemptId);
  await keepFiles(cache, [...new Set(text.match(FILE) ?? [])]);
  const headers = new Headers(answer.headers);
  for (const name of ['content-encoding', 'content-length', 'set-cookie']) headers.delete(name);
  await cache.put(`/attempts/${attemptId}`, new Response(text, { headers }));
}

async function keepFiles(cache, files) {
  await Promise.all(
    files.map(async (file) => {
      if (await cache.match(file, { ignoreVary: true })) return;
      const answer = await fetch(file);
      // A file that isn't there is none that the page needs.
      if (answer.status === 200) await cache.put(file, answer);
    }),
  );
}

async function keepOnDemand(attemptId, files, headers) {
  if (!(await keptPage(attemptId))) {
    const answer = await fetch(`/attempts/${attemptId}`, { headers, redirect: 'manual' });
    if (answer.status !== 200) return;
    await keep(attemptId, answer);
  }
  const named = files.filter((file) => typeof file === 'string' && file.startsWith('/_next/static/'));
  await keepFiles(await caches.open(CACHE + attemptId), named);
}
