import type { ReactNode } from 'react';

export interface Definition {
  readonly term: string;
  readonly value: ReactNode;
}

/** Facts about one thing: term left, value right, a hairline between, stacked on a narrow screen. */
export function DefinitionList({ items }: { items: readonly Definition[] }) {
  return (
    <dl className="max-w-3xl border-t border-hairline">
      {items.map((item) => (
        <div
          key={item.term}
          className="grid gap-x-6 gap-y-0.5 border-b border-hairline py-2.5 sm:grid-cols-[12rem_1fr]"
        >
          <dt className="text-muted">{item.term}</dt>
          <dd className="min-w-0 tabular-nums">{item.value}</dd>
        </div>
      ))}
    </dl>
  );
}
