import type { ComponentProps } from 'react';
import { Field, type FieldWords } from './field';

/**
 * A native file input drawn as a drop zone: browsers accept a dropped file on the input itself and show its name,
 * so this needs no script. `hint` states the accepted types and the limit.
 */
export function FileDrop({
  id,
  label,
  hint,
  error,
  ...rest
}: FieldWords & Omit<ComponentProps<'input'>, 'className' | 'type' | 'id'>) {
  return (
    <Field id={id} label={label} hint={hint} error={error}>
      {(control) => (
        <input
          {...rest}
          {...control}
          type="file"
          className="w-full cursor-pointer rounded-control border border-dashed border-line bg-raised px-4 py-8 text-muted file:mr-4 file:min-h-11 file:cursor-pointer file:rounded-control file:border file:border-solid file:border-line file:bg-ground file:px-4 file:font-semibold file:text-ink hover:border-ink aria-invalid:border-danger"
        />
      )}
    </Field>
  );
}
