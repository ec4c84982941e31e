import { PAGE_MARK_HEADER } from '@/lib/domain/access/page-mark';
import type { StoredAnswer } from '@/lib/domain/attempt/answer';
import type { AnswerSeal } from '@/lib/domain/attempt/answer-seal';
import { EXAM_CACHE, readStore, writeStore } from '@/lib/ui/browser-stores';
import { paths } from '@/lib/ui/paths';
import { openText, sealText } from './sealed-text';

/*
 * What a browser keeps of a running exam, so that a reload without a network opens it (public/exam-worker.js): its page, without
 * the key to unsent answers, and beside it, sealed, what the server has acknowledged since and when the time ends. The key
 * stays with the tab. All of it stands in one cache for each attempt and goes with it.
 */

/** What this tab knew last. */
export interface KnownExam {
  readonly stored: readonly StoredAnswer[];
  /** By the clock of this device, epoch milliseconds. */
  readonly endsAtMs: number;
}

const cacheOf = (attemptId: string): string => EXAM_CACHE + attemptId;
const knownPath = (attemptId: string): string => `${paths.attempt(attemptId)}/known`;

/** Not before anybody could have needed it, and not all at once: whoever came by a link has the page made a second time. */
const KEEP_AFTER_MS = { least: 4000, most: 14_000 } as const;

/** Makes a browser able to keep an exam. Called before one starts, so that the way into it is the first thing kept. */
export function registerExamWorker(): void {
  // biome-ignore lint/style/noProcessEnv: a constant that the bundler puts in; in development files change under their names
  if (process.env.NODE_ENV !== 'production' || !('serviceWorker' in navigator)) return;
  navigator.serviceWorker.register('/exam-worker.js', { scope: '/attempts/' }).catch(() => {});
}

/** Has the page of this exam kept, soon; the result calls it off. */
export function askToKeep(attemptId: string): () => void {
  registerExamWorker();
  const { least, most } = KEEP_AFTER_MS;
  const timer = setTimeout(() => void keepNow(attemptId), least + Math.random() * (most - least));
  return () => clearTimeout(timer);
}

async function keepNow(attemptId: string): Promise<void> {
  const worker = 'serviceWorker' in navigator ? (await navigator.serviceWorker.ready).active : null;
  const files = performance
    .getEntriesByType('resource')
    .map(({ name }) => new URL(name))
    .filter(({ origin }) => origin === window.location.origin)
    .map(({ pathname }) => pathname)
    .filter((path) => path.startsWith('/_next/static/'));
  const mark = document.querySelector<HTMLElement>('[data-page-mark]')?.dataset.pageMark;
  const headers = mark ? { [PAGE_MARK_HEADER]: mark } : {};
  worker?.postMessage({ kind: 'keep', attemptId, files, headers });
}

/** Keeps what is known now, for a page that comes back without a network. */
export async function keepKnown(attemptId: string, seal: AnswerSeal, known: KnownExam): Promise<void> {
  const sealed = await sealText(seal, knownPath(attemptId), JSON.stringify(known));
  if (ended.has(attemptId)) return;
  await (await caches.open(cacheOf(attemptId))).put(knownPath(attemptId), new Response(sealed));
}

export async function readKnown(attemptId: string, seal: AnswerSeal): Promise<KnownExam | null> {
  const kept = await (await caches.open(cacheOf(attemptId))).match(knownPath(attemptId));
  const text = kept ? await openText(seal, knownPath(attemptId), await kept.arrayBuffer()) : null;
  return text === null ? null : JSON.parse(text);
}

/** Exams that ended on this page: what was on its way to the device then comes too late. */
const ended = new Set<string>();

/** The exam is over: nobody comes back to its page. */
export function dropKept(attemptId: string): void {
  ended.add(attemptId);
  if ('caches' in globalThis) caches.delete(cacheOf(attemptId)).catch(() => {});
}

/** The key of this tab, for when its page is opened without a network: what is kept of the page doesn't have it. */
export function keyOfTab(attemptId: string, seal: AnswerSeal): AnswerSeal | null {
  try {
    if (seal.key !== '') {
      writeStore('seal', attemptId, seal.key);
      return seal;
    }
    const key = readStore('seal', attemptId);
    return key ? { ...seal, key } : null;
  } catch {
    return seal.key === '' ? null : seal;
  }
}
