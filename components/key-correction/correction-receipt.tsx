import { clsx } from 'clsx';
import { ListSearch, NoneMatch } from '@/components/lists/list-search';
import { Pager } from '@/components/lists/pager';
import { TextLink } from '@/components/ui/button-link';
import { DefinitionList } from '@/components/ui/definition-list';
import { Section } from '@/components/ui/page-header';
import { Table, TableBody, TableHead, Td, Th, Tr } from '@/components/ui/table';
import { type ListQuery, type Page, toListParameters } from '@/lib/domain/kernel/page';
import { POLICY_WORDS } from '@/lib/domain/key-correction/correction-policy';
import type { ChangedResult, CorrectionView } from '@/lib/features/key-correction/contract';
import { formatCount, formatDateTime } from '@/lib/ui/format';
import { paths, withQuery } from '@/lib/ui/paths';
import { ATTEMPTS, passWord, RESULTS } from './key-words';

/** Everything that is kept of a correction. */
export function CorrectionReceipt({
  correction,
  timeZone,
}: {
  correction: CorrectionView;
  timeZone: string;
}) {
  const { id, decidedAt, decidedBy, reason, counts, importId, importName } = correction;
  const facts = [
    {
      term: 'Decided',
      value: `${formatDateTime(decidedAt, timeZone)} by ${decidedBy ?? 'the installation'}`,
    },
    { term: 'Why', value: reason },
    {
      term: 'Results',
      value: `${formatCount(counts.results, RESULTS)} changed (${counts.up} up, ${counts.down} down); ${counts.nowPass} now pass, ${counts.noLongerPass} no longer pass`,
    },
    {
      term: 'Attempts running then',
      value: counts.running === 0 ? 'None' : formatCount(counts.running, ATTEMPTS),
    },
    ...(importId
      ? [
          {
            term: 'Import',
            value: <TextLink href={paths.import(importId)}>{importName ?? 'Import'}</TextLink>,
          },
        ]
      : []),
    { term: 'Receipt', value: <span className="break-all">{id}</span> },
  ];
  return <DefinitionList items={facts} />;
}

export function CorrectedItems({ items }: { items: CorrectionView['items'] }) {
  return (
    <Section title="Questions">
      <Table caption="Corrected questions" captionHidden>
        <TableHead>
          <Th>Question</Th>
          <Th>Key</Th>
          <Th>Answers before</Th>
        </TableHead>
        <TableBody>
          {items.map(({ itemId, title, keyBefore, keyAfter, policy }) => (
            <Tr key={itemId}>
              <Th scope="row">
                <TextLink href={paths.item(itemId)} prefetch={false}>
                  {title}
                </TextLink>
              </Th>
              <Td>
                <span className="whitespace-nowrap">
                  {keyBefore} → {keyAfter}
                </span>
              </Td>
              <Td>{POLICY_WORDS[policy].name}</Td>
            </Tr>
          ))}
        </TableBody>
      </Table>
    </Section>
  );
}

/** The scores that changed, changed passes first. */
export function ChangedResults({
  id,
  query,
  results,
}: {
  id: string;
  query: ListQuery;
  results: Page<ChangedResult>;
}) {
  if (results.total === 0 && query.q === '') return null;
  const path = paths.keyCorrection(id);
  const place = { path, anchor: 'results' };
  return (
    <Section
      title="Changed results"
      id="results"
      description="The score before is kept. Learners see theirs once it is released."
    >
      <ListSearch label="Find a learner or an exam" query={query} {...place} />
      {results.total === 0 ? <NoneMatch what="results" {...place} /> : <ResultTable results={results.rows} />}
      <Pager
        page={results}
        noun={RESULTS}
        href={(page) => `${withQuery(path, toListParameters({ ...query, page }))}#results`}
      />
    </Section>
  );
}

function ResultTable({ results }: { results: readonly ChangedResult[] }) {
  return (
    <Table caption="Changed results" captionHidden>
      <TableHead>
        <Th>Learner</Th>
        <Th>Exam</Th>
        <Th numeric>Before</Th>
        <Th numeric>After</Th>
        <Th>Pass</Th>
        <Th>Told</Th>
      </TableHead>
      <TableBody>
        {results.map((each) => (
          <Tr key={each.attemptId}>
            <Th scope="row">{each.learner}</Th>
            <Td>
              <span className="block min-w-32">
                {each.exam}
                {each.attemptNumber > 1 ? `, attempt ${each.attemptNumber}` : ''}
              </span>
            </Td>
            <Td numeric>
              {each.correctBefore} of {each.items}
            </Td>
            <Td numeric>
              {each.correctAfter} of {each.items}
            </Td>
            <Td>
              <span
                className={clsx(
                  'block first-letter:uppercase',
                  each.passedBefore === each.passedAfter ? 'text-muted' : 'font-semibold',
                )}
              >
                {passWord(each.passedBefore, each.passedAfter)}
              </span>
            </Td>
            <Td>{!each.isReleased ? 'After release' : each.wasSeen ? 'Seen' : 'Not seen yet'}</Td>
          </Tr>
        ))}
      </TableBody>
    </Table>
  );
}
