import { type IDBPDatabase, openDB } from 'idb';
import { EMPTY_DRAFT, type ImportDraft } from './draft';

const DATABASE = 'cutscore-import';
const STORE = 'draft';
const MAX_AGE_MS = 7 * 24 * 60 * 60 * 1000;

interface StoredDraft {
  readonly savedAt: number;
  readonly draft: ImportDraft;
}

/** IndexedDB rather than session storage: a source of 10 MB doesn't fit there, and a closed tab should lose nothing. */
function open(): Promise<IDBPDatabase> {
  return openDB(DATABASE, 1, {
    upgrade: (database) => {
      database.createObjectStore(STORE);
    },
  });
}

/** The draft of this member in this browser; null when there is none, it is too old, or the browser keeps nothing. */
export async function loadDraft(key: string): Promise<ImportDraft | null> {
  try {
    const database = await open();
    const stored: StoredDraft | undefined = await database.get(STORE, key);
    database.close();
    if (stored === undefined || Date.now() - stored.savedAt > MAX_AGE_MS) return null;
    return { ...EMPTY_DRAFT, ...stored.draft };
  } catch {
    return null;
  }
}

/** Keeps a draft, or forgets it when it is null. A browser that refuses (private mode, full disk) loses only this convenience. */
export async function keepDraft(key: string, draft: ImportDraft | null): Promise<void> {
  try {
    const database = await open();
    if (draft === null) await database.delete(STORE, key);
    else await database.put(STORE, { savedAt: Date.now(), draft } satisfies StoredDraft, key);
    database.close();
  } catch {
    // Nothing to do: the draft lives in the page as long as the page does.
  }
}
