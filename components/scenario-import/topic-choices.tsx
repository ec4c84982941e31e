'use client';

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Select, TextInput } from '@/components/ui/text-control';
import type { DraftPreview, PreviewRow } from '@/lib/features/import-draft/contract';
import { previewQuery } from '@/lib/features/import-draft/queries';
import type { CertificationChoice, ImportChoices } from '@/lib/features/scenario-import/contract';
import { formatCount, formatNumber, formatPercent } from '@/lib/ui/format';
import { suggestTopic } from './suggest-topics';
import type { DraftHandle } from './use-draft';

const ROWS = 50;
const LIST_ID = 'known-topics';
const NEW_QUESTION = { one: 'new question', other: 'new questions' };

interface TopicChoicesProps {
  readonly draft: DraftHandle;
  /** With rows of new questions. */
  readonly preview: DraftPreview | undefined;
  readonly isStale: boolean;
  readonly choices: ImportChoices;
}

/** What the new questions are about: by the tags of the source, for all others, and question by question. */
export function TopicChoices({ draft, preview, isStale, choices }: TopicChoicesProps) {
  const { options } = draft.content;
  if (preview === undefined) return <p className="text-muted">Comparing with the bank.</p>;
  if (preview.totals.rows.new === 0) {
    return (
      <p className="text-muted">
        {isStale
          ? 'Comparing with the bank.'
          : 'No question is new to this bank. Those that are known keep their topics.'}
      </p>
    );
  }
  return (
    <div className="flex flex-col gap-6">
      <datalist id={LIST_ID}>
        {choices.topics.map((topic) => (
          <option key={topic.id} value={topic.name} />
        ))}
      </datalist>
      {preview.tags.length > 0 ? <TagTable draft={draft} preview={preview} choices={choices} /> : null}
      <Field
        id="topic-of-others"
        label={preview.tags.length > 0 ? 'Topic of all other questions' : 'Topic of all new questions'}
        hint="Choose one that exists or name a new one. Questions without a topic can be used, but say nothing about strengths and weaknesses."
        optional
      >
        {(control) => (
          <TextInput
            {...control}
            list={LIST_ID}
            maxLength={120}
            value={options.topicOfOthers ?? ''}
            onChange={(event) => draft.changeOptions({ topicOfOthers: event.target.value || null })}
          />
        )}
      </Field>
      <RowTable draft={draft} preview={preview} choices={choices} />
      <NewTopics draft={draft} choices={choices} preview={preview} />
    </div>
  );
}

