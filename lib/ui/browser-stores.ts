/**
 * Everything that the product keeps in the storage of a browser, by the name that its keys begin with. Nothing else touches
 * `localStorage` or `sessionStorage` (tests/architecture/browser-stores.test.ts), so that signing out can forget it one by one.
 * Apart from these, a browser has the pages of running exams (EXAM_CACHE), the unsent answers (components/quiz/player/answer-store.ts), which stay, sealed for whoever
 * gave them, and cookies, which the server takes back.
 */
const STORES = {
  /** A question that isn't saved yet, by membership and question. */
  itemDraft: { area: 'local', name: 'cutscore-item-' },
  /** Yes-or-no choices in the exam, by their name. */
  setting: { area: 'local', name: 'cutscore-setting-' },
  /** Whose browser this was last. */
  person: { area: 'local', name: 'cutscore-person' },
  /** Options struck out and questions seen, by attempt. */
  scratch: { area: 'session', name: 'cutscore-scratch-' },
  /** Notices of staff that were put away, by attempt. */
  hidden: { area: 'session', name: 'cutscore-hidden-' },
  /** What happened in an exam beside its answers and wasn't sent yet, by attempt. */
  acts: { area: 'session', name: 'cutscore-acts-' },
  /** The right of this tab to write, by attempt. */
  lease: { area: 'session', name: 'cutscore-lease-' },
  /** The right to write that this browser had last, by attempt: what it left unsent takes nothing over from another device. */
  lastLease: { area: 'local', name: 'cutscore-last-lease-' },
  /** What unsent answers are sealed with, for an exam whose page comes from the device; by attempt. */
  seal: { area: 'session', name: 'cutscore-seal-' },
  /** Where this tab is: a new document would otherwise show wherever another tab has switched to. */
  tab: { area: 'session', name: 'cutscore-tab' },
  /** What the sign-in library tells other tabs. */
  signInNews: { area: 'local', name: 'nextauth.' },
} as const;
/** What the names of caches begin with, each with the page of one running exam (components/quiz/player/kept-exam.ts). */
export const EXAM_CACHE = 'cutscore-exam-';

export type BrowserStore = keyof typeof STORES;

const areaOf = (store: BrowserStore): Storage =>
  STORES[store].area === 'local' ? localStorage : sessionStorage;

// Each of these throws where the browser keeps nothing: private windows, full discs. Callers know what that means for them.

export const readStore = (store: BrowserStore, id = ''): string | null =>
  areaOf(store).getItem(STORES[store].name + id);

export const writeStore = (store: BrowserStore, id: string, value: string): void =>
  areaOf(store).setItem(STORES[store].name + id, value);

export const dropStore = (store: BrowserStore, id = ''): void =>
  areaOf(store).removeItem(STORES[store].name + id);

/** Drops the pages of exams that could be opened without a network. */
export function forgetExams(): void {
  if (!('caches' in globalThis)) return;
  const drop = async () => {
    for (const name of await caches.keys()) if (name.startsWith(EXAM_CACHE)) await caches.delete(name);
  };
  drop().catch(() => {
    // What a browser refuses to give away it hasn't kept either.
  });
}

/** Forgets what was kept for a person. */
export function forgetPerson(): void {
  forgetExams();
  for (const { area, name } of Object.values(STORES)) {
    try {
      const storage = area === 'local' ? localStorage : sessionStorage;
      for (const key of Object.keys(storage)) if (key.startsWith(name)) storage.removeItem(key);
    } catch {
      // No storage, nothing in it.
    }
  }
}

/** Makes the browser this person's: what somebody else left, by whatever way they went, is forgotten. */
export function beginAs(mark: string): void {
  try {
    const before = readStore('person');
    if (before === mark) return;
    if (before !== null) forgetPerson();
    writeStore('person', '', mark);
  } catch {
    // Nothing is kept here, so there is nothing of anybody.
  }
}
