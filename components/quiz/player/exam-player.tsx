'use client';

import { useEffect, useMemo, useRef, useState } from 'react';
import { type Activity, foldActivity } from '@/lib/domain/attempt/activity';
import type { StoredAnswer } from '@/lib/domain/attempt/answer';
import type { AnswerSeal } from '@/lib/domain/attempt/answer-seal';
import type { WarningMinutes } from '@/lib/domain/attempt/clock';
import { countProgress, itemProgress } from '@/lib/domain/attempt/item-progress';
import { answerOf, isEditable, type Outbox } from '@/lib/domain/attempt/outbox';
import type { AttemptNotice } from '@/lib/domain/attempt/staff-act';
import { paths } from '@/lib/ui/paths';
import { AnswerChoices } from './answer-choices';
import { ConfirmPage } from './confirm-page';
import { ExamClock } from './exam-clock';
import { KeysDialog } from './keys-dialog';
import { LeftExam } from './left-exam';
import { MoreBelow, useMoreBelow } from './more-below';
import { PausedCover } from './paused-cover';
import { PlayerFooter } from './player-footer';
import { PlayerHeader } from './player-header';
import type { PlayerItem, PlayerStimulus } from './player-item';
import { PlayerNotices } from './player-notices';
import { goTo, usePlayerView } from './player-view';
import { QuestionPane } from './question-pane';
import { ReviewPage, type ReviewRow } from './review-page';
import { SavedNote } from './saved-note';
import { SignInAgain } from './sign-in-again';
import { SplitPanes } from './split-panes';
import { StaffNotices } from './staff-notices';
import { StimulusPane } from './stimulus-pane';
import { useAttemptSync } from './use-attempt-sync';
import { useBrowserTabs } from './use-browser-tabs';
import { useExamEvents } from './use-exam-events';
import { useIsAwake } from './use-is-awake';
import { useKeptExam } from './use-kept-exam';
import { usePageChange } from './use-page-change';
import { usePlayerKeys } from './use-player-keys';
import { useQuestionActs } from './use-question-acts';
import { scratchOf, useScratch } from './use-scratch';
import { useSetting } from './use-setting';

export interface ExamPlayerProps {
  attemptId: string;
  examName: string;
  email: string;
  seal: AnswerSeal;
  timeZone: string;
  allowedMs: number;
  remainingMs: number;
  isPaused: boolean;
  cohortEnded: boolean;
  notices: readonly AttemptNotice[];
  items: readonly PlayerItem[];
  stimuli: readonly PlayerStimulus[];
  stored: readonly StoredAnswer[];
  activity: readonly Activity[];
}

/** Where somebody who comes back left off: at the question that was looked at last, or else answered last. */
function beginAt(
  items: readonly PlayerItem[],
  stored: readonly StoredAnswer[],
  place: number | null,
): number {
  if (place !== null) return place;
  const latest = stored.reduce<StoredAnswer | null>(
    (found, answer) => (found && found.savedAt >= answer.savedAt ? found : answer),
    null,
  );
  return items.find(({ itemId }) => itemId === latest?.itemId)?.position ?? 1;
}

const reviewRows = (
  items: readonly PlayerItem[],
  outbox: Outbox,
  seen: ReadonlySet<string>,
): readonly ReviewRow[] =>
  items.map(({ itemId, position, keyCount }) => {
    const given = answerOf(outbox, itemId);
    return {
      itemId,
      position,
      progress: itemProgress(given, keyCount, seen.has(itemId)),
      flagged: given.flagged,
    };
  });

