import { Section } from '@/components/ui/page-header';
import { State } from '@/components/ui/state';
import { CUE_CHECKS } from '@/lib/domain/cue-lint/cue-check';
import { type ItemContent, letterOf } from '@/lib/domain/item/item-content';
import type { ItemCueView } from '@/lib/features/bank-cues/contract';
import { formatList } from '@/lib/ui/format';
import { CUE_SEVERITY } from './cue-severity';
import { CueSources } from './cue-sources';

/** What one item is flagged for: where, what was found there, what mends it, and who says so. */
export function ItemCues(props: { content: ItemContent; cues: readonly ItemCueView[] }) {
  return (
    <Section
      title="What gives the key away"
      description="Checks of the wording, and of answers once there are enough."
    >
      <CueList {...props} />
    </Section>
  );
}

function CueList({ content, cues }: { content: ItemContent; cues: readonly ItemCueView[] }) {
  if (cues.length === 0) return <p className="text-muted">No check flags this question.</p>;
  const order = content.options.map((option) => option.id);
  return (
    <ul className="flex max-w-4xl flex-col">
      {cues.map(({ code, optionIds, found }) => {
        const check = CUE_CHECKS[code];
        const letters = optionIds.flatMap((id) => letterOf(order, id) ?? []);
        return (
          <li key={code} className="flex flex-col gap-1 border-b border-hairline py-3 last:border-b-0">
            <div className="flex flex-wrap items-baseline gap-x-4 gap-y-1">
              <h3 className="font-semibold">{check.name}</h3>
              <State {...CUE_SEVERITY[check.severity]} />
            </div>
            <p className="measure">
              {check.definition}
              {letters.length > 0
                ? ` Here: ${letters.length === 1 ? 'option' : 'options'} ${formatList(letters)}`
                : ''}
              {found.length > 0 ? `${letters.length > 0 ? ' (' : ' Here: '}${formatList(found)}` : ''}
              {letters.length > 0 && found.length > 0 ? ')' : ''}
              {letters.length > 0 || found.length > 0 ? '.' : ''}
            </p>
            <p className="measure text-muted">{check.fix}</p>
            <CueSources ids={check.sources} />
          </li>
        );
      })}
    </ul>
  );
}
