import type { ReactNode } from 'react';
import { Icon } from './icon';

/** What a control needs so that its label, hint and error belong to it. */
export interface ControlProps {
  readonly id: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': true | undefined;
}

export interface FieldWords {
  readonly id: string;
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  readonly error?: string | undefined;
}

/** The attributes that tie a control to the words around it; exported for controls that lay themselves out. */
export function controlProps({ id, hint, error }: Pick<FieldWords, 'id' | 'hint' | 'error'>): ControlProps {
  const describedBy = [hint ? `${id}-hint` : null, error ? `${id}-error` : null].filter(
    (part) => part !== null,
  );
  return {
    id,
    'aria-describedby': describedBy.length > 0 ? describedBy.join(' ') : undefined,
    'aria-invalid': error ? true : undefined,
  };
}

export function FieldError({ id, children }: { id: string; children: string }) {
  return (
    <p id={`${id}-error`} className="flex items-start gap-1.5 text-15 font-semibold text-danger">
      <Icon name="stop" />
      <span>
        <span className="sr-only">Error: </span>
        {children}
      </span>
    </p>
  );
}

/**
 * A label above its control, a hint between them and the error under the hint, where the eye is before it types.
 * `<Field id="email" label="Email">{(control) => <TextInput {...control} name="email" />}</Field>`
 */
export function Field({
  id,
  label,
  hint,
  error,
  optional = false,
  children,
}: FieldWords & { optional?: boolean; children: (control: ControlProps) => ReactNode }) {
  return (
    <div className="flex max-w-xl flex-col gap-1.5">
      <label htmlFor={id} className="font-semibold">
        {label}
        {optional ? <span className="font-normal text-muted"> (optional)</span> : null}
      </label>
      {hint ? (
        <p id={`${id}-hint`} className="text-muted">
          {hint}
        </p>
      ) : null}
      {error ? <FieldError id={id}>{error}</FieldError> : null}
      {children(controlProps({ id, hint, error }))}
    </div>
  );
}
