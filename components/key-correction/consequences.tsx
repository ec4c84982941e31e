import { clsx } from 'clsx';
import { Notice } from '@/components/ui/notice';
import { Section } from '@/components/ui/page-header';
import { Table, TableBody, TableHead, Td, Th, Tr } from '@/components/ui/table';
import { type CorrectionPolicy, POLICY_WORDS } from '@/lib/domain/key-correction/correction-policy';
import type { ChangePreview, PassChange } from '@/lib/features/key-correction/contract';
import { formatCount } from '@/lib/ui/format';
import { ANSWERS, passWord, SHORT_POLICY } from './key-words';

const ATTEMPTS_KEEP = { one: 'running attempt keeps', other: 'running attempts keep' } as const;
const RESULTS_CHANGE = { one: 'result changes', other: 'results change' } as const;

/** One policy in words, with what it costs. */
export function Recommended({ preview }: { preview: ChangePreview }) {
  const { policy, why } = preview.recommendation;
  return <Notice title={`Recommended: ${POLICY_WORDS[policy].name}`}>{why}</Notice>;
}

/** Answers that the new key can't judge are said before anybody wonders why so little changes. */
export function NotJudged({ preview: { graded, notJudged } }: { preview: ChangePreview }) {
  if (notJudged === 0) return null;
  return (
    <Notice
      tone="warning"
      title={`${formatCount(notJudged, ANSWERS)} of ${graded} can’t be judged by the new key`}
    >
      They were given to versions that didn’t offer its options, or that asked for another number of them.
      They keep their score, except under full credit.
    </Notice>
  );
}

const MOVING: readonly CorrectionPolicy[] = ['full_credit', 'both_keys', 'current_key'];

/** Learners whose pass would change, with every policy side by side. */
export function PassChanges({ changes }: { changes: readonly PassChange[] }) {
  return (
    <Section
      title="Whose pass would change"
      description={
        changes.length === 0
          ? 'Nobody’s pass changes under any policy.'
          : 'Right answers, and what becomes of the pass.'
      }
    >
      {changes.length > 0 ? (
        <Table caption="Whose pass would change" captionHidden>
          <TableHead>
            <Th>Learner</Th>
            <Th>Exam</Th>
            <Th>Now</Th>
            {MOVING.map((policy) => (
              <Th key={policy}>{SHORT_POLICY[policy]}</Th>
            ))}
          </TableHead>
          <TableBody>
            {changes.map((change) => (
              <PassRow key={change.attemptId} change={change} />
            ))}
          </TableBody>
        </Table>
      ) : null}
    </Section>
  );
}

function PassRow({ change: { learner, exam, attemptNumber, items, before, after } }: { change: PassChange }) {
  return (
    <Tr>
      <Th scope="row">{learner}</Th>
      <Td>
        <span className="block min-w-32">
          {exam}
          {attemptNumber > 1 ? `, attempt ${attemptNumber}` : ''}
        </span>
      </Td>
      <Td>
        <span className="whitespace-nowrap">
          {before.correct} of {items}, {before.passed ? 'passes' : 'below'}
        </span>
      </Td>
      {MOVING.map((policy) => {
        const { correct, passed } = after[policy];
        return (
          <Td key={policy}>
            <span
              className={clsx('whitespace-nowrap', passed === before.passed ? 'text-muted' : 'font-semibold')}
            >
              {correct}, {passWord(before.passed, passed)}
            </span>
          </Td>
        );
      })}
    </Tr>
  );
}

/** Which exams hold the question, finished and running. */
export function ExamsConcerned({ preview: { exams, running } }: { preview: ChangePreview }) {
  if (exams.length === 0) return null;
  return (
    <Section
      title="Exams concerned"
      description={
        running > 0
          ? `${formatCount(running, ATTEMPTS_KEEP)} the question as it is on the screen; the policy holds for them as well.`
          : undefined
      }
    >
      <Table caption="Exams concerned" captionHidden>
        <TableHead>
          <Th>Exam</Th>
          <Th>Given to</Th>
          <Th numeric>Results</Th>
          <Th numeric>Still running</Th>
        </TableHead>
        <TableBody>
          {exams.map((each) => (
            <Tr key={each.assignmentId}>
              <Th scope="row">{each.exam}</Th>
              <Td>{each.group}</Td>
              <Td numeric>{each.graded}</Td>
              <Td numeric>{each.running}</Td>
            </Tr>
          ))}
        </TableBody>
      </Table>
    </Section>
  );
}

/** What applying does, one sentence per thing, before anybody presses the button. */
export function WhatHappens({
  preview,
  policies,
  before,
}: {
  preview: ChangePreview;
  policies: readonly CorrectionPolicy[];
  /** What is done to the question itself. */
  before: string;
}) {
  const { running, chosen } = preview;
  const regrades = policies.some((policy) => policy !== 'no_regrade');
  const sentences = [
    before,
    regrades && chosen
      ? `${formatCount(chosen.results, RESULTS_CHANGE)}. The score before is kept.`
      : 'No result changes.',
    ...(running > 0 && regrades
      ? [
          `${formatCount(running, ATTEMPTS_KEEP)} the question as it is on the screen; the policy holds for them as well.`,
        ]
      : []),
    ...(regrades
      ? [
          'Learners whose result is out read the change with the new rationale in their results, and find a note on their first page until they have looked. No email is sent.',
          'Results that aren’t out yet tell nothing before their release.',
        ]
      : []),
    'To take it back, correct the key again: the history keeps both.',
  ];
  return (
    <ul className="measure flex list-disc flex-col gap-1 pl-5">
      {sentences.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  );
}
