import { clsx } from 'clsx';
import type { ReactNode } from 'react';
import { Icon } from './icon';
import type { IconName } from './icon-paths';

export type NoticeTone = 'info' | 'warning' | 'danger';

const TONES = {
  info: { icon: 'info', word: 'Note', look: 'border-accent/40 bg-accent-soft', mark: 'text-accent' },
  warning: { icon: 'warning', word: 'Warning', look: 'border-below/40 bg-below-soft', mark: 'text-below' },
  danger: { icon: 'stop', word: 'Problem', look: 'border-danger/40 bg-danger-soft', mark: 'text-danger' },
} as const satisfies Record<NoticeTone, { icon: IconName; word: string; look: string; mark: string }>;

/** Something to know before going on. The icon is named and the title is words, so colour is never alone. */
export function Notice({
  tone = 'info',
  title,
  children,
}: {
  tone?: NoticeTone;
  title: string;
  children?: ReactNode;
}) {
  const { icon, word, look, mark } = TONES[tone];
  return (
    <div className={clsx('flex max-w-3xl gap-3 rounded-control border px-4 py-3', look)}>
      <span className={mark}>
        <Icon name={icon} label={word} />
      </span>
      <div className="flex min-w-0 flex-col gap-1">
        <p className="font-semibold">{title}</p>
        {children ? <div className="measure text-pretty">{children}</div> : null}
      </div>
    </div>
  );
}

/** An act succeeded: ink and a tick, announced politely, with room for "Undo". It stays in the page; nothing pops up. */
export function Flash({ children, undo }: { children: ReactNode; undo?: ReactNode }) {
  return (
    <div
      role="status"
      className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-y border-ink py-2.5"
    >
      <p className="flex min-w-0 items-center gap-2">
        <Icon name="tick" />
        <span className="min-w-0">{children}</span>
      </p>
      {undo}
    </div>
  );
}
