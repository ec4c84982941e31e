'use client';

import { Menu as BaseMenu } from '@base-ui/react/menu';
import { clsx } from 'clsx';
import Link from 'next/link';
import { Fragment, type ReactNode, startTransition } from 'react';
import { Icon } from './icon';

export type MenuEntry =
  | {
      readonly kind: 'link';
      readonly href: string;
      readonly label: string;
      readonly note?: string;
      readonly current?: boolean;
    }
  | {
      readonly kind: 'action';
      readonly label: string;
      readonly note?: string;
      readonly current?: boolean;
      readonly action: () => void | Promise<void>;
    };

/** Entries under an optional heading; groups are parted by a hairline. */
export interface MenuGroup {
  readonly label?: string;
  readonly entries: readonly MenuEntry[];
}

const ITEM =
  'flex min-h-11 cursor-default items-center gap-2 px-4 py-2 text-15 outline-none data-highlighted:bg-accent-soft';

function EntryText({ entry }: { entry: MenuEntry }) {
  return (
    <>
      <span className="flex min-w-0 grow flex-col">
        <span className={clsx(entry.current && 'font-semibold')}>{entry.label}</span>
        {entry.note ? <span className="text-13 text-muted">{entry.note}</span> : null}
      </span>
      {entry.current ? <Icon name="tick" label="current" /> : null}
    </>
  );
}

function Entry({ entry }: { entry: MenuEntry }) {
  if (entry.kind === 'link') {
    return (
      <BaseMenu.LinkItem
        closeOnClick
        className={ITEM}
        label={entry.label}
        render={<Link prefetch={false} href={entry.href} />}
      >
        <EntryText entry={entry} />
      </BaseMenu.LinkItem>
    );
  }
  return (
    <BaseMenu.Item
      className={ITEM}
      label={entry.label}
      onClick={() => startTransition(async () => void (await entry.action()))}
    >
      <EntryText entry={entry} />
    </BaseMenu.Item>
  );
}

/** A menu of links and acts behind a button, for the account and the change of organisation. */
export function Menu({
  label,
  trigger,
  groups,
}: {
  label: string;
  trigger: ReactNode;
  groups: readonly MenuGroup[];
}) {
  return (
    <BaseMenu.Root modal={false}>
      <BaseMenu.Trigger
        aria-label={label}
        className="flex min-h-11 items-center gap-2 rounded-control px-2 text-15 hover:bg-accent-soft data-popup-open:bg-accent-soft print:hidden"
      >
        {trigger}
        <Icon name="chevronDown" size="small" />
      </BaseMenu.Trigger>
      <BaseMenu.Portal>
        <BaseMenu.Positioner align="end" sideOffset={6} collisionPadding={8} className="z-10">
          <BaseMenu.Popup className="max-w-80 min-w-60 rounded-control border border-hairline bg-raised py-1 shadow-float outline-none">
            {groups.map((group, index) => (
              <Fragment key={group.label ?? index}>
                {index > 0 ? <BaseMenu.Separator className="my-1 border-t border-hairline" /> : null}
                <BaseMenu.Group>
                  {group.label ? (
                    <BaseMenu.GroupLabel className="px-4 pt-2 pb-1 text-13 text-muted">
                      {group.label}
                    </BaseMenu.GroupLabel>
                  ) : null}
                  {group.entries.map((entry) => (
                    <Entry key={entry.label} entry={entry} />
                  ))}
                </BaseMenu.Group>
              </Fragment>
            ))}
          </BaseMenu.Popup>
        </BaseMenu.Positioner>
      </BaseMenu.Portal>
    </BaseMenu.Root>
  );
}
