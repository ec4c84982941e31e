'use client';

import { clsx } from 'clsx';
import type { ReactNode } from 'react';
import { Icon } from '@/components/ui/icon';

/** One option: the whole row chooses it; a button of its own strikes it out, which chooses nothing and counts for nothing. */
export function OptionRow({
  name,
  letter,
  body,
  multiple,
  chosen,
  struck,
  disabled,
  onChoose,
  onStrike,
}: {
  name: string;
  letter: string;
  body: ReactNode;
  multiple: boolean;
  chosen: boolean;
  struck: boolean;
  disabled: boolean;
  onChoose: () => void;
  onStrike: () => void;
}) {
  return (
    <div
      className={clsx(
        'flex items-stretch rounded-control border',
        chosen ? 'border-accent bg-accent-soft' : 'border-hairline bg-raised',
        !disabled && !chosen && 'hover:border-line',
      )}
    >
      <label
        className={clsx(
          'flex min-h-12 min-w-0 grow items-start gap-3 py-3 pl-4',
          !disabled && 'cursor-pointer',
        )}
      >
        <input
          type={multiple ? 'checkbox' : 'radio'}
          name={name}
          checked={chosen}
          onChange={onChoose}
          className="mt-1 size-5 shrink-0 accent-accent"
        />
        <span className="w-5 shrink-0 text-17 leading-reading font-semibold">{letter}</span>
        <span className={clsx('min-w-0 grow', struck && 'text-muted line-through decoration-2')}>
          {body}
          {struck ? <span className="sr-only"> (struck out)</span> : null}
        </span>
      </label>
      <button
        type="button"
        aria-pressed={struck}
        aria-label={`Strike out ${letter}`}
        title={struck ? `Bring ${letter} back` : `Strike out ${letter}`}
        disabled={disabled}
        onClick={onStrike}
        className="flex w-11 shrink-0 items-center justify-center rounded-control text-muted hover:text-ink disabled:opacity-40"
      >
        <Icon name={struck ? 'undo' : 'cross'} size="small" />
      </button>
    </div>
  );
}
