import type { ComponentProps, ReactNode } from 'react';
import { FieldError, type FieldWords } from './field';

interface ChoiceWords {
  label: ReactNode;
  hint?: ReactNode;
}

/** The whole row is the target; the native control keeps its keyboard and its name. */
function ChoiceRow({
  type,
  label,
  hint,
  id,
  ...rest
}: ChoiceWords & Omit<ComponentProps<'input'>, 'className'>) {
  const hintId = hint && id ? `${id}-hint` : undefined;
  return (
    <label className="flex min-h-11 items-start gap-3 rounded-control px-2 py-2.5 hover:bg-accent-soft has-disabled:text-muted">
      <input
        {...rest}
        id={id}
        type={type}
        aria-describedby={hintId}
        className="mt-px size-5 shrink-0 accent-accent"
      />
      <span className="flex flex-col gap-0.5">
        <span>{label}</span>
        {hint ? (
          <span id={hintId} className="text-13 text-muted">
            {hint}
          </span>
        ) : null}
      </span>
    </label>
  );
}

export function Checkbox(props: ChoiceWords & Omit<ComponentProps<'input'>, 'className' | 'type'>) {
  return <ChoiceRow {...props} type="checkbox" />;
}

export function Radio(props: ChoiceWords & Omit<ComponentProps<'input'>, 'className' | 'type'>) {
  return <ChoiceRow {...props} type="radio" />;
}

/**
 * A question with several choices: a fieldset whose legend asks it. Children are Radio or Checkbox rows.
 * `id` is what an error summary links to.
 */
export function ChoiceGroup({ id, label, hint, error, children }: FieldWords & { children: ReactNode }) {
  const describedBy = [hint ? `${id}-hint` : null, error ? `${id}-error` : null].filter(
    (part) => part !== null,
  );
  return (
    <fieldset
      id={id}
      tabIndex={-1}
      aria-describedby={describedBy.length > 0 ? describedBy.join(' ') : undefined}
      className="flex max-w-xl flex-col"
    >
      <legend className="mb-1.5 font-semibold">{label}</legend>
      {hint ? (
        <p id={`${id}-hint`} className="mb-1.5 text-muted">
          {hint}
        </p>
      ) : null}
      {error ? <FieldError id={id}>{error}</FieldError> : null}
      {children}
    </fieldset>
  );
}
