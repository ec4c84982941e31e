'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { Field } from '@/components/ui/field';
import { Table, TableBody, TableHead, Td, Th, Tr } from '@/components/ui/table';
import { TextInput } from '@/components/ui/text-control';
import { allocationErrorText } from '@/lib/domain/blueprint/allocate-items';
import { type DrawProposal, proposeDraws } from '@/lib/domain/form/propose-draws';
import type { BlueprintOption, DrawOption } from '@/lib/features/exam/contract';
import { formatCount, formatNumber } from '@/lib/ui/format';
import { QUESTIONS } from './exam-words';
import { ProposalNotes } from './proposal-notes';

const cellOf = ({ bankId, topicId }: Pick<DrawOption, 'bankId' | 'topicId'>) => `${bankId}:${topicId}`;
const wholeNumber = (text: string) => (/^\d+$/.test(text) ? Number(text) : 0);

/** More rows than these are shown on demand: a big organisation has hundreds of topics in dozens of banks. */
const ROWS_AT_ONCE = 50;
const CELLS = { one: 'topic of a bank', other: 'topics of banks' } as const;

/** Without accents and case, as the lists on the server search. */
const folded = (text: string): string => text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
const isAbout = ({ topic, bank }: DrawOption, words: string): boolean =>
  folded(words)
    .split(/\s+/)
    .every((word) => folded(`${topic} ${bank}`).includes(word));

/** How many questions to draw of each topic, by hand or in the proportions of the blueprint. */
export function DrawFields({
  options,
  blueprint,
  prefilled,
}: {
  options: readonly DrawOption[];
  blueprint: BlueprintOption | null;
  /** Cell -> number. */
  prefilled: Readonly<Record<string, number>>;
}) {
  const [words, setWords] = useState('');
  const [most, setMost] = useState(ROWS_AT_ONCE);
  const [counts, setCounts] = useState<Readonly<Record<string, string>>>(() =>
    Object.fromEntries(Object.entries(prefilled).map(([cell, count]) => [cell, String(count)])),
  );
  if (options.length === 0) {
    return (
      <EmptyState title="There is nothing to draw from yet">
        A draw needs live questions with a topic. Import a bank, or give its questions topics.
      </EmptyState>
    );
  }
  const total = options.reduce((sum, option) => sum + wholeNumber(counts[cellOf(option)] ?? ''), 0);
  const topics = new Set(
    options.filter((o) => wholeNumber(counts[cellOf(o)] ?? '') > 0).map((o) => o.topicId),
  );
  // What the page came with stands first, then what was entered before this search; nothing moves while numbers are typed.
  const rank = (option: DrawOption) => (cellOf(option) in prefilled ? 0 : isAbout(option, words) ? 2 : 1);
  const found = options
    .filter((option) => wholeNumber(counts[cellOf(option)] ?? '') > 0 || isAbout(option, words))
    .toSorted((a, b) => rank(a) - rank(b));
  const shown = found.slice(0, most);
  const unshown = options.filter(
    (option) => wholeNumber(counts[cellOf(option)] ?? '') > 0 && !shown.includes(option),
  );
  const fill = ({ draws }: DrawProposal) =>
    setCounts(Object.fromEntries(draws.map((draw) => [cellOf(draw), String(draw.count)])));
  return (
    <div className="flex flex-col gap-5">
      <p className="measure text-muted">
        Each learner gets other questions of the same topics. Questions that share a background stay together.
      </p>
      <Proportions key={blueprint?.id ?? 'none'} options={options} blueprint={blueprint} onFill={fill} />
      {options.length > ROWS_AT_ONCE ? (
        <Field id="draw-search" label="Find a topic or bank" hint="What you have entered stays in sight.">
          {(control) => (
            <TextInput
              {...control}
              type="search"
              value={words}
              onChange={(event) => {
                setWords(event.target.value);
                setMost(ROWS_AT_ONCE);
              }}
            />
          )}
        </Field>
      ) : null}
      {unshown.map((option) => (
        <span key={cellOf(option)}>
          <input type="hidden" name="drawCell" value={cellOf(option)} />
          <input type="hidden" name="drawCount" value={counts[cellOf(option)]} />
        </span>
      ))}
      <div className="flex max-w-4xl flex-col gap-4">
        <Table caption="Questions to draw" captionHidden>
          <TableHead>
            <Th>Topic and bank</Th>
            <Th numeric>Available</Th>
            <Th numeric>Draw</Th>
          </TableHead>
          <TableBody>
            {shown.map((option) => (
              <DrawRow
                key={cellOf(option)}
                option={option}
                count={counts[cellOf(option)] ?? ''}
                onCount={(count) => setCounts((before) => ({ ...before, [cellOf(option)]: count }))}
              />
            ))}
          </TableBody>
        </Table>
        {options.length > ROWS_AT_ONCE ? (
          <div className="flex flex-wrap items-center gap-3">
            <p className="text-muted tabular-nums">
              {formatNumber(shown.length)} of {formatCount(found.length, CELLS)}
            </p>
            {found.length > shown.length ? (
              <Button size="compact" onClick={() => setMost(most + ROWS_AT_ONCE)}>
                Show {Math.min(ROWS_AT_ONCE, found.length - shown.length)} more
              </Button>
            ) : null}
          </div>
        ) : null}
      </div>
      <p role="status" className="font-semibold tabular-nums">
        {total === 0
          ? 'No questions chosen yet.'
          : `${formatCount(total, QUESTIONS)} of ${formatCount(topics.size, { one: 'topic', other: 'topics' })}.`}
      </p>
    </div>
  );
}

