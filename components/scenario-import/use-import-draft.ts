'use client';

import { useEffect, useRef, useState } from 'react';
import { EMPTY_DRAFT, type ImportDraft } from './draft';
import { keepDraft, loadDraft } from './draft-store';

export interface DraftHandle {
  /** Null until the browser was asked for an earlier one. */
  readonly draft: ImportDraft | null;
  readonly change: (part: Partial<ImportDraft>) => void;
  /** Forgets the draft, here and in the browser. */
  readonly discard: () => Promise<void>;
}

const SAVE_AFTER_MS = 400;

/** The draft of an import, kept in the browser so that a reload or a closed tab loses nothing. */
export function useImportDraft(key: string): DraftHandle {
  const [draft, setDraft] = useState<ImportDraft | null>(null);
  const finished = useRef(false);
  useEffect(() => {
    let gone = false;
    loadDraft(key).then((stored) => {
      if (!gone) setDraft(stored ?? EMPTY_DRAFT);
    });
    return () => {
      gone = true;
    };
  }, [key]);
  useEffect(() => {
    if (draft === null || finished.current) return;
    const save = () => void keepDraft(key, draft === EMPTY_DRAFT ? null : draft);
    const timer = setTimeout(save, SAVE_AFTER_MS);
    window.addEventListener('pagehide', save);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('pagehide', save);
    };
  }, [key, draft]);
  return {
    draft,
    change: (part) => setDraft((before) => (before === null ? before : { ...before, ...part })),
    discard: async () => {
      finished.current = true;
      await keepDraft(key, null);
    },
  };
}
