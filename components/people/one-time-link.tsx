'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { TextInput } from '@/components/ui/text-control';
import { formatDateTime } from '@/lib/ui/format';

/** The one moment in which a one-time link can be read: only its hash is stored. */
export function OneTimeLink({
  id,
  label,
  purpose,
  link,
  expiresAt,
  timeZone,
}: {
  id: string;
  label: string;
  /** What whoever has it can do: "it lets them in". */
  purpose: string;
  link: string;
  expiresAt: string;
  timeZone: string;
}) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    // Without permission the link can still be selected and copied by hand.
    await navigator.clipboard.writeText(link).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  };
  return (
    <Field
      id={id}
      label={label}
      hint={`Works once, until ${formatDateTime(expiresAt, timeZone)}. Send it to nobody else: ${purpose}.`}
    >
      {(control) => (
        <div className="flex gap-2">
          <TextInput {...control} readOnly value={link} onFocus={(event) => event.target.select()} />
          <Button onClick={copy} aria-live="polite">
            {copied ? 'Copied' : 'Copy'}
          </Button>
        </div>
      )}
    </Field>
  );
}
