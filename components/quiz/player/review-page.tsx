'use client';

import { clsx } from 'clsx';
import { useState } from 'react';
import { buttonClass } from '@/components/ui/button-class';
import type { IconName } from '@/components/ui/icon-paths';
import { State } from '@/components/ui/state';
import { countProgress, type ItemProgress, progressSentence } from '@/lib/domain/attempt/item-progress';

export interface ReviewRow {
  readonly itemId: string;
  readonly position: number;
  readonly progress: ItemProgress;
  readonly flagged: boolean;
}

const STATES = {
  answered: { icon: 'tick', tone: 'neutral', word: 'Answered' },
  incomplete: { icon: 'minus', tone: 'below', word: 'Incomplete' },
  not_answered: { icon: 'circle', tone: 'below', word: 'Not answered' },
  not_seen: { icon: 'circle', tone: 'unknown', word: 'Not seen' },
} as const satisfies Record<
  ItemProgress,
  { icon: IconName; tone: 'neutral' | 'below' | 'unknown'; word: string }
>;

const FILTERS = [
  { name: 'all', label: 'All', keep: () => true },
  { name: 'open', label: 'Not answered', keep: (row: ReviewRow) => row.progress !== 'answered' },
  { name: 'flagged', label: 'Flagged', keep: (row: ReviewRow) => row.flagged },
] as const;

/** Every question with what was done about it. From here one goes back to any of them, or on to the submission. */
export function ReviewPage({
  rows,
  editable,
  onOpen,
  onSubmit,
}: {
  rows: readonly ReviewRow[];
  editable: boolean;
  onOpen: (position: number) => void;
  onSubmit: () => void;
}) {
  const [filter, setFilter] = useState<(typeof FILTERS)[number]['name']>('all');
  const keep = FILTERS.find(({ name }) => name === filter)?.keep ?? (() => true);
  const shown = rows.filter(keep);
  return (
    <div className="mx-auto flex w-full max-w-3xl flex-col gap-6 px-4 py-6 md:px-8">
      <h1 tabIndex={-1} data-focus-target className="text-24 font-semibold">
        Review your answers
      </h1>
      <p className="font-reading text-17 leading-reading">{progressSentence(countProgress(rows))}</p>
      <fieldset className="flex flex-wrap gap-2">
        <legend className="sr-only">Show</legend>
        {FILTERS.map(({ name, label, keep: keeps }) => (
          <button
            key={name}
            type="button"
            aria-pressed={filter === name}
            onClick={() => setFilter(name)}
            className={clsx(
              buttonClass('secondary', 'compact'),
              'aria-pressed:border-ink aria-pressed:bg-accent-soft',
            )}
          >
            {label} <span className="font-normal tabular-nums">{rows.filter(keeps).length}</span>
          </button>
        ))}
      </fieldset>
      {shown.length === 0 ? (
        <p className="text-muted">
          No question is {filter === 'flagged' ? 'flagged' : 'left open'}.{' '}
          <button type="button" className="link" onClick={() => setFilter('all')}>
            Show all
          </button>
        </p>
      ) : (
        <table className="w-full border-collapse text-left">
          <caption className="sr-only">Your questions</caption>
          <thead className="border-b border-line text-13 text-muted">
            <tr>
              <th scope="col" className="py-2 font-normal">
                Question
              </th>
              <th scope="col" className="py-2 font-normal">
                Status
              </th>
              <th scope="col" className="py-2 font-normal">
                Flagged
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <Row key={row.itemId} row={row} onOpen={onOpen} />
            ))}
          </tbody>
        </table>
      )}
      {editable ? (
        <div className="flex flex-wrap gap-3 border-t border-hairline pt-5">
          <button type="button" onClick={onSubmit} className={buttonClass('primary')}>
            Go on to submit
          </button>
        </div>
      ) : null}
    </div>
  );
}

function Row({ row, onOpen }: { row: ReviewRow; onOpen: (position: number) => void }) {
  const { icon, tone, word } = STATES[row.progress];
  return (
    <tr className="border-b border-hairline hover:bg-sunken">
      <th scope="row" className="py-0 font-normal">
        <a
          href={`#q${row.position}`}
          onClick={(event) => {
            event.preventDefault();
            onOpen(row.position);
          }}
          className="link inline-flex min-h-11 min-w-11 items-center tabular-nums"
        >
          <span className="sr-only">Question </span>
          {row.position}
        </a>
      </th>
      <td>
        <State icon={icon} tone={tone}>
          {word}
        </State>
      </td>
      <td>
        {row.flagged ? (
          <State icon="flag" tone="below">
            Flagged
          </State>
        ) : null}
      </td>
    </tr>
  );
}
