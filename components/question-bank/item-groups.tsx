import { Evidence } from '@/components/charts/evidence';
import { TextLink } from '@/components/ui/button-link';
import { State } from '@/components/ui/state';
import { CUE_CHECKS } from '@/lib/domain/cue-lint/cue-check';
import type { ItemGroup, ItemRow, Snippet } from '@/lib/features/item-search/contract';
import { paths } from '@/lib/ui/paths';
import { ChooseItem } from './choose-item';
import { ItemState } from './item-state';
import { RIGHT_STATE } from './right-words';

/** Items under their shared background. With `canChoose` each has a checkbox for the bulk edit around it. */
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
  const plain = item.snippet.map(({ text }) => text).join('');
  const name = item.title === '' ? plain : item.title;
  return (
    <li className="grid items-start gap-x-4 gap-y-1 border-b border-hairline py-2 last:border-b-0 hover:bg-sunken md:grid-cols-[minmax(0,1fr)_11rem_8rem_8rem]">
      <div className="flex min-w-0 items-start gap-3">
        {canChoose ? <ChooseItem id={item.id} name={name} /> : null}
        <div className="flex min-w-0 flex-col gap-0.5">
          <TextLink href={paths.item(item.id)}>{name}</TextLink>
          {item.title === '' && item.snippet.every(({ hit }) => !hit) ? null : (
            <span className="line-clamp-2 text-13 text-muted">
              <Snippets parts={item.snippet} />
            </span>
          )}
          {item.cues.length > 0 ? (
            <span className="text-13 text-muted">
              <span className="sr-only">Flagged: </span>
              {item.cues.map((code) => CUE_CHECKS[code].name).join(' · ')}
            </span>
          ) : null}
        </div>
      </div>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1 pl-8 md:contents">
        <span className={item.topicName ? '' : 'text-muted'}>{item.topicName ?? 'No topic'}</span>
        <span className="flex flex-col items-start gap-0.5">
          <ItemState state={item.state} />
          {item.rightToUse === 'unknown' ? null : <State {...RIGHT_STATE[item.rightToUse]} />}
        </span>
        <Evidence n={item.answers} />
      </div>
    </li>
  );
}

/** What matched is marked; every part is a text node. */
function Snippets({ parts }: { parts: readonly Snippet[] }) {
  return parts.map(({ text, hit }, at) =>
    hit ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a passage never move
      <mark key={at} className="bg-accent-soft font-semibold text-ink">
        {text}
      </mark>
    ) : (
      text
    ),
  );
}
