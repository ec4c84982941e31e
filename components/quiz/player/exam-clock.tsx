'use client';

import { clsx } from 'clsx';
import { useEffect, useRef, useState } from 'react';
import { buttonClass } from '@/components/ui/button-class';
import { Icon } from '@/components/ui/icon';
import {
  type ClockReading,
  clockText,
  clockUrgency,
  remainingAt,
  type WarningMinutes,
  warningBetween,
} from '@/lib/domain/attempt/clock';

const LOOK_EVERY_MS = 250;
/** At this warning a hidden clock comes back by itself. */
const RETURNS_AT: WarningMinutes = 5;

const LOOKS = {
  calm: 'text-ink',
  low: 'text-below',
  last: 'text-below font-bold',
} as const;

/**
 * The time left, from the server's reading and the device's forward-only clock. It ticks silently (role timer); the warnings
 * at 30, 15, 5 and 1 minutes are told apart from it, and change neither focus nor page.
 */
export function ExamClock({
  awake,
  reading,
  allowedMs,
  shown,
  onShownChange,
  onWarning,
}: {
  awake: boolean;
  reading: ClockReading;
  allowedMs: number;
  shown: boolean;
  onShownChange: (shown: boolean) => void;
  onWarning: (minutes: WarningMinutes) => void;
}) {
  const [leftMs, setLeftMs] = useState(reading.remainingMs);
  const before = useRef(reading.remainingMs);
  useEffect(() => {
    const look = () => {
      const left = remainingAt(reading, performance.now());
      const warning = warningBetween(before.current, left);
      before.current = left;
      setLeftMs((shownMs) => (clockText(shownMs) === clockText(left) ? shownMs : left));
      if (warning === null) return;
      if (warning === RETURNS_AT) onShownChange(true);
      onWarning(warning);
    };
    const timer = setInterval(look, LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, [reading, onShownChange, onWarning]);
  const urgency = clockUrgency(leftMs, allowedMs);
  return (
    <div className="flex items-center gap-1">
      <span
        role="timer"
        aria-label="Time left"
        className={clsx(
          'flex items-center gap-1.5 text-20 tabular-nums',
          LOOKS[urgency],
          !shown && 'sr-only',
        )}
      >
        <Icon name={urgency === 'last' ? 'warning' : 'clock'} />
        {clockText(leftMs)}
      </span>
      <button
        type="button"
        aria-keyshortcuts="T"
        aria-expanded={shown}
        aria-disabled={!awake}
        className={buttonClass('quiet', 'compact')}
        onClick={() => onShownChange(!shown)}
      >
        {shown ? 'Hide' : 'Show time'}
        {shown ? <span className="sr-only"> time</span> : null}
      </button>
    </div>
  );
}
