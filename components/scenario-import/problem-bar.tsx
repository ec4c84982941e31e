'use client';

import { clsx } from 'clsx';
import { useRef } from 'react';
import { Button } from '@/components/ui/button';
import { Icon } from '@/components/ui/icon';
import { KeyHint } from '@/components/ui/state';
import type { SourceEdit } from '@/lib/domain/scenario-import/message';
import { formatNumber } from '@/lib/ui/format';
import { FIRST_REPAIR_ID } from './first-repair';
import { LEVELS } from './message-words';
import type { Problems } from './use-problems';

/**
 * The problem that is being looked at, right above the source: what it says, its repairs as buttons, and the ways to the
 * next and the previous one. Its height stays, so that nothing moves under the caret.
 */
export function ProblemBar({
  problems,
  onApply,
}: {
  problems: Problems;
  onApply: (edits: readonly SourceEdit[], words: string) => void;
}) {
  const { list, current, announcement, step } = problems;
  const nextButton = useRef<HTMLDivElement>(null);
  const message = current === null ? undefined : list[current];
  return (
    <section
      aria-label="Problem"
      className={clsx(
        'flex flex-col gap-2 rounded-control border border-hairline bg-sunken px-4 py-3',
        list.length > 0 && 'md:min-h-27',
      )}
    >
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
        <p className="flex flex-wrap items-center gap-x-3 tabular-nums">
          {message === undefined ? (
            <span className="text-muted">
              {list.length === 0
                ? 'No problem is left.'
                : 'Choose a problem above, or go through them one by one.'}
            </span>
          ) : (
            <>
              <span
                className={`inline-flex items-center gap-1.5 font-semibold ${LEVELS[message.level].look}`}
              >
                <Icon name={LEVELS[message.level].icon} size="small" />
                {LEVELS[message.level].word}
              </span>
              <span>
                Line {formatNumber(message.line)}, column {formatNumber(message.column)}
              </span>
              <span className="text-muted">
                {formatNumber((current ?? 0) + 1)} of {formatNumber(list.length)}
              </span>
            </>
          )}
        </p>
        <div ref={nextButton} className="flex flex-wrap items-center gap-2">
          <Button
            size="compact"
            aria-keyshortcuts="Shift+F8"
            aria-disabled={list.length === 0}
            onClick={() => step(-1)}
          >
            Previous problem
            <span className="pointer-coarse:hidden">
              <KeyHint>⇧F8</KeyHint>
            </span>
          </Button>
          <Button
            size="compact"
            aria-keyshortcuts="F8"
            aria-disabled={list.length === 0}
            onClick={() => step(1)}
          >
            Next problem
            <span className="pointer-coarse:hidden">
              <KeyHint>F8</KeyHint>
            </span>
          </Button>
        </div>
      </div>
      {message === undefined ? null : (
        <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2">
          <p data-message className="measure">
            {message.message}
          </p>
          {message.fixes && message.fixes.length > 0 ? (
            <div className="flex flex-wrap gap-2">
              {message.fixes.map((fix, index) => (
                <Button
                  key={fix.label}
                  id={index === 0 ? FIRST_REPAIR_ID : undefined}
                  size="compact"
                  variant={index === 0 ? 'primary' : 'secondary'}
                  onClick={() => {
                    onApply(fix.edits, `Repaired: ${fix.label}.`);
                    // The button goes with its problem; the way on is beside it.
                    nextButton.current?.querySelector<HTMLButtonElement>('button:last-of-type')?.focus();
                  }}
                >
                  {fix.label}
                </Button>
              ))}
            </div>
          ) : null}
        </div>
      )}
      <p role="status" className="sr-only">
        {announcement}
      </p>
    </section>
  );
}
