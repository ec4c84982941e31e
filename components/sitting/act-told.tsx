'use client';

import { FormOutcome } from '@/components/forms/form-outcome';
import { Flash } from '@/components/ui/notice';
import type { ActOutcome } from '@/lib/domain/attempt/staff-act';
import type { ActionState } from '@/lib/domain/kernel/action-state';

/** What came of an act on sittings, or what is wrong with the form. */
export function ActTold({
  state,
  sentence,
  fieldIds,
}: {
  state: ActionState;
  sentence: (outcome: ActOutcome) => string;
  fieldIds?: Readonly<Record<string, string>>;
}) {
  const outcome = state.status === 'done' ? state.data?.outcome : undefined;
  if (outcome !== undefined) return <Flash>{sentence(JSON.parse(outcome))}</Flash>;
  return <FormOutcome state={state} {...(fieldIds ? { fieldIds } : {})} />;
}