function DrawRow({
  option,
  count,
  onCount,
}: {
  option: DrawOption;
  count: string;
  onCount: (count: string) => void;
}) {
  const tooMany = wholeNumber(count) > option.available;
  return (
    <Tr>
      <Th scope="row">
        {option.topic}
        <span className="block text-13 text-muted">{option.bank}</span>
      </Th>
      <Td numeric>{formatNumber(option.available)}</Td>
      <Td numeric>
        <input type="hidden" name="drawCell" value={cellOf(option)} />
        <span className="inline-flex items-center gap-2 py-0.5">
          {tooMany ? <span className="text-13 font-semibold text-danger">too many</span> : null}
          <span className="inline-block w-20">
            <TextInput
              name="drawCount"
              inputMode="numeric"
              aria-label={`Questions of ${option.topic} from ${option.bank}`}
              aria-invalid={tooMany || undefined}
              value={count}
              placeholder="0"
              onChange={(event) => onCount(event.target.value)}
            />
          </span>
        </span>
      </Td>
    </Tr>
  );
}

/** Fills the numbers by the weights of the chosen blueprint and says what it could not fill. */
function Proportions({
  options,
  blueprint,
  onFill,
}: {
  options: readonly DrawOption[];
  blueprint: BlueprintOption | null;
  onFill: (proposal: DrawProposal) => void;
}) {
  const [size, setSize] = useState(String(blueprint?.questionCount ?? ''));
  const [proposal, setProposal] = useState<DrawProposal | null>(null);
  const [problem, setProblem] = useState<string>();
  if (!blueprint) {
    return <p className="text-muted">Choose a certification above to fill these in its proportions.</p>;
  }
  const propose = () => {
    const count = wholeNumber(size);
    const result = proposeDraws(blueprint.domains, options, count);
    const refused = count === 0 ? 'Enter how many questions the exam has.' : null;
    setProblem(refused ?? (result.ok ? undefined : mappingProblem(result.error)));
    setProposal(result.ok && !refused ? result.value : null);
    if (result.ok && !refused) onFill(result.value);
  };
  return (
    <div className="flex flex-col gap-3">
      <Field id="formLength" label="Questions in the exam" error={problem}>
        {(control) => (
          <span className="flex flex-wrap gap-3">
            <span className="w-28">
              <TextInput
                {...control}
                inputMode="numeric"
                value={size}
                onChange={(event) => setSize(event.target.value)}
              />
            </span>
            <Button onClick={propose}>In the blueprint’s proportions</Button>
          </span>
        )}
      </Field>
      {proposal ? <ProposalNotes proposal={proposal} /> : null}
    </div>
  );
}

const mappingProblem = (error: Parameters<typeof allocationErrorText>[0]): string =>
  error.code === 'noDomains'
    ? 'No topic counts for a domain of this blueprint yet. An administrator maps them on the certification’s page.'
    : allocationErrorText(error);
