'use client';

import { ActionForm } from '@/components/forms/action-form';
import { useAct } from '@/components/forms/use-act';

import type { ButtonSize, ButtonVariant } from '@/components/ui/button-class';
import { SubmitButton } from '@/components/ui/submit-button';
import type { ServerAct } from '@/lib/domain/kernel/action-state';

/**
 * One act behind one button, as a form of its own: it works before the script has loaded. `fields` are sent along. A refusal
 * is said beside the button; `label` names the act in full where `children` alone would be ambiguous.
 */
export function ActionButton({
  action,
  fields,
  pendingLabel,
  variant = 'secondary',
  size = 'regular',
  label,
  children,
}: {
  action: ServerAct;
  fields: Readonly<Record<string, string>>;
  pendingLabel: string;
  variant?: ButtonVariant;
  size?: ButtonSize;
  label?: string;
  children: string;
}) {
  const act = useAct(action);
  const { state } = act;
  return (
    <ActionForm act={act} className="inline-flex flex-wrap items-center gap-2">
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {state.status === 'failed' ? (
        <span role="alert" className="text-13 font-semibold text-danger">
          {state.failure.message}
        </span>
      ) : null}
      <SubmitButton variant={variant} size={size} pendingLabel={pendingLabel}>
        {children}
        {label ? <span className="sr-only"> {label}</span> : null}
      </SubmitButton>
    </ActionForm>
  );
}
