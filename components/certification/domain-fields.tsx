'use client';

import { useState } from 'react';
import { Button, IconButton } from '@/components/ui/button';
import { FieldError } from '@/components/ui/field';
import { TextInput } from '@/components/ui/text-control';
import { checkWeights } from '@/lib/domain/blueprint/domain-weight';
import { MAX_DOMAINS } from '@/lib/features/certification/contract';
import { formatPercent } from '@/lib/ui/format';

export interface DomainRow {
  readonly key: string;
  /** The domain whose topics go along; empty for a new one. */
  readonly domainId: string;
  readonly name: string;
  readonly weight: string;
}

/** Names and weights of the domains, with their sum while one types. */
export function DomainFields({
  id,
  initial,
  error,
}: {
  id: string;
  initial: readonly DomainRow[];
  error: string | undefined;
}) {
  const [rows, setRows] = useState(initial);
  const change = (key: string, part: Partial<DomainRow>) =>
    setRows(rows.map((row) => (row.key === key ? { ...row, ...part } : row)));
  const { sumPercent } = checkWeights(rows.map(({ weight }) => ({ weightPercent: Number(weight) || 0 })));
  return (
    <fieldset id={id} tabIndex={-1} className="flex max-w-3xl flex-col gap-3">
      <legend className="mb-1.5 font-semibold">Domains and their weights in percent</legend>
      {error ? <FieldError id={id}>{error}</FieldError> : null}
      {rows.map((row, index) => (
        <div key={row.key} className="flex items-center gap-2">
          <input type="hidden" name="domainId" value={row.domainId} />
          <TextInput
            name="domainName"
            aria-label={`Name of domain ${index + 1}`}
            value={row.name}
            onChange={(event) => change(row.key, { name: event.target.value })}
          />
          <span className="w-24 shrink-0">
            <TextInput
              name="domainWeight"
              inputMode="decimal"
              aria-label={`Weight of domain ${index + 1} in percent`}
              value={row.weight}
              onChange={(event) => change(row.key, { weight: event.target.value })}
            />
          </span>
          <IconButton
            icon="cross"
            label={`Remove domain ${row.name || index + 1}`}
            onClick={() => setRows(rows.filter(({ key }) => key !== row.key))}
          />
        </div>
      ))}
      <div className="flex flex-wrap items-center justify-between gap-4">
        <Button
          icon="plus"
          disabled={rows.length >= MAX_DOMAINS}
          onClick={() => setRows([...rows, { key: crypto.randomUUID(), domainId: '', name: '', weight: '' }])}
        >
          Add domain
        </Button>
        <p aria-live="polite" className="text-muted tabular-nums">
          Sum {formatPercent(sumPercent, Number.isInteger(sumPercent) ? 0 : 2)}
        </p>
      </div>
    </fieldset>
  );
}
