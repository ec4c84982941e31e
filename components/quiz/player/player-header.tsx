'use client';

import type { ReactNode } from 'react';
import { buttonClass } from '@/components/ui/button-class';
import { Icon } from '@/components/ui/icon';

/** Always the same things at the same places: exam, saved state, place in the exam, flag, clock, help. */
export function PlayerHeader({
  awake,
  examName,
  saved,
  clock,
  place,
  flagged,
  onFlag,
  onHelp,
  answered,
  total,
}: {
  awake: boolean;
  examName: string;
  saved: ReactNode;
  clock: ReactNode;
  /** "12 of 45"; null outside questions. */
  place: string | null;
  flagged: boolean;
  /** Null where there is nothing to flag. */
  onFlag: (() => void) | null;
  onHelp: () => void;
  answered: number;
  total: number;
}) {
  return (
    <header className="relative border-b border-hairline bg-ground print:hidden">
      <div className="mx-auto flex w-full max-w-7xl flex-wrap items-center gap-x-4 px-4 py-1 md:flex-nowrap md:px-8">
        <div className="flex min-w-0 grow basis-40 flex-col justify-center py-1">
          <p className="truncate font-semibold">{examName}</p>
          {saved}
        </div>
        <div className="flex items-center">{clock}</div>
        <div className="flex grow basis-full items-center justify-between gap-2 border-t border-hairline md:grow-0 md:basis-auto md:border-t-0">
          <span className="min-w-16 whitespace-nowrap tabular-nums md:text-right">{place}</span>
          <span className="flex items-center">
            {onFlag ? (
              <button
                type="button"
                aria-pressed={flagged}
                aria-keyshortcuts="F"
                title="Flag (F)"
                onClick={onFlag}
                className={buttonClass('quiet', 'compact')}
              >
                <span className={flagged ? 'text-below' : ''}>
                  <Icon name="flag" size="small" />
                </span>
                {flagged ? 'Flagged' : 'Flag'}
              </button>
            ) : null}
            <button
              type="button"
              onClick={onHelp}
              aria-disabled={!awake}
              title="Keys and help (?)"
              className={buttonClass('quiet', 'compact')}
            >
              <Icon name="question" size="small" />
              Keys
            </button>
          </span>
        </div>
      </div>
      <div
        aria-hidden="true"
        className="absolute bottom-0 left-0 h-0.5 bg-accent"
        style={{ width: `${total === 0 ? 0 : (100 * answered) / total}%` }}
      />
    </header>
  );
}
