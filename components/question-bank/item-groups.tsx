import { TextLink } from '@/components/ui/button-link';
import type { ItemGroup, ItemRow } from '@/lib/features/question-bank/contract';
import { paths } from '@/lib/ui/paths';
import { ItemState } from './item-state';

/** Items under their shared background. With `canChoose` each has a checkbox named `itemIds` for the form around it. */
export function ItemGroups({ groups, canChoose }: { groups: readonly ItemGroup[]; canChoose: boolean }) {
  return (
    <div className="flex flex-col">
      {groups.map((group) => (
        <section key={group.items[0]?.id} className="flex flex-col border-t border-hairline pt-3 pb-4">
          {group.stimulusExcerpt === null ? null : (
            <h3 className="max-w-4xl pb-1.5 font-reading text-15 leading-reading text-muted">
              <span className="sr-only">Background: </span>
              {group.stimulusExcerpt}
            </h3>
          )}
          <ul className="flex flex-col">
            {group.items.map((item) => (
              <Row key={item.id} item={item} canChoose={canChoose} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

function Row({ item, canChoose }: { item: ItemRow; canChoose: boolean }) {
  const name = item.title === '' ? item.excerpt : item.title;
  return (
    <li className="grid items-center gap-x-4 gap-y-1 border-b border-hairline py-2 last:border-b-0 hover:bg-sunken md:grid-cols-[minmax(0,1fr)_14rem_6rem_6rem]">
      <div className="flex min-w-0 items-start gap-3">
        {canChoose ? (
          <input
            type="checkbox"
            name="itemIds"
            value={item.id}
            aria-label={`Choose ${name}`}
            className="mt-px size-5 shrink-0 accent-accent"
          />
        ) : null}
        <div className="flex min-w-0 flex-col gap-0.5">
          <TextLink href={paths.item(item.id)}>{name}</TextLink>
          {item.title === '' ? null : <span className="line-clamp-1 text-13 text-muted">{item.excerpt}</span>}
        </div>
      </div>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1 pl-8 md:contents">
        <span className={item.topicName ? '' : 'text-muted'}>{item.topicName ?? 'No topic'}</span>
        <ItemState state={item.state} />
        <span className="text-13 text-muted tabular-nums">Version {item.version}</span>
      </div>
    </li>
  );
}
