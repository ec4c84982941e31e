import { buttonClass } from '@/components/ui/button-class';
import { Icon } from '@/components/ui/icon';
import type { Answer } from '@/lib/domain/attempt/answer';
import type { Outbox } from '@/lib/domain/attempt/outbox';
import { letterAt } from '@/lib/domain/item/item-content';
import { formatClock } from '@/lib/ui/format';
import type { PlayerItem } from './player-item';

/** "B", "A and C", "nothing": an answer by the letters that this learner sees. */
function lettersOf({ options }: PlayerItem, { selected }: Answer): string {
  const letters = options.flatMap(({ id }, index) => (selected.includes(id) ? [letterAt(index)] : []));
  return letters.length === 0 ? 'nothing' : letters.join(' and ');
}

/** Questions that were answered here and elsewhere without knowing of each other: the learner says which answer counts. */
export function AnswerChoices({
  items,
  outbox,
  timeZone,
  onChoose,
}: {
  items: readonly PlayerItem[];
  outbox: Outbox;
  timeZone: string;
  onChoose: (itemId: string, keep: 'here' | 'there') => void;
}) {
  return items.map((item) => {
    const choice = outbox.choices.get(item.itemId);
    if (!choice) return null;
    const here = lettersOf(item, choice.here);
    const there = lettersOf(item, choice.there);
    return (
      <div key={item.itemId} className="border-b border-below bg-below-soft">
        <div className="mx-auto flex w-full max-w-7xl flex-wrap items-center gap-x-4 gap-y-2 px-4 py-2 md:px-8">
          <p className="flex min-w-0 grow basis-72 items-center gap-2">
            <Icon name="warning" />
            <span>
              Question {item.position} was answered on another device at{' '}
              {formatClock(choice.there.savedAt, timeZone)}: {there}, which counts now. Here you chose {here}.
            </span>
          </p>
          <div className="flex flex-wrap gap-2">
            <button
              type="button"
              className={buttonClass('secondary', 'compact')}
              onClick={() => onChoose(item.itemId, 'here')}
            >
              Take {here} <span className="sr-only">for question {item.position}</span>
            </button>
            <button
              type="button"
              className={buttonClass('secondary', 'compact')}
              onClick={() => onChoose(item.itemId, 'there')}
            >
              Keep {there} <span className="sr-only">for question {item.position}</span>
            </button>
          </div>
        </div>
      </div>
    );
  });
}
