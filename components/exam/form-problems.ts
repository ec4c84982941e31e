import type { FieldProblem } from '@/components/ui/error-summary';
import type { ActionState } from '@/lib/domain/kernel/action-state';

/**
 * What a failed action says, as links to the fields. Controls have their field's name as id; `formId` is where a problem of the
 * whole form leads.
 */
export function problemsOf(state: ActionState, formId = 'form'): readonly FieldProblem[] {
  if (state.status !== 'failed') return [];
  const fields = Object.entries(state.failure.fields ?? {});
  return fields.length > 0
    ? fields.map(([fieldId, message]) => ({ fieldId, message }))
    : [{ fieldId: formId, message: state.failure.message }];
}

/** What is wrong with one field, if anything. */
export const errorOf = (state: ActionState, field: string): string | undefined =>
  state.status === 'failed' ? state.failure.fields?.[field] : undefined;

/**
 * For `onReset`: React resets a form after its action, and a select that React controls doesn't come back from that. The fields
 * hold what was typed by themselves.
 */
export const keepFields = (event: { preventDefault: () => void }): void => event.preventDefault();
