'use client';

import { Icon } from '@/components/ui/icon';
import { KeyHint } from '@/components/ui/state';
import { type ImportMessage, MESSAGE_LEVELS } from '@/lib/domain/scenario-import/message';
import { formatNumber } from '@/lib/ui/format';
import { CAUSES, LEVELS } from './message-words';

/** A group of a thousand is one cause; its first lines are enough to see it. */
const SHOWN = 50;

interface Group {
  readonly first: ImportMessage;
  readonly messages: readonly ImportMessage[];
}

/** Messages by cause, what blocks first. Each leads to its line. */
export function ProblemList({
  messages,
  onLine,
}: {
  messages: readonly ImportMessage[];
  onLine: (line: number) => void;
}) {
  if (messages.length === 0) {
    return (
      <p className="flex items-center gap-2 border-y border-hairline py-2.5">
        <Icon name="tick" />
        Nothing needs a correction.
      </p>
    );
  }
  const groups = groupByCause(messages);
  return (
    <section aria-label="What was noticed" className="flex flex-col border-b border-hairline">
      <p className="pb-2 text-13 text-muted">
        <KeyHint>F8</KeyHint> shows the next line that was noticed, <KeyHint>Shift</KeyHint>{' '}
        <KeyHint>F8</KeyHint> the one before.
      </p>
      {groups.map((group) => (
        <Cause key={group.first.code} group={group} isOpen={groups.length <= 2} onLine={onLine} />
      ))}
    </section>
  );
}

function groupByCause(messages: readonly ImportMessage[]): readonly Group[] {
  const byCode = new Map<string, ImportMessage[]>();
  for (const message of messages) {
    const known = byCode.get(message.code);
    if (known === undefined) byCode.set(message.code, [message]);
    else known.push(message);
  }
  return [...byCode.values()]
    .flatMap((group) => (group[0] === undefined ? [] : [{ first: group[0], messages: group }]))
    .sort(
      (one, other) => MESSAGE_LEVELS.indexOf(one.first.level) - MESSAGE_LEVELS.indexOf(other.first.level),
    );
}

function Cause({ group, isOpen, onLine }: { group: Group; isOpen: boolean; onLine: (line: number) => void }) {
  const { first, messages } = group;
  const level = LEVELS[first.level];
  const more = messages.length - SHOWN;
  return (
    <details open={isOpen} className="group border-t border-hairline">
      <summary className="flex min-h-11 flex-wrap items-center gap-x-2.5 gap-y-1 py-1.5 hover:bg-sunken">
        <span className={`inline-flex items-center gap-1.5 font-semibold ${level.look}`}>
          <Icon name={level.icon} size="small" />
          {level.word}
        </span>
        <span>{CAUSES[first.code]}</span>
        <span className="text-muted tabular-nums">{formatNumber(messages.length)}</span>
        <span className="ml-auto text-muted group-open:rotate-180">
          <Icon name="chevronDown" size="small" />
        </span>
      </summary>
      <ul className="flex flex-col gap-1 pb-3">
        {messages.slice(0, SHOWN).map((message) => (
          <li
            key={`${message.line}:${message.column}:${message.message}`}
            className="grid grid-cols-[5rem_1fr] gap-x-3"
          >
            <button
              type="button"
              className="link min-h-6 text-left tabular-nums"
              onClick={() => onLine(message.line)}
            >
              Line {formatNumber(message.line)}
            </button>
            <span className="measure">{message.message}</span>
          </li>
        ))}
      </ul>
      {more > 0 ? <p className="pb-3 text-muted">and {formatNumber(more)} more of the same kind</p> : null}
    </details>
  );
}
