import { TextLink } from '@/components/ui/button-link';
import { Icon } from '@/components/ui/icon';
import type { ImportDetail } from '@/lib/features/import-history/contract';
import { formatNumber } from '@/lib/ui/format';
import { sourceHref } from './imported-items';
import { LEVELS } from './message-words';

const SHOWN = 100;

/** The messages of the import as they were shown before it was written. */
export function ImportMessages({ detail }: { detail: ImportDetail }) {
  const more = detail.messages.length - SHOWN;
  return (
    <>
      <ul className="flex flex-col gap-2">
        {detail.messages.slice(0, SHOWN).map((message) => (
          <li
            key={`${message.line}:${message.column}:${message.message}`}
            className="grid grid-cols-[1.25rem_5rem_1fr] items-baseline gap-x-2"
          >
            <span className={LEVELS[message.level].look}>
              <Icon name={LEVELS[message.level].icon} size="small" label={LEVELS[message.level].word} />
            </span>
            <TextLink href={sourceHref(detail.id, message.line)}>Line {formatNumber(message.line)}</TextLink>
            <span className="measure">{message.message}</span>
          </li>
        ))}
      </ul>
      {more > 0 ? <p className="text-muted">and {formatNumber(more)} more</p> : null}
    </>
  );
}
