import { EmptyState } from '@/components/ui/empty-state';
import { Section } from '@/components/ui/page-header';
import type { ImportProposal } from '@/lib/features/key-correction/contract';
import { formatCount } from '@/lib/ui/format';
import { paths } from '@/lib/ui/paths';
import { ExamsConcerned, NotJudged, PassChanges, Recommended, WhatHappens } from './consequences';
import { DecideForm } from './decide-form';
import { OpenChanges, SettledChanges } from './import-changes';
import { QUESTIONS } from './key-words';
import { PolicyChoice } from './policy-choice';

/** Which policy, confirm; under it what is settled already. */
export function ImportSteps({ proposal }: { proposal: ImportProposal }) {
  const { changes, preview, policy, canManage } = proposal;
  const settled = changes.filter(({ state }) => state !== 'open');
  if (preview !== null && policy !== null && canManage) return <Confirm proposal={proposal} />;
  return (
    <>
      {preview === null ? null : <Choose proposal={proposal} />}
      {changes.length === 0 ? (
        <EmptyState title="This import changed no key">
          Nothing is to be decided: answers so far keep their scores.
        </EmptyState>
      ) : null}
      {settled.length > 0 ? (
        <Section title="Settled">
          <SettledChanges changes={settled} />
        </Section>
      ) : null}
    </>
  );
}

function Choose({
  proposal: { importId, changes, preview, exceptions, canManage },
}: {
  proposal: ImportProposal;
}) {
  if (preview === null) return null;
  const open = changes.filter(({ state }) => state === 'open');
  return (
    <>
      <NotJudged preview={preview} />
      <Section title="How answers so far are scored">
        <Recommended preview={preview} />
        <PolicyChoice
          action={paths.importKeyChanges(importId)}
          preview={preview}
          fields={[]}
          canManage={canManage}
        >
          <OpenChanges changes={open} preview={preview} exceptions={exceptions} canManage={canManage} />
        </PolicyChoice>
      </Section>
      <PassChanges changes={preview.passChanges} />
      <ExamsConcerned preview={preview} />
    </>
  );
}

function Confirm({
  proposal: { importId, changes, preview, policy, exceptions },
}: {
  proposal: ImportProposal;
}) {
  if (preview === null || policy === null) return null;
  const open = changes.filter(({ state }) => state === 'open').length;
  return (
    <>
      <Section title="What happens">
        <WhatHappens
          preview={preview}
          policies={[policy, ...exceptions.values()]}
          before={`Answers to earlier versions of ${formatCount(open, QUESTIONS)} are scored by the policy. The questions themselves stay as the import made them.`}
        />
      </Section>
      <Section title="Confirm the decision">
        <DecideForm importId={importId} policy={policy} exceptions={[...exceptions]} />
      </Section>
    </>
  );
}
