'use client';

import { Select } from '@/components/ui/text-control';
import { letterAt } from '@/lib/domain/item/item-content';
import {
  COLUMN_ROLES,
  type ColumnMapping,
  type ColumnRole,
  KEY_STYLES,
  type KeyStyle,
  type TableReading,
  toLayout,
  toMapping,
} from '@/lib/domain/scenario-import/column-mapping';
import { formatCount } from '@/lib/ui/format';
import type { DraftHandle } from './use-draft';

const ROLE_WORDS: Readonly<Record<ColumnRole, string>> = {
  stem: 'Question',
  option: 'Option',
  rationale: 'Rationale of an option',
  key: 'Key',
  overallRationale: 'Rationale of the question',
  topic: 'Topic',
  stimulus: 'Background',
  title: 'Title',
  id: 'Number or id',
  type: 'Kind of question',
  ignored: 'Not used',
};
const KEY_WORDS: Readonly<Record<KeyStyle, string>> = {
  any: 'However it fits each row',
  letters: 'Letters: B, or A, D',
  numbers: 'Numbers: 2, or 1, 4',
  texts: 'The text of the option',
  option: 'The right option itself, beside wrong ones',
};

/** What each column of a table holds, guessed first. A change is read at once; the questions below show what it gives. */
export function ColumnStep({ draft, table }: { draft: DraftHandle; table: TableReading }) {
  const layout = toLayout(draft.content.columnMapping ?? table.mapping, table.columns.length);
  const set = (mapping: ColumnMapping) => draft.change({ columnMapping: mapping });
  const missing = (['stem', 'option', 'key'] as const).filter((role) => !layout.roles.includes(role));
  return (
    <section aria-labelledby="columns" className="flex flex-col gap-4 border-y border-hairline py-5">
      <div className="flex flex-col gap-1">
        <h3 id="columns" className="text-17 font-semibold">
          What the columns hold
        </h3>
        <p className="measure text-muted">
          {draft.content.columnMapping !== null
            ? 'As you chose.'
            : table.isCertain
              ? 'Taken from the first row, which names all of them.'
              : 'Guessed from the first rows. Check it before you go on.'}{' '}
          {formatCount(table.columns.length, { one: 'column', other: 'columns' })}.
        </p>
        {missing.length > 0 ? (
          <p role="status" className="font-semibold text-below">
            Choose the column for: {missing.map((role) => ROLE_WORDS[role].toLowerCase()).join(', ')}.
          </p>
        ) : null}
      </div>
      <div className="flex flex-wrap items-end gap-x-8 gap-y-3">
        <label className="flex min-h-11 items-center gap-3">
          <input
            type="checkbox"
            className="size-5 accent-accent"
            checked={layout.hasHeader}
            onChange={(event) => set(toMapping({ ...layout, hasHeader: event.target.checked }))}
          />
          The first row names the columns
        </label>
        <label htmlFor="key-style" className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <span>The key is written as</span>
          <span className="block w-64 max-w-full">
            <Select
              id="key-style"
              value={layout.keyStyle}
              onChange={(event) => {
                const keyStyle = KEY_STYLES.find((style) => style === event.target.value) ?? 'any';
                set(toMapping({ ...layout, keyStyle }));
              }}
            >
              {KEY_STYLES.map((style) => (
                <option key={style} value={style}>
                  {KEY_WORDS[style]}
                </option>
              ))}
            </Select>
          </span>
        </label>
      </div>
      <ul className="flex flex-col border-t border-hairline">
        {table.columns.map((column, index) => (
          <li
            // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
            key={index}
            className="grid items-center gap-x-6 gap-y-1 border-b border-hairline py-1.5 md:grid-cols-[12rem_16rem_1fr]"
          >
            <span className="font-semibold [overflow-wrap:anywhere]">
              {column.name || `Column ${index + 1}`}
            </span>
            <Select
              aria-label={`What column ${column.name || index + 1} holds`}
              value={layout.roles[index] ?? 'ignored'}
              onChange={(event) => {
                const role = COLUMN_ROLES.find((one) => one === event.target.value) ?? 'ignored';
                const roles = layout.roles.map((one, at) => (at === index ? role : one));
                set(toMapping({ ...layout, roles }));
              }}
            >
              {COLUMN_ROLES.map((role) => (
                <option key={role} value={role}>
                  {roleWords(role, layout.roles, index)}
                </option>
              ))}
            </Select>
            <span className="line-clamp-2 text-13 text-muted [overflow-wrap:anywhere]">
              {column.samples.join(' · ') || 'Empty'}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** "Option B", because the second option column becomes B. */
function roleWords(role: ColumnRole, roles: readonly ColumnRole[], index: number): string {
  if (role !== 'option' && role !== 'rationale') return ROLE_WORDS[role];
  const before = roles.slice(0, index).filter((one) => one === role).length;
  return role === 'option' ? `Option ${letterAt(before)}` : `Rationale of option ${letterAt(before)}`;
}
