'use client';

import { useMemo } from 'react';
import { ErrorSummary } from '@/components/ui/error-summary';
import { Flash, Notice } from '@/components/ui/notice';
import type { ActionState } from '@/lib/domain/kernel/action-state';

/** What is wrong with one field, for its Field. */
export const errorOf = (state: ActionState, field: string): string | undefined =>
  state.status === 'failed' ? state.failure.fields?.[field] : undefined;

/** What was typed before a refusal, so that nothing is lost; otherwise what the field starts with. */
export const typedOf = (state: ActionState, field: string, fallback = ''): string =>
  state.status === 'failed' ? (state.values[field] ?? fallback) : fallback;

/**
 * The answer of a form's action above its fields: the problems as links, a refusal, or what was done. `fieldIds` gives the
 * control of each field that can be wrong.
 */
export function FormOutcome({
  state,
  fieldIds = {},
}: {
  state: ActionState;
  fieldIds?: Readonly<Record<string, string>>;
}) {
  // The summary takes the focus when its list is a new one, so the list changes only with the answer.
  const problems = useMemo(() => {
    const fields = state.status === 'failed' ? (state.failure.fields ?? {}) : {};
    return Object.entries(fields).map(([field, message]) => ({ fieldId: fieldIds[field] ?? field, message }));
  }, [state, fieldIds]);
  if (state.status === 'idle') return null;
  if (state.status === 'done') return <Flash>{state.message}</Flash>;
  if (problems.length > 0) return <ErrorSummary problems={problems} />;
  return (
    <div role="alert">
      <Notice tone="danger" title={state.failure.message} />
    </div>
  );
}
