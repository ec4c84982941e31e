import type { ReactNode } from 'react';
import { RichText } from '@/components/content/rich-text';
import { CorrectedItem } from '@/components/key-correction/corrected-score';
import { ShutNote } from '@/components/shut-keys/shut-note';
import { State } from '@/components/ui/state';
import type { Verdict } from '@/lib/domain/grading/grade-response';
import { letterAt, letterOf as letterIn, OVERALL_RATIONALE } from '@/lib/domain/item/item-content';
import type { ResultsView, ReviewItem } from '@/lib/features/attempt/contract';
import { ReviewedOption } from './reviewed-option';

const VERDICTS = {
  correct: { icon: 'tick', tone: 'above', word: 'Right' },
  incorrect: { icon: 'cross', tone: 'below', word: 'Not right' },
  unanswered: { icon: 'circle', tone: 'below', word: 'Left blank' },
} as const satisfies Record<Verdict, object>;
const NOT_REACHED = { icon: 'circle', tone: 'unknown', word: 'Not reached' } as const;

/** One question after release, as this learner saw it. Printed in one block where it fits. */
export function ReviewedItem({
  item,
  stimuli,
  timeZone,
  children,
}: {
  item: ReviewItem;
  stimuli: ResultsView['stimuli'];
  timeZone: string;
  /** What can be done about the question. */
  children?: ReactNode;
}) {
  const order = item.options.map(({ id }) => id);
  const letterOf = (optionId: string) => letterIn(order, optionId);
  const stimulus = stimuli.find(({ id }) => id === item.stimulusId);
  const verdict =
    item.reached || item.verdict !== 'unanswered' ? item.verdict && VERDICTS[item.verdict] : NOT_REACHED;
  const overall = item.rationales?.[OVERALL_RATIONALE];
  const headingId = `question-${item.position}`;
  return (
    <article
      aria-labelledby={headingId}
      className="flex flex-col gap-4 border-t border-hairline pt-6 break-inside-avoid"
    >
      <div className="flex flex-wrap items-center gap-x-5 gap-y-1">
        <h3 id={headingId} tabIndex={-1} data-reviewed className="scroll-mt-4 text-17 font-semibold">
          Question {item.position}
        </h3>
        {verdict ? (
          <State icon={verdict.icon} tone={verdict.tone}>
            {verdict.word}
          </State>
        ) : null}
        {item.flagged ? <State icon="flag">You flagged it</State> : null}
      </div>
      {item.shut ? <ShutNote shut={item.shut} timeZone={timeZone} what="Key and rationale" /> : null}
      <CorrectedItem item={item} timeZone={timeZone} />
      {stimulus ? (
        <details data-background>
          <summary className="inline-flex min-h-9 items-center rounded-control text-accent underline underline-offset-4 pointer-coarse:min-h-11">
            Background
          </summary>
          <div className="py-2">
            <RichText content={stimulus.body} />
          </div>
        </details>
      ) : null}
      <RichText content={item.stem} letterOf={letterOf} />
      {overall ? <RichText content={overall} letterOf={letterOf} /> : null}
      <ul className="flex flex-col gap-3">
        {item.options.map((option, index) => (
          <ReviewedOption
            key={option.id}
            letter={letterAt(index)}
            body={option.body}
            isKey={item.key?.includes(option.id) ?? null}
            chosen={item.selected?.includes(option.id) ?? false}
            rationale={item.rationales?.[option.id] ?? null}
            letterOf={letterOf}
          />
        ))}
      </ul>
      {children}
    </article>
  );
}
