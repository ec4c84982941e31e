'use client';

import { useQuery } from '@tanstack/react-query';
import { clsx } from 'clsx';
import { useId, useState } from 'react';
import { ItemView } from '@/components/question-bank/item-view';
import { Button } from '@/components/ui/button';
import { Icon } from '@/components/ui/icon';
import { Notice } from '@/components/ui/notice';
import { SkeletonText } from '@/components/ui/skeleton';
import { Select } from '@/components/ui/text-control';
import {
  CHANGE_KINDS,
  choicesFor,
  ROW_KINDS,
  type RowKind,
  type RuleTarget,
} from '@/lib/domain/scenario-import/row-kind';
import type { DraftPreview, PreviewRow, RowFilter } from '@/lib/features/import-draft/contract';
import { previewQuery } from '@/lib/features/import-draft/queries';
import { formatCount, formatDateTime, formatNumber, formatPercent } from '@/lib/ui/format';
import { ContentDiff } from './content-diff';
import { CHANGE_WORDS, decisionWords, KIND_WORDS } from './decision-words';
import type { DraftHandle } from './use-draft';
import { useDraftPictures } from './use-draft-pictures';

const ROWS = 20;

interface Group {
  readonly kind: RowKind;
  /** What a rule for all of them is kept under. */
  readonly target: RuleTarget;
  readonly show: RowFilter;
  readonly title: string;
  readonly count: number;
}

/** What the import is to the bank, group by group, with a decision for all of a group and exceptions per question. */
export function PlanGroups({ draft, preview }: { draft: DraftHandle; preview: DraftPreview }) {
  return (
    <section aria-labelledby="plan" className="flex flex-col border-b border-hairline">
      <h3 id="plan" className="pb-2 text-17 font-semibold">
        What happens to each question
      </h3>
      {preview.shut ? (
        <div className="pb-4">
          <Notice tone="warning" title={shutSentence(preview.shut)}>
            They stand among the new ones here. The import itself finds them in the bank, whatever you read
            now.
          </Notice>
        </div>
      ) : null}
      {groupsOf(preview).map((group) => (
        <PlanGroup key={group.target} group={group} draft={draft} preview={preview} />
      ))}
    </section>
  );
}

/** "3 questions that the bank has are shut for you until …": a sitting of one's own, not what the source says. */
const shutSentence = ({ count, until, timeZone }: NonNullable<DraftPreview['shut']>): string =>
  `${formatCount(count, { one: 'question that the bank has is', other: 'questions that the bank has are' })} shut for you until ${formatDateTime(until, timeZone)}`;

function groupsOf({ totals }: DraftPreview): readonly Group[] {
  return ROW_KINDS.flatMap((kind): readonly Group[] => {
    if (kind !== 'changed') {
      return [{ kind, target: kind, show: kind, title: KIND_WORDS[kind], count: totals.rows[kind] }];
    }
    return CHANGE_KINDS.map((change) => ({
      kind,
      target: change,
      show: change,
      title: CHANGE_WORDS[change],
      count: totals.weightiest[change],
    }));
  }).filter(({ count }) => count > 0);
}

