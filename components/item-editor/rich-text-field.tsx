'use client';

import type { ReactNode } from 'react';
import { Field } from '@/components/ui/field';
import { TextArea } from '@/components/ui/text-control';
import { MAX_TEXT } from '@/lib/features/item-editor/contract';
import { useTextTarget } from './text-target';

/** A field for text in the dialect. `label` is what the toolbar calls it. */
export function RichTextField({
  id,
  label,
  hint,
  error,
  rows,
  value,
  optional = false,
  onChange,
}: {
  id: string;
  label: string;
  hint?: ReactNode;
  error?: string | undefined;
  rows: number;
  value: string;
  optional?: boolean;
  onChange: (text: string) => void;
}) {
  const { setTarget } = useTextTarget();
  return (
    <Field id={id} label={label} hint={hint} error={error} optional={optional}>
      {(control) => (
        <TextArea
          {...control}
          rows={Math.min(24, Math.max(rows, value.split('\n').length + 1))}
          maxLength={MAX_TEXT}
          value={value}
          onFocus={() => setTarget({ id, label, onChange })}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}
