'use client';

import { type ReactNode, useState } from 'react';
import { buttonClass } from '@/components/ui/button-class';
import { Icon } from '@/components/ui/icon';
import type { IconName } from '@/components/ui/icon-paths';
import type { WarningMinutes } from '@/lib/domain/attempt/clock';
import type { ExamOutcome } from '@/lib/domain/attempt/exam-outcome';
import { type Outbox, savedState } from '@/lib/domain/attempt/outbox';
import { isFinal } from '@/lib/domain/attempt/outbox-event';
import { COHORT_ENDED, outcomeOf, sayOutcome } from '@/lib/words/exam-words';
import type { SyncState } from './sync-ports';

const KEEPS_NOTHING =
  'This browser keeps nothing on the device. Answers are still saved online; don’t close or reload the page while “Not saved” is shown.';

/** What became of the answers when the time ran out. */
function overWords({ waiting: { size }, setAside }: Outbox): string {
  if (size > 0) return `${size === 1 ? 'One answer is' : `${size} answers are`} being sent.`;
  const late = setAside.filter(({ why }) => why === 'late').length;
  return late === 0
    ? 'All your answers are saved.'
    : sayOutcome('late', { waiting: 0, keeps: true, inOtherTab: false });
}

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
  cohortEnded,
  choices,
  onContinueHere,
}: {
  state: SyncState;
  warning: WarningMinutes | null;
  onWarningSeen: () => void;
  /** A tab of this very browser has it. */
  inOtherTab: boolean;
  /** Whoever gave it teaches this cohort no more, or the learner has left it. */
  cohortEnded: boolean;
  /** Questions with two answers. */
  choices: ReactNode;
  onContinueHere: () => void;
}) {
  const { outbox, keeps, reachable, busy } = state;
  const { access } = outbox;
  const [ended, setEnded] = useState(false);
  const troubled = savedState(outbox, reachable) === 'not_saved' && !reachable;
  const say = (outcome: ExamOutcome) =>
    sayOutcome(outcome, { waiting: outbox.waiting.size, keeps, inOtherTab });
  const aside = outbox.over ? undefined : outbox.setAside.at(-1);
  // At most one of what concerns saving.
  const trouble = troubled ? say(busy ? 'busy' : 'unheard') : aside ? say(aside.why) : null;
  const saving = trouble ?? (keeps ? null : KEEPS_NOTHING);
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
        {saving ? <Strip icon={troubled ? 'offline' : 'warning'}>{saving}</Strip> : null}
        {cohortEnded && !outbox.over && !ended ? (
          <Strip
            icon="info"
            act={
              <button
                type="button"
                className={buttonClass('secondary', 'compact')}
                onClick={() => setEnded(true)}
              >
                Hide
              </button>
            }
          >
            {COHORT_ENDED}
          </Strip>
        ) : null}
        {choices}
      </div>
      <div role="alert">
        {outbox.over && (access === 'writing' || access === 'closed') ? (
          <Strip icon="clock">Time is up. {overWords(outbox)} You are taken to your receipt.</Strip>
        ) : null}
        {access === 'superseded' ? (
          <Strip
            icon="lock"
            act={
              <button type="button" className={buttonClass('primary', 'compact')} onClick={onContinueHere}>
                Continue here
              </button>
            }
          >
            {say(outcomeOf(access))}
          </Strip>
        ) : null}
        {isFinal(access) && !(outbox.over && access === 'closed') ? (
          <Strip icon="stop">{say(outcomeOf(access))}</Strip>
        ) : null}
      </div>
    </>
  );
}
