import { clsx } from 'clsx';
import { type PictureAt, RichText } from '@/components/content/rich-text';
import { State } from '@/components/ui/state';
import { type ItemContent, letterAt, letterOf, OVERALL_RATIONALE } from '@/lib/domain/item/item-content';
import { paths } from '@/lib/ui/paths';

/**
 * An item as a learner reads it, in the author's order. With `showKey` each option says whether it is the key and carries
 * its rationale underneath, as in the review of an attempt.
 */
export function ItemView({
  content,
  showKey = false,
  pictureAt = paths.media,
  chosen,
}: {
  content: ItemContent;
  showKey?: boolean;
  pictureAt?: PictureAt;
  /** Options that somebody chose, with the words that say so. */
  chosen?: { readonly ids: readonly string[]; readonly words: string } | undefined;
}) {
  const order = content.options.map((option) => option.id);
  const letter = (id: string) => letterOf(order, id);
  const overall = content.rationales[OVERALL_RATIONALE];
  return (
    <div className="flex flex-col gap-4">
      <RichText content={content.stem} letterOf={letter} pictureAt={pictureAt} />
      {content.key.length > 1 ? <p className="text-muted">Choose {content.key.length}.</p> : null}
      <ol className="flex flex-col gap-1">
        {content.options.map((option, position) => {
          const isKey = content.key.includes(option.id);
          const rationale = content.rationales[option.id];
          return (
            <li
              // Two options of a source may carry the same letter until that is corrected.
              // biome-ignore lint/suspicious/noArrayIndexKey: the options of a version never move
              key={position}
              className={clsx(
                'grid grid-cols-[1.75rem_1fr] gap-x-2 rounded-control border px-3 py-2',
                showKey && isKey ? 'border-accent bg-accent-soft' : 'border-hairline',
              )}
            >
              <span className="reading font-semibold">{letterAt(position)}</span>
              <div className="flex min-w-0 flex-col gap-2">
                <RichText compact content={option.body} letterOf={letter} pictureAt={pictureAt} />
                {chosen?.ids.includes(option.id) ? <State icon="person">{chosen.words}</State> : null}
                {showKey ? (
                  <div className="flex flex-col gap-1 text-muted">
                    {isKey ? (
                      <State icon="tick" tone="above">
                        Key
                      </State>
                    ) : null}
                    {rationale ? (
                      <RichText content={rationale} letterOf={letter} pictureAt={pictureAt} />
                    ) : (
                      <p>No rationale.</p>
                    )}
                  </div>
                ) : null}
              </div>
            </li>
          );
        })}
      </ol>
      {showKey && overall ? <RichText content={overall} letterOf={letter} pictureAt={pictureAt} /> : null}
      {content.shuffleLocked ? (
        <p className="text-13 text-muted">Options refer to one another, so their order is never shuffled.</p>
      ) : null}
    </div>
  );
}
