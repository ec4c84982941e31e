'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Table, TableBody, TableHead, Td, Th, Tr } from '@/components/ui/table';
import { TextInput } from '@/components/ui/text-control';
import type { PreviewItem, TopicChoice } from '@/lib/features/scenario-import/contract';
import { formatCount } from '@/lib/ui/format';
import { itemKey } from './draft';
import type { StepProps } from './step';

const PAGE = 50;
const QUESTION = { one: 'question', other: 'questions' };
const LIST_ID = 'known-topics';

/** A topic per question: typed, chosen from those that exist, or set for many at once. */
export function TopicTable({
  items,
  draft,
  change,
  topics,
}: Pick<StepProps, 'draft' | 'change'> & { items: readonly PreviewItem[]; topics: readonly TopicChoice[] }) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [page, setPage] = useState(0);
  const keys = items.map(itemKey);
  const without = keys.filter((key) => (draft.topicOfItem[key] ?? '').trim() === '').length;
  const set = (wanted: readonly string[], nameOf: (key: string) => string) =>
    change({
      topicOfItem: { ...draft.topicOfItem, ...Object.fromEntries(wanted.map((key) => [key, nameOf(key)])) },
    });
  const shown = items.slice(page * PAGE, (page + 1) * PAGE);
  return (
    <div className="flex max-w-5xl flex-col gap-4">
      <p className="measure" role="status">
        {without === 0
          ? `All ${formatCount(items.length, { one: 'new question', other: 'new questions' })} have a topic.`
          : `${without} of ${formatCount(items.length, { one: 'new question has', other: 'new questions have' })} no topic. ${without === 1 ? 'It' : 'They'} can be used, but ${without === 1 ? 'says' : 'say'} nothing about strengths and weaknesses until ${without === 1 ? 'it has' : 'they have'} one.`}
      </p>
      <datalist id={LIST_ID}>
        {topics.map((topic) => (
          <option key={topic.id} value={topic.name} />
        ))}
      </datalist>
      <BulkBar
        count={chosen.size}
        total={items.length}
        onChooseAll={() => setChosen(chosen.size === items.length ? new Set() : new Set(keys))}
        onApply={(name) => {
          set([...chosen], () => name);
          setChosen(new Set());
        }}
        onTitles={() => {
          const titleOf = new Map(items.map((item) => [itemKey(item), item.content.title ?? '']));
          const wanted = chosen.size > 0 ? [...chosen] : keys;
          set(wanted, (key) => (titleOf.get(key) ?? '').slice(0, 120));
        }}
      />
      <Table caption="Topic of each new question" captionHidden>
        <TableHead>
          <Th>
            <span className="sr-only">Choose</span>
          </Th>
          <Th>Question</Th>
          <Th>Topic</Th>
        </TableHead>
        <TableBody>
          {shown.map((item) => {
            const key = itemKey(item);
            const name = `Question ${item.number}${item.content.title ? `: ${item.content.title}` : ''}`;
            return (
              <Tr key={`${key}${item.firstLine}`}>
                <Td>
                  <input
                    type="checkbox"
                    aria-label={`Choose ${name}`}
                    className="size-5 align-middle accent-accent"
                    checked={chosen.has(key)}
                    onChange={() => setChosen(toggled(chosen, key))}
                  />
                </Td>
                <Td>{name}</Td>
                <Td>
                  <div className="min-w-52 py-0.5">
                    <TextInput
                      aria-label={`Topic of question ${item.number}`}
                      list={LIST_ID}
                      maxLength={120}
                      placeholder="No topic"
                      value={draft.topicOfItem[key] ?? ''}
                      onChange={(event) => set([key], () => event.target.value)}
                    />
                  </div>
                </Td>
              </Tr>
            );
          })}
        </TableBody>
      </Table>
      {items.length > PAGE ? (
        <div className="flex items-center gap-3">
          <Button size="compact" disabled={page === 0} onClick={() => setPage(page - 1)}>
            Previous
          </Button>
          <Button
            size="compact"
            disabled={(page + 1) * PAGE >= items.length}
            onClick={() => setPage(page + 1)}
          >
            Next
          </Button>
          <span className="text-muted tabular-nums">
            {page * PAGE + 1} to {Math.min(items.length, (page + 1) * PAGE)} of {items.length}
          </span>
        </div>
      ) : null}
    </div>
  );
}

/** What the bulk button does, in words. */
function bulkAct(count: number, name: string): string {
  if (count === 0) return 'Set the topic';
  return `${name.trim() === '' ? 'Clear the topic of' : 'Set for'} ${formatCount(count, QUESTION)}`;
}

function toggled(set: ReadonlySet<string>, key: string): ReadonlySet<string> {
  const next = new Set(set);
  if (!next.delete(key)) next.add(key);
  return next;
}

function BulkBar({
  count,
  total,
  onChooseAll,
  onApply,
  onTitles,
}: {
  count: number;
  total: number;
  onChooseAll: () => void;
  onApply: (name: string) => void;
  onTitles: () => void;
}) {
  const [name, setName] = useState('');
  return (
    <div className="flex flex-wrap items-end gap-3">
      <Button onClick={onChooseAll}>{count === total ? 'Choose none' : `Choose all ${total}`}</Button>
      <label htmlFor="bulk-topic" className="flex min-w-56 flex-col gap-1">
        <span className="text-13 text-muted">Topic for the chosen questions</span>
        <TextInput
          id="bulk-topic"
          list={LIST_ID}
          maxLength={120}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
      </label>
      <Button
        disabled={count === 0}
        onClick={() => {
          onApply(name.trim());
          setName('');
        }}
      >
        {bulkAct(count, name)}
      </Button>
      <Button variant="quiet" onClick={onTitles}>
        {count > 0 ? 'Use their titles as topics' : 'Use the titles as topics'}
      </Button>
    </div>
  );
}
