import { dropStore, readStore, writeStore } from '@/lib/ui/browser-stores';
import type { EditorDraft } from './editor-draft';

const MAX_AGE_MS = 7 * 24 * 60 * 60 * 1000;

/** What this browser keeps of a question that isn't saved yet. */
export interface LocalDraft {
  readonly savedAt: number;
  /** The version that it began with; 0 for a new question. */
  readonly version: number;
  readonly draft: EditorDraft;
}

/** Null when there is none, it is older than a week, or the browser keeps nothing. */
export function readLocalDraft(key: string): LocalDraft | null {
  try {
    const stored = JSON.parse(readStore('itemDraft', key) ?? 'null') as LocalDraft | null;
    return stored !== null && Date.now() - stored.savedAt < MAX_AGE_MS ? stored : null;
  } catch {
    return null;
  }
}

/** Keeps a draft, or forgets it when it is null. A browser that refuses loses only this convenience. */
export function keepLocalDraft(key: string, kept: Omit<LocalDraft, 'savedAt'> | null): void {
  try {
    if (kept === null) dropStore('itemDraft', key);
    else writeStore('itemDraft', key, JSON.stringify({ ...kept, savedAt: Date.now() }));
  } catch {
    // Private mode or a full disk: the draft lives in the page as long as the page does.
  }
}
