'use client';

import { clsx } from 'clsx';
import { useState } from 'react';
import { buttonClass } from '@/components/ui/button-class';
import { Icon } from '@/components/ui/icon';
import type { PlayerStimulus } from './player-item';
import { useIsAwake } from './use-is-awake';

const rangeOf = ({ from, to }: PlayerStimulus): string =>
  from === to ? `question ${from}` : `questions ${from} to ${to}`;

/** The shared background of some questions: beside them on a wide screen, above them and collapsible on a narrow one. */
export function StimulusPane({ stimulus }: { stimulus: PlayerStimulus }) {
  const [open, setOpen] = useState(true);
  const awake = useIsAwake();
  const bodyId = `background-${stimulus.id}`;
  return (
    <div className="flex flex-col gap-4">
      <div className="flex items-center justify-between gap-4">
        <h2 className="text-13 text-muted">Background for {rangeOf(stimulus)}</h2>
        <button
          type="button"
          aria-expanded={open}
          aria-controls={bodyId}
          aria-disabled={!awake}
          onClick={() => setOpen(!open)}
          className={clsx(buttonClass('quiet', 'compact'), 'md:hidden')}
        >
          <Icon name={open ? 'chevronUp' : 'chevronDown'} size="small" />
          {open ? 'Hide' : 'Show'}
          <span className="sr-only"> background</span>
        </button>
      </div>
      <div id={bodyId} className={clsx(!open && 'hidden md:block')}>
        {stimulus.body}
      </div>
    </div>
  );
}
