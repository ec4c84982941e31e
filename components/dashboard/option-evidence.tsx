import { clsx } from 'clsx';
import { FacilityBar } from '@/components/charts/facility-bar';
import { RichText } from '@/components/content/rich-text';
import { Icon } from '@/components/ui/icon';
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
          className="grid gap-x-4 gap-y-2 border-b border-hairline py-4 sm:grid-cols-[3rem_1fr]"
        >
          <span
            className={clsx('flex items-start gap-1 text-17 font-semibold', option.isKey && 'text-accent')}
          >
            {option.letter}
            {option.isKey ? <Icon name="tick" label="Key" /> : null}
          </span>
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
  if (option.sharePercent === null) {
    return (
      <span className="text-13 text-muted tabular-nums">
        chosen by {option.chosen} of {formatCount(n, ANSWERS)}
        {option.isKey ? ', key' : ''}
      </span>
    );
  }
  return (
    <FacilityBar
      label={`Option ${option.letter} chosen`}
      percent={option.sharePercent}
      n={n}
      isKey={option.isKey}
      counted={ANSWERS}
    />
  );
}
