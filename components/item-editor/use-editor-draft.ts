import { useEffect, useState } from 'react';
import type { EditorDraft } from './editor-draft';
import { keepLocalDraft, type LocalDraft, readLocalDraft } from './local-draft';

const KEEP_AFTER_MS = 800;

/**
 * The draft of a form with a copy in this browser, so that a crash or a closed tab loses nothing. `found` is what an earlier visit left
 * here and nobody has decided about yet.
 */
export function useEditorDraft({
  key,
  initial,
  version,
  isPaused,
}: {
  key: string;
  initial: EditorDraft;
  /** What the draft is based on; 0 for a new question. */
  version: number;
  /** True while the form is being sent: what arrives needs no copy. */
  isPaused: boolean;
}) {
  const [draft, setDraft] = useState(initial);
  const [found, setFound] = useState<LocalDraft | null>(null);
  const isDirty = draft !== initial && JSON.stringify(draft) !== JSON.stringify(initial);

  useEffect(() => {
    const kept = readLocalDraft(key);
    if (kept !== null && JSON.stringify(kept.draft) !== JSON.stringify(initial)) setFound(kept);
  }, [key, initial]);

  useEffect(() => {
    if (isPaused) keepLocalDraft(key, null);
    if (isPaused || !isDirty) return;
    const timer = setTimeout(() => keepLocalDraft(key, { version, draft }), KEEP_AFTER_MS);
    return () => clearTimeout(timer);
  }, [key, version, draft, isDirty, isPaused]);

  return {
    draft,
    isDirty,
    found,
    change: (changes: Partial<EditorDraft>) => setDraft((now) => ({ ...now, ...changes })),
    replace: (next: EditorDraft) => {
      setDraft(next);
      setFound(null);
    },
    forget: () => {
      keepLocalDraft(key, null);
      setFound(null);
    },
  };
}
