'use client';

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Icon } from '@/components/ui/icon';
import { joinFixes } from '@/lib/domain/scenario-import/apply-edits';
import {
  type ImportMessage,
  MESSAGE_LEVELS,
  type MessageLevel,
  type SourceEdit,
} from '@/lib/domain/scenario-import/message';
import type { DraftPreview, MessageGroup } from '@/lib/features/import-draft/contract';
import { previewQuery } from '@/lib/features/import-draft/queries';
import { formatCount, formatList, formatNumber } from '@/lib/ui/format';
import { bulkRepairs } from './bulk-repairs';
import { CAUSES, LEVELS } from './message-words';
import type { Problems } from './use-problems';

/** A group of a thousand is one cause; its first ones are enough to see it. */
const SHOWN = 25;
const NOUNS: Readonly<Record<MessageLevel, { readonly one: string; readonly other: string }>> = {
  error: { one: 'error', other: 'errors' },
  warning: { one: 'warning', other: 'warnings' },
  info: { one: 'note', other: 'notes' },
};

interface SummaryProps {
  readonly draftId: string;
  readonly preview: DraftPreview;
  readonly problems: Problems;
  readonly isStale: boolean;
  readonly onApply: (edits: readonly SourceEdit[], words: string) => void;
}

/** Everything that was noticed, by cause, what blocks first. Each place is a link that moves the focus there. */
export function ProblemSummary(props: SummaryProps) {
  const { preview } = props;
  if (preview.messageTotal === 0) {
    return (
      <p className="flex items-center gap-2 border-y border-hairline py-2.5">
        <Icon name="tick" />
        Nothing needs a correction.
      </p>
    );
  }
  const groups = [...preview.messageGroups].sort(
    (one, other) => MESSAGE_LEVELS.indexOf(one.level) - MESSAGE_LEVELS.indexOf(other.level),
  );
  return (
    <section aria-labelledby="problems" className="flex flex-col border-b border-hairline">
      <h3 id="problems" tabIndex={-1} className="pb-2 text-17 font-semibold outline-none">
        {levelSentence(groups)}
      </h3>
      {groups.map((group) => {
        const only = preview.messages.find(({ code }) => code === group.code);
        return group.count === 1 && only ? (
          <Single key={group.code} message={only} problems={props.problems} />
        ) : (
          <Cause key={group.code} {...props} group={group} isOpen={preview.messageTotal <= 12} />
        );
      })}
    </section>
  );
}

/** "2 errors, 3 warnings and 1 note" */
function levelSentence(groups: readonly MessageGroup[]): string {
  const parts = MESSAGE_LEVELS.map((level) => {
    const own = groups.filter((group) => group.level === level);
    return [own.reduce((sum, { count }) => sum + count, 0), NOUNS[level]] as const;
  }).filter(([count]) => count > 0);
  return formatList(parts.map(([count, noun]) => formatCount(count, noun)));
}

function Cause({
  draftId,
  preview,
  problems,
  isStale,
  onApply,
  group,
  isOpen,
}: SummaryProps & { group: MessageGroup; isOpen: boolean }) {
  const [open, setOpen] = useState(isOpen);
  const here = preview.messages.filter(({ code }) => code === group.code);
  // A long list is cut by the server; the messages of one cause are asked for when somebody looks at it.
  const isCut =
    here.length < Math.min(group.count, SHOWN) || (group.fixable > 0 && here.length < group.count);
  const more = useQuery({
    ...previewQuery(draftId, preview.rev, { rows: 1, code: group.code }),
    enabled: open && isCut,
  });
  const messages = (isCut ? more.data?.messages : undefined) ?? here;
  const level = LEVELS[group.level];
  return (
    <details
      open={open}
      onToggle={(event) => setOpen(event.currentTarget.open)}
      className="group border-t border-hairline"
    >
      <summary className="flex min-h-11 flex-wrap items-center gap-x-2.5 gap-y-1 py-1.5 hover:bg-sunken">
        <span className={`inline-flex items-center gap-1.5 font-semibold ${level.look}`}>
          <Icon name={level.icon} size="small" />
          {level.word}
        </span>
        <span>{CAUSES[group.code]}</span>
        <span className="text-muted tabular-nums">{formatNumber(group.count)}</span>
        <span className="ml-auto text-muted group-open:rotate-180">
          <Icon name="chevronDown" size="small" />
        </span>
      </summary>
      <div className="flex flex-col gap-2 pb-3">
        <BulkRepairs group={group} messages={messages} isStale={isStale} onApply={onApply} />
        <ul className="flex flex-col gap-1">
          {messages.slice(0, SHOWN).map((message) => (
            <Place
              key={`${message.line}:${message.column}:${message.message}`}
              message={message}
              problems={problems}
            />
          ))}
        </ul>
        {group.count > SHOWN ? (
          <p className="text-muted">and {formatNumber(group.count - SHOWN)} more of the same kind</p>
        ) : null}
      </div>
    </details>
  );
}

/** A cause with one message needs no heading of its own. */
function Single({ message, problems }: { message: ImportMessage; problems: Problems }) {
  const level = LEVELS[message.level];
  return (
    <div className="grid gap-x-3 border-t border-hairline py-2 sm:grid-cols-[6rem_1fr]">
      <span className={`inline-flex items-start gap-1.5 font-semibold ${level.look}`}>
        <Icon name={level.icon} size="small" />
        {level.word}
      </span>
      <ul>
        <Place message={message} problems={problems} />
      </ul>
    </div>
  );
}

function Place({ message, problems }: { message: ImportMessage; problems: Problems }) {
  return (
    <li className="grid gap-x-3 sm:grid-cols-[10.5rem_1fr]">
      <button
        type="button"
        className="link flex min-h-6 w-fit items-start tabular-nums"
        onClick={() => problems.look(message)}
      >
        Line {formatNumber(message.line)}, column {formatNumber(message.column)}
      </button>
      <span className="measure">{message.message}</span>
    </li>
  );
}

/** One press for many messages of a cause, where it is clear which repair each of them needs. */
function BulkRepairs({
  group,
  messages,
  isStale,
  onApply,
}: Pick<SummaryProps, 'isStale' | 'onApply'> & { group: MessageGroup; messages: readonly ImportMessage[] }) {
  const repairs = bulkRepairs(group.code, messages);
  if (repairs.length === 0) return null;
  const rest = group.count - Math.max(...repairs.map(({ fixes }) => fixes.length));
  return (
    <p className="flex flex-wrap items-center gap-x-4 gap-y-2">
      {repairs.map(({ label, fixes }) => (
        <Button
          key={label}
          size="compact"
          aria-disabled={isStale}
          onClick={() => {
            if (isStale) return;
            const { edits, applied } = joinFixes(fixes);
            onApply(edits, `${formatCount(applied, { one: 'problem', other: 'problems' })} repaired.`);
          }}
        >
          {label}
        </Button>
      ))}
      {rest > 0 ? (
        <span className="text-muted">
          {formatCount(rest, { one: 'other needs', other: 'others need' })} a look of its own.
        </span>
      ) : null}
    </p>
  );
}
