import { clsx } from 'clsx';
import { Icon } from './icon';
import type { IconName } from './icon-paths';

export type StateTone = 'neutral' | 'above' | 'below' | 'danger' | 'unknown';

const TONES = {
  neutral: 'text-ink',
  above: 'text-accent',
  below: 'text-below',
  danger: 'text-danger',
  unknown: 'text-muted',
} as const satisfies Record<StateTone, string>;

/** What state something is in: an icon and a word on the page's own ground, no pill around it. */
export function State({
  icon,
  tone = 'neutral',
  children,
}: {
  icon: IconName;
  tone?: StateTone;
  children: string;
}) {
  return (
    <span className={clsx('inline-flex items-center gap-1.5 align-middle whitespace-nowrap', TONES[tone])}>
      <Icon name={icon} size="small" />
      <span className={clsx(tone !== 'unknown' && tone !== 'neutral' && 'font-semibold')}>{children}</span>
    </span>
  );
}

/** The key that does the same; shown beside the act, never instead of its name. */
export function KeyHint({ children }: { children: string }) {
  return (
    <kbd className="inline-flex h-5 min-w-5 items-center justify-center rounded-control border border-line px-1 font-ui text-13 leading-none text-muted print:hidden">
      {children}
    </kbd>
  );
}
