import { FacilityBar } from '@/components/charts/facility-bar';
import { RichText } from '@/components/content/rich-text';
import { State } from '@/components/ui/state';
import type { LetterOf } from '@/lib/domain/text/rich-text';
import type { ItemEvidence, OptionEvidence } from '@/lib/features/item-evidence/contract';
import { formatCount } from '@/lib/ui/format';

const ANSWERS = { one: 'first-time answer', other: 'first-time answers' };

/** The options in the order of the source, each with who chose it and why it is right or wrong. */
export function OptionEvidenceList({ item, letterOf }: { item: ItemEvidence; letterOf: LetterOf }) {
  return (
    <ol className="flex max-w-4xl flex-col">
      {item.options.map((option) => (
        <li
          key={option.optionId}
          className="grid gap-x-4 gap-y-2 border-b border-hairline py-4 sm:grid-cols-[2rem_1fr]"
        >
          <span className="text-17 font-semibold">{option.letter}</span>
          <div className="flex min-w-0 flex-col gap-2.5">
            <RichText content={option.body} letterOf={letterOf} compact />
            <OptionShare option={option} n={item.shown.analysis.n} />
            {option.rationale ? (
              <div className="border-l border-hairline pl-4 text-muted">
                <RichText content={option.rationale} letterOf={letterOf} compact />
              </div>
            ) : null}
          </div>
        </li>
      ))}
    </ol>
  );
}

function OptionShare({ option, n }: { option: OptionEvidence; n: number }) {
  return (
    <div className="flex flex-wrap items-center gap-x-6 gap-y-1">
      {option.isKey ? (
        <State icon="tick" tone="above">
          Key
        </State>
      ) : null}
      {option.sharePercent === null ? (
        <span className="text-13 text-muted tabular-nums">
          {option.chosen} of {formatCount(n, ANSWERS)}
        </span>
      ) : (
        <FacilityBar
          label={`Option ${option.letter} chosen`}
          percent={option.sharePercent}
          n={n}
          isKey={option.isKey}
          counted={ANSWERS}
        />
      )}
    </div>
  );
}
