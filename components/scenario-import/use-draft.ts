'use client';

import { useEffect, useState, useSyncExternalStore } from 'react';
import type { DraftOptions, DraftView } from '@/lib/features/import-draft/contract';
import { readDraft, saveDraft } from '@/lib/features/import-draft/queries';
import { type DraftContent, DraftSaver, type DraftSnapshot } from './draft-saver';

export interface DraftHandle extends DraftSnapshot {
  readonly id: string;
  readonly change: (part: Partial<DraftContent>) => void;
  readonly changeOptions: (part: Partial<DraftOptions>) => void;
  readonly textOf: (rev: number) => string | undefined;
  /** Sends what was typed now instead of after a pause. */
  readonly flush: () => void;
  readonly keepMine: () => void;
  readonly takeTheirs: () => void;
}

/** The draft of an import, kept on the server while it is edited. */
export function useDraft(view: DraftView): DraftHandle {
  const [saver] = useState(
    () =>
      new DraftSaver(view, { save: (input) => saveDraft(view.id, input), read: () => readDraft(view.id) }),
  );
  const snapshot = useSyncExternalStore(saver.subscribe, saver.snapshot, saver.snapshot);
  useEffect(() => {
    const leave = (event: BeforeUnloadEvent) => {
      saver.flush();
      // What waits for the network would be lost with the page.
      if (!saver.snapshot().isSaved) event.preventDefault();
    };
    const back = () => saver.flush();
    window.addEventListener('beforeunload', leave);
    window.addEventListener('online', back);
    return () => {
      saver.flush();
      window.removeEventListener('beforeunload', leave);
      window.removeEventListener('online', back);
    };
  }, [saver]);
  return {
    ...snapshot,
    id: view.id,
    change: saver.change,
    changeOptions: (part) => saver.change({ options: { ...saver.snapshot().content.options, ...part } }),
    textOf: (rev) => saver.textOf(rev),
    flush: saver.flush,
    keepMine: saver.keepMine,
    takeTheirs: saver.takeTheirs,
  };
}
