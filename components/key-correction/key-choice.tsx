import { RichText } from '@/components/content/rich-text';
import { SearchForm } from '@/components/forms/search-form';
import { buttonClass } from '@/components/ui/button-class';
import { Checkbox, ChoiceGroup } from '@/components/ui/choice';
import { letterAt, letterOf } from '@/lib/domain/item/item-content';
import type { ItemKeyView } from '@/lib/features/key-correction/contract';
import { paths } from '@/lib/ui/paths';

/** Proposes another key by the address: nothing is written, and the consequences come first. */
export function KeyChoice({ item, proposed }: { item: ItemKeyView; proposed: readonly string[] | null }) {
  const { content } = item;
  const order = content.options.map(({ id }) => id);
  const checked = proposed ?? content.key;
  return (
    <SearchForm action={paths.itemKey(item.itemId)} className="flex flex-col gap-5">
      <ChoiceGroup
        id="key"
        label="Which options are right?"
        hint={`Learners are told to choose ${content.key.length}. Answers to a version that asked for another number keep their score unless you give full credit.`}
      >
        {content.options.map(({ id, body }, at) => (
          <Checkbox
            key={id}
            name="key"
            value={id}
            defaultChecked={checked.includes(id)}
            label={
              <span className="flex items-baseline gap-2">
                <span className="reading font-semibold">{letterAt(at)}</span>
                <RichText compact content={body} letterOf={(other) => letterOf(order, other)} />
              </span>
            }
            hint={content.key.includes(id) ? 'The key now' : undefined}
          />
        ))}
      </ChoiceGroup>
      <div>
        <button type="submit" className={buttonClass(proposed === null ? 'primary' : 'secondary')}>
          Show what would change
        </button>
      </div>
    </SearchForm>
  );
}