function PlanGroup({ group, draft, preview }: { group: Group; draft: DraftHandle; preview: DraftPreview }) {
  const [open, setOpen] = useState(group.kind === 'contradiction');
  // A row without a question to update passes over a rule that says so.
  const choices = choicesFor({ kind: group.kind, target: group.kind });
  const { decisions } = draft.content;
  const rule = decisions.rules[group.target] ?? decisions.rules[group.kind];
  const chosen = rule !== undefined && choices.includes(rule) ? rule : (choices[0] ?? 'skip');
  const rowsId = useId();
  return (
    <div className="flex flex-col border-t border-hairline">
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1 py-1.5">
        <h4 className="min-w-0">
          <button
            type="button"
            aria-expanded={open}
            aria-controls={rowsId}
            className="flex min-h-11 flex-wrap items-center gap-x-3 text-left"
            onClick={() => setOpen(!open)}
          >
            <span className={clsx('text-muted', open && 'rotate-180')}>
              <Icon name="chevronDown" size="small" />
            </span>
            <span className="font-semibold underline-offset-4 hover:underline">{group.title}</span>
            <span className="text-muted tabular-nums">{formatNumber(group.count)}</span>
            {group.kind === 'contradiction' && preview.totals.undecided > 0 ? (
              <span className="font-semibold text-below">
                {formatNumber(preview.totals.undecided)} not decided, left out until then
              </span>
            ) : null}
          </button>
        </h4>
        {choices.length > 1 ? (
          <span className="w-80 max-w-full">
            <Select
              aria-label={`${group.title}: for all ${formatNumber(group.count)}`}
              value={chosen}
              onChange={(event) => {
                const decision = choices.find((one) => one === event.target.value);
                if (decision === undefined) return;
                draft.change({
                  decisions: { ...decisions, rules: { ...decisions.rules, [group.target]: decision } },
                });
              }}
            >
              {choices.map((decision) => (
                <option key={decision} value={decision}>
                  {decisionWords(group.kind, decision)}
                </option>
              ))}
            </Select>
          </span>
        ) : (
          <span className="flex min-h-11 w-80 max-w-full items-center px-3 text-muted">
            {decisionWords(group.kind, choices[0] ?? 'skip')}
          </span>
        )}
      </div>
      <div id={rowsId}>{open ? <GroupRows group={group} draft={draft} rev={preview.rev} /> : null}</div>
    </div>
  );
}

function GroupRows({ group, draft, rev }: { group: Group; draft: DraftHandle; rev: number }) {
  const [from, setFrom] = useState(0);
  const { data, error } = useQuery(previewQuery(draft.id, rev, { show: group.show, from, rows: ROWS }));
  if (error) return <p className="pb-3 text-danger">{error.message}</p>;
  if (data === undefined) {
    return (
      <div className="pb-3">
        <SkeletonText lines={3} />
      </div>
    );
  }
  return (
    <div className="flex flex-col gap-3 pb-4">
      <ul className="flex flex-col gap-4">
        {data.rows.map((row) => (
          <PlanRow key={`${row.kind}:${row.index}:${row.key}`} row={row} draft={draft} />
        ))}
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
            {formatNumber(from + 1)} to {formatNumber(from + data.rows.length)} of {formatNumber(data.shown)}
          </span>
        </div>
      ) : null}
    </div>
  );
}

function PlanRow({ row, draft }: { row: PreviewRow; draft: DraftHandle }) {
  const { decisions } = draft.content;
  const pictureAt = useDraftPictures(draft.id);
  const name = `Question ${row.sourceId ?? row.number}`;
  const own = Object.hasOwn(decisions.rows, row.key) ? decisions.rows[row.key] : undefined;
  const decision = own !== undefined && row.choices.includes(own) ? own : row.decision;
  return (
    <li className="flex flex-col gap-2 rounded-control border border-hairline px-4 py-3">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <h5 className="font-semibold">
          {name}
          {row.content.title ? `: ${row.content.title}` : ''}{' '}
          {row.other?.similarity ? (
            <span className="font-normal text-muted">{formatPercent(row.other.similarity * 100)} alike</span>
          ) : null}
        </h5>
        {row.choices.length > 1 ? (
          <span className="w-72 max-w-full">
            <Select
              aria-label={`What happens to ${name.toLowerCase()}`}
              value={decision}
              onChange={(event) => {
                const chosen = row.choices.find((one) => one === event.target.value);
                if (chosen === undefined) return;
                draft.change({ decisions: { ...decisions, rows: { ...decisions.rows, [row.key]: chosen } } });
              }}
            >
              {row.choices.map((choice) => (
                <option key={choice} value={choice}>
                  {decisionWords(row.kind, choice)}
                </option>
              ))}
            </Select>
          </span>
        ) : null}
      </div>
      {row.other ? (
        <ContentDiff
          before={row.other.content}
          after={row.content}
          beforeTitle={row.other.itemId === null ? 'Earlier in this source' : 'In the bank'}
          afterTitle="In this source"
        />
      ) : (
        <details>
          <summary className="link w-fit">Show it</summary>
          <div className="pt-3">
            <ItemView content={row.content} showKey pictureAt={pictureAt} />
          </div>
        </details>
      )}
    </li>
  );
}