/** One row for each tag of the source; what is chosen is remembered for the next import of this source. */
function TagTable({
  draft,
  preview,
  choices,
}: Omit<TopicChoicesProps, 'preview' | 'isStale'> & { preview: DraftPreview }) {
  const { topicByTag } = draft.content.options;
  const set = (chosen: Readonly<Record<string, string>>) =>
    draft.changeOptions({ topicByTag: { ...topicByTag, ...chosen } });
  const suggested = preview.tags.flatMap(({ name }) => {
    const topic = suggestTopic(name, choices.topics);
    return topic === null || topicByTag[name] !== undefined ? [] : [[name, topic] as const];
  });
  return (
    <div className="flex flex-col gap-3">
      <h3 className="text-17 font-semibold">Tags of the source</h3>
      {suggested.length > 0 ? (
        <p>
          <Button size="compact" onClick={() => set(Object.fromEntries(suggested))}>
            Use the suggestion for {formatCount(suggested.length, { one: 'tag', other: 'tags' })}
          </Button>
        </p>
      ) : null}
      <ul className="flex max-w-4xl flex-col border-t border-hairline">
        {preview.tags.map(({ name, items }) => (
          <li
            key={name}
            className="grid items-center gap-x-6 gap-y-1 border-b border-hairline py-1.5 sm:grid-cols-2"
          >
            <span>
              {name}{' '}
              <span className="text-muted tabular-nums">
                {formatCount(items, { one: 'question', other: 'questions' })}
              </span>
            </span>
            <TextInput
              aria-label={`Topic of the tag ${name}`}
              list={LIST_ID}
              maxLength={120}
              placeholder={suggestTopic(name, choices.topics) ?? 'No topic'}
              value={topicByTag[name] ?? ''}
              onChange={(event) => set({ [name]: event.target.value })}
            />
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Exceptions, question by question, a page at a time. */
function RowTable({
  draft,
  preview,
  choices,
}: Omit<TopicChoicesProps, 'preview' | 'isStale'> & { preview: DraftPreview }) {
  const [open, setOpen] = useState(false);
  const [from, setFrom] = useState(0);
  const { data = preview } = useQuery({
    ...previewQuery(draft.id, preview.rev, { show: 'new', from, rows: ROWS }),
    enabled: open,
  });
  const { topicByRow } = draft.content.options;
  const set = (chosen: Readonly<Record<string, string>>) =>
    draft.changeOptions({ topicByRow: { ...topicByRow, ...chosen } });
  const topicOf = (row: PreviewRow) => (Object.hasOwn(topicByRow, row.key) ? topicByRow[row.key] : undefined);
  const suggested = data.rows.flatMap((row) => {
    const topic = suggestTopic(row.content.title ?? '', choices.topics);
    return topic === null || topicOf(row) !== undefined ? [] : [[row.key, topic] as const];
  });
  const count = preview.totals.rows.new;
  return (
    <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="link w-fit">
        Topics question by question ({formatCount(count, NEW_QUESTION)})
      </summary>
      <div className="flex max-w-4xl flex-col gap-3 pt-3">
        {suggested.length > 0 ? (
          <p>
            <Button size="compact" onClick={() => set(Object.fromEntries(suggested))}>
              Use the title’s topic for{' '}
              {formatCount(suggested.length, { one: 'question', other: 'questions' })}
            </Button>
          </p>
        ) : null}
        <ul className="flex flex-col border-t border-hairline">
          {data.rows.map((row) => {
            const name = `Question ${row.sourceId ?? row.number}`;
            return (
              <li
                key={`${row.index}:${row.key}`}
                className="grid items-center gap-x-6 gap-y-1 border-b border-hairline py-1.5 sm:grid-cols-2"
              >
                <span>
                  {name}
                  {row.content.title ? `: ${row.content.title}` : ''}
                </span>
                <TextInput
                  aria-label={`Topic of ${name.toLowerCase()}`}
                  list={LIST_ID}
                  maxLength={120}
                  placeholder={row.topic ?? 'No topic'}
                  value={topicOf(row) ?? ''}
                  onChange={(event) => set({ [row.key]: event.target.value })}
                />
              </li>
            );
          })}
        </ul>
        {data.shown > data.rows.length ? (
          <div className="flex flex-wrap items-center gap-3">
            <Button size="compact" disabled={from === 0} onClick={() => setFrom(Math.max(0, from - ROWS))}>
              Previous
            </Button>
            <Button size="compact" disabled={from + ROWS >= data.shown} onClick={() => setFrom(from + ROWS)}>
              Next
            </Button>
            <span className="text-muted tabular-nums">
              {formatNumber(from + 1)} to {formatNumber(from + data.rows.length)} of{' '}
              {formatNumber(data.shown)}
            </span>
          </div>
        ) : null}
      </div>
    </details>
  );
}

/** Topics that would be made, each with the domain of the exam that it counts for. Known ones are mapped already. */
function NewTopics({
  draft,
  choices,
  preview,
}: Omit<TopicChoicesProps, 'preview' | 'isStale'> & { preview: DraftPreview }) {
  const { options } = draft.content;
  const certification = certificationOf(draft, choices);
  const known = new Set(choices.topics.map(({ name }) => name));
  const tags = new Set(preview.tags.map(({ name }) => name));
  const chosen = [
    ...Object.entries(options.topicByTag).flatMap(([tag, topic]) => (tags.has(tag) ? [topic] : [])),
    ...Object.values(options.topicByRow),
    options.topicOfOthers ?? '',
  ].map((name) => name.trim());
  const made = [...new Set(chosen)].filter((name) => name !== '' && !known.has(name)).sort();
  if (made.length === 0) return null;
  if (certification === null) {
    return (
      <p className="measure text-muted">
        The bank has no certification, so new topics can’t be mapped to the domains of an exam yet.
      </p>
    );
  }
  return (
    <div className="flex flex-col gap-3">
      <h3 className="text-17 font-semibold">New topics and the domains of {certification.name}</h3>
      <ul className="flex max-w-4xl flex-col border-t border-hairline">
        {made.map((name) => (
          <li
            key={name}
            className="grid items-center gap-x-6 gap-y-1 border-b border-hairline py-1.5 sm:grid-cols-2"
          >
            <span>{name}</span>
            <Select
              aria-label={`Domain of ${name}`}
              value={options.domainOfTopic[name] ?? ''}
              onChange={(event) => {
                const { [name]: _, ...rest } = options.domainOfTopic;
                const domain = event.target.value;
                draft.changeOptions({ domainOfTopic: domain === '' ? rest : { ...rest, [name]: domain } });
              }}
            >
              <option value="">No domain</option>
              {certification.domains.map((domain) => (
                <option key={domain.id} value={domain.id}>
                  {domain.name} ({formatPercent(domain.weightPercent)})
                </option>
              ))}
            </Select>
          </li>
        ))}
      </ul>
    </div>
  );
}

function certificationOf({ content }: DraftHandle, choices: ImportChoices): CertificationChoice | null {
  const { bank } = content.options;
  if (bank === null) return null;
  const id =
    bank.kind === 'existing'
      ? choices.banks.find((one) => one.id === bank.id)?.certificationId
      : bank.certificationId;
  return choices.certifications.find((one) => one.id === id) ?? null;
}