/** The running exam. Puts the parts together; what an answer's way to the server means is decided elsewhere. */
export function ExamPlayer(props: ExamPlayerProps) {
  const { items, examName, attemptId } = props;
  const total = items.length;
  const { sync, state } = useAttemptSync(props);
  const { outbox } = state;
  const [marks] = useState(() => foldActivity(props.activity));
  const [begin] = useState(() => beginAt(items, props.stored, marks.place));
  const view = usePlayerView(total, begin);
  const { scratch, strike, see } = useScratch(attemptId, () => scratchOf(items, marks));
  const [clockShown, setClockShown] = useState(true);
  const [warning, setWarning] = useState<WarningMinutes | null>(null);
  const [keysOn, setKeysOn] = useSetting('exam-keys', true);
  const keysDialog = useRef<HTMLDialogElement>(null);
  const end = useRef<HTMLDivElement>(null);
  // Until the page has its script, a click would do nothing and vanish.
  const awake = useIsAwake();
  const editable = awake && isEditable(outbox);
  const isPaused = outbox.access === 'paused' || (props.isPaused && outbox.access === 'opening');
  const item = !isPaused && view.name === 'question' ? items[view.position - 1] : undefined;
  const answer = item ? answerOf(outbox, item.itemId) : null;
  const moreBelow = useMoreBelow(end, item?.itemId);

  usePageChange(view, {
    total,
    flagged: answer?.flagged ?? false,
    examName,
    stimulusId: item?.stimulusId ?? null,
  });
  const shownId = item?.itemId;
  useEffect(() => {
    if (shownId === undefined) return;
    see(shownId);
    sync.note('shown', shownId);
    return () => sync.note('left', shownId);
  }, [shownId, see, sync]);
  const notices = useExamEvents(attemptId, sync, props.notices, props.seal.key !== '');
  useKeptExam(attemptId, props.seal, state);
  const otherTab = useBrowserTabs({ attemptId, owner: props.seal.owner }, sync, outbox.access);
  useEffect(() => {
    if (outbox.access === 'closed') window.location.assign(paths.attemptReceipt(attemptId));
  }, [outbox.access, attemptId]);

  const rows = useMemo(() => reviewRows(items, outbox, scratch.seen), [items, outbox, scratch.seen]);
  const counts = countProgress(rows);

  const acts = useQuestionActs({ item, answer, editable, sync, struck: scratch.struck, strike });
  const open = (position: number) => goTo({ name: 'question', position });
  const review = () => goTo({ name: 'review' });
  const next = () => {
    if (!item) return;
    if (item.position === total) review();
    else open(item.position + 1);
  };
  const previous = item && item.position > 1 ? () => open(item.position - 1) : null;
  usePlayerKeys(keysOn, {
    choose: (index) => editable && acts.choose(item?.options[index]?.id),
    strike: (index) => acts.strike(item?.options[index]?.id),
    clear: acts.clear,
    flag: acts.flag,
    next,
    previous: () => previous?.(),
    review,
    clock: () => setClockShown((shown) => !shown),
    help: () => keysDialog.current?.showModal(),
  });
  const stimulus = item && props.stimuli.find(({ id }) => id === item.stimulusId);
  if (otherTab === 'signed_out' || outbox.access === 'other_person')
    return (
      <LeftExam
        why={outbox.access === 'other_person' ? 'other_person' : 'signed_out'}
        examName={examName}
        email={props.email}
        attemptId={attemptId}
        waiting={outbox.waiting.size}
      />
    );
  const question = item && answer && (
    <>
      <QuestionPane
        key={item.itemId}
        item={item}
        total={total}
        answer={answer}
        struck={scratch.struck}
        editable={editable}
        onChoose={acts.choose}
        onStrike={acts.strike}
        onClear={acts.clear}
      />
      <div ref={end} aria-hidden="true" className="h-px" />
    </>
  );
  return (
    <div className="flex min-h-dvh flex-col [@media(min-height:30rem)]:h-dvh">
      <div>
        <PlayerHeader
          awake={awake}
          examName={examName}
          saved={<SavedNote outbox={outbox} isReachable={state.reachable} timeZone={props.timeZone} />}
          clock={
            <ExamClock
              awake={awake}
              reading={state.clock}
              allowedMs={props.allowedMs}
              shown={clockShown}
              onShownChange={setClockShown}
              onWarning={setWarning}
            />
          }
          place={item ? `${item.position} of ${total}` : null}
          flagged={answer?.flagged ?? false}
          onFlag={item && editable ? acts.flag : null}
          onHelp={() => keysDialog.current?.showModal()}
          answered={counts.answered}
          total={total}
        />
        <StaffNotices attemptId={attemptId} notices={notices} timeZone={props.timeZone} />
        <PlayerNotices
          state={state}
          warning={warning}
          onWarningSeen={() => setWarning(null)}
          inOtherTab={otherTab === 'took_over'}
          cohortEnded={props.cohortEnded}
          choices={
            <AnswerChoices
              items={items}
              outbox={outbox}
              timeZone={props.timeZone}
              onChoose={(itemId, keep) => sync.choose(itemId, keep)}
            />
          }
          onContinueHere={() => void sync.claim()}
        />
      </div>
      <main className="min-h-0 grow overflow-y-auto">
        {isPaused ? <PausedCover waiting={outbox.waiting.size} /> : null}
        {question && stimulus ? (
          <SplitPanes left={<StimulusPane key={stimulus.id} stimulus={stimulus} />} right={question} />
        ) : null}
        {question && !stimulus ? (
          <div className="mx-auto w-full max-w-7xl px-4 py-6 md:px-8">{question}</div>
        ) : null}
        {view.name === 'review' && !isPaused ? (
          <ReviewPage
            rows={rows}
            editable={editable}
            onOpen={open}
            onSubmit={() => goTo({ name: 'confirm' })}
          />
        ) : null}
        {view.name === 'confirm' && !isPaused ? (
          <ConfirmPage
            counts={counts}
            undecided={outbox.choices.size}
            onBack={review}
            onSubmit={() => sync.submit()}
          />
        ) : null}
      </main>
      {item ? (
        <PlayerFooter
          awake={awake}
          onPrevious={previous}
          onReview={review}
          onNext={next}
          isLast={item.position === total}
          hint={moreBelow ? <MoreBelow /> : null}
        />
      ) : null}
      <p role="status" className="sr-only">
        {acts.spoken}
      </p>
      <KeysDialog dialog={keysDialog} enabled={keysOn} onEnabledChange={setKeysOn} />
      {outbox.access === 'signed_out' ? (
        <SignInAgain email={props.email} onSignedIn={() => void sync.claim()} />
      ) : null}
    </div>
  );
}
