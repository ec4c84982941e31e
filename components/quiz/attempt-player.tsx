import { RichText } from '@/components/content/rich-text';
import type { AnswerSeal } from '@/lib/domain/attempt/answer-seal';
import { letterOf } from '@/lib/domain/item/item-content';
import type { LearnerItem, PlayerView } from '@/lib/features/attempt/contract';
import type { PlayerItem, PlayerStimulus } from './player/player-item';
import { ResumedPlayer } from './player/resumed-player';

/** Renders every text of the form on the server, so that the browser gets elements and no text machinery. */
export function AttemptPlayer({
  player,
  email,
  seal,
  timeZone,
}: {
  player: PlayerView;
  email: string;
  seal: AnswerSeal;
  timeZone: string;
}) {
  return (
    <ResumedPlayer
      attemptId={player.attemptId}
      examName={player.examName}
      email={email}
      seal={seal}
      timeZone={timeZone}
      allowedMs={player.allowedMs}
      remainingMs={player.remainingMs}
      isPaused={player.isPaused}
      cohortEnded={player.cohortEnded}
      notices={player.notices}
      items={player.items.map(toPlayerItem)}
      stimuli={player.stimuli.map((stimulus) => toPlayerStimulus(stimulus, player.items))}
      stored={player.stored}
      activity={player.activity}
    />
  );
}

function toPlayerItem({ itemId, position, keyCount, stimulusId, stem, options }: LearnerItem): PlayerItem {
  const order = options.map(({ id }) => id);
  const letter = (optionId: string) => letterOf(order, optionId);
  return {
    itemId,
    position,
    keyCount,
    stimulusId,
    stem: <RichText content={stem} letterOf={letter} />,
    options: options.map(({ id, body }) => ({
      id,
      body: <RichText content={body} letterOf={letter} compact />,
    })),
  };
}

/** Groups stay together in every form, so the first and the last position say which questions it belongs to. */
function toPlayerStimulus(
  { id, body }: PlayerView['stimuli'][number],
  items: readonly LearnerItem[],
): PlayerStimulus {
  const positions = items.filter(({ stimulusId }) => stimulusId === id).map(({ position }) => position);
  return {
    id,
    body: <RichText content={body} />,
    from: Math.min(...positions),
    to: Math.max(...positions),
  };
}
