'use client';

import type { ReactNode } from 'react';
import { buttonClass } from '@/components/ui/button-class';
import { Icon } from '@/components/ui/icon';
import type { IconName } from '@/components/ui/icon-paths';
import type { WarningMinutes } from '@/lib/domain/attempt/clock';
import { savedState } from '@/lib/domain/attempt/outbox';
import type { SyncState } from './sync-ports';

const answers = (count: number) => (count === 1 ? 'One answer is' : `${count} answers are`);

function Strip({ icon, children, act }: { icon: IconName; children: ReactNode; act?: ReactNode }) {
  return (
    <div className="border-b border-below bg-below-soft">
      <div className="mx-auto flex w-full max-w-7xl flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2 md:px-8">
        <p className="flex min-w-0 grow basis-72 items-center gap-2">
          <Icon name={icon} />
          <span>{children}</span>
        </p>
        {act}
      </div>
    </div>
  );
}

const timeWords = (minutes: WarningMinutes) =>
  minutes === 1 ? 'One minute left. What is answered is saved by itself.' : `${minutes} minutes left.`;

/** What a learner has to know right now, in strips under the header: never a dialog, never over the question. */
export function PlayerNotices({
  state,
  warning,
  onWarningSeen,
  inOtherTab,
  choices,
  onContinueHere,
}: {
  state: SyncState;
  warning: WarningMinutes | null;
  onWarningSeen: () => void;
  /** A tab of this very browser has it. */
  inOtherTab: boolean;
  /** Questions with two answers. */
  choices: ReactNode;
  onContinueHere: () => void;
}) {
  const { outbox, keeps, reachable } = state;
  const waiting = outbox.waiting.size;
  const troubled = savedState(outbox, reachable) === 'not_saved' && !reachable;
  return (
    <>
      <div role="status">
        {warning !== null && !outbox.over ? (
          <Strip
            icon="clock"
            act={
              <button type="button" className={buttonClass('secondary', 'compact')} onClick={onWarningSeen}>
                Hide
              </button>
            }
          >
            {timeWords(warning)}
          </Strip>
        ) : null}
        {troubled ? (
          <Strip icon="offline">
            The server can’t be reached. Go on: {answers(waiting).toLowerCase()}{' '}
            {keeps ? 'kept on this device and' : 'waiting in this page and'} sent as soon as the connection is
            back.
          </Strip>
        ) : null}
        {keeps || troubled ? null : (
          <Strip icon="warning">
            This browser keeps nothing on the device. Answers are still saved online; don’t close or reload
            the page while “Not saved” is shown.
          </Strip>
        )}
        {choices}
      </div>
      <div role="alert">
        {outbox.over && (outbox.access === 'writing' || outbox.access === 'closed') ? (
          <Strip icon="clock">
            Time is up. {waiting === 0 ? 'All your answers are saved.' : `${answers(waiting)} being sent.`}{' '}
            You are taken to your receipt.
          </Strip>
        ) : null}
        {outbox.access === 'superseded' ? (
          <Strip
            icon="lock"
            act={
              <button type="button" className={buttonClass('primary', 'compact')} onClick={onContinueHere}>
                Continue here
              </button>
            }
          >
            This exam is open in another tab{inOtherTab ? ' of this browser' : ' or on another device'}, which
            is where answers are taken.
            {waiting > 0 ? ` ${answers(waiting)} not sent from here yet.` : ''}
          </Strip>
        ) : null}
        {outbox.access === 'gone' ? (
          <Strip icon="stop">
            This exam is no longer open to you. What you answered stays saved
            {waiting > 0 ? `; ${answers(waiting).toLowerCase()} still on this device` : ''}. Please tell your
            instructor.
          </Strip>
        ) : null}
      </div>
    </>
  );
}
