import { RichText } from '@/components/content/rich-text';
import type { ItemEvidence } from '@/lib/features/item-evidence/contract';
import { OptionEvidenceList } from './option-evidence';

/** The question as it stands: stimulus, stem, and the options with what the cohort chose. */
export function ItemContent({ item }: { item: ItemEvidence }) {
  const letterOf = (optionId: string) =>
    item.options.find((option) => option.optionId === optionId)?.letter ?? null;
  return (
    <div className="flex flex-col gap-6">
      {item.stimulus ? (
        <details className="border-l-2 border-hairline pl-5">
          <summary className="link inline-flex min-h-11 items-center">
            {item.stimulus.title || 'Background'}
          </summary>
          <RichText content={item.stimulus.body} letterOf={letterOf} />
        </details>
      ) : null}
      <RichText content={item.stem} letterOf={letterOf} />
      <OptionEvidenceList item={item} letterOf={letterOf} />
    </div>
  );
}
