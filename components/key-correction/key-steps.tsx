import { Section } from '@/components/ui/page-header';
import type { CorrectionPolicy } from '@/lib/domain/key-correction/correction-policy';
import type { ChangePreview, ItemKeyView, KeyProposal } from '@/lib/features/key-correction/contract';
import { paths } from '@/lib/ui/paths';
import { ConfirmForm } from './confirm-form';
import { ExamsConcerned, NotJudged, PassChanges, Recommended, WhatHappens } from './consequences';
import { CorrectionHistory } from './correction-history';
import { KeyChoice } from './key-choice';
import { keyLetters } from './key-words';
import { PolicyChoice } from './policy-choice';

/** Which key, which policy, confirm: whichever of the three the address has come to. */
export function KeySteps({ proposal }: { proposal: KeyProposal }) {
  const { item, newKey, preview, policy, canManage, history, timeZone } = proposal;
  if (newKey === null || preview === null) {
    return (
      <>
        <KeyChoice item={item} proposed={null} />
        <CorrectionHistory corrections={history} timeZone={timeZone} />
      </>
    );
  }
  if (policy !== null && canManage) {
    return <Confirm item={item} newKey={newKey} preview={preview} policy={policy} />;
  }
  return (
    <>
      <NotJudged preview={preview} />
      <Section title="How answers so far are scored">
        <Recommended preview={preview} />
        <PolicyChoice
          action={paths.itemKey(item.itemId)}
          preview={preview}
          fields={newKey.map((id) => ['key', id] as const)}
          canManage={canManage}
        />
      </Section>
      <PassChanges changes={preview.passChanges} />
      <ExamsConcerned preview={preview} />
      <Section title="Another key">
        <KeyChoice item={item} proposed={newKey} />
      </Section>
    </>
  );
}

function Confirm({
  item,
  newKey,
  preview,
  policy,
}: {
  item: ItemKeyView;
  newKey: readonly string[];
  preview: ChangePreview;
  policy: CorrectionPolicy;
}) {
  const back = new URLSearchParams(newKey.map((id) => ['key', id]));
  return (
    <>
      <Section title="What happens">
        <WhatHappens
          preview={preview}
          policies={[policy]}
          before={`The question gets a new version with the key ${keyLetters(item.content, newKey)}. Attempts that start from now on get it.`}
        />
      </Section>
      <Section title="Confirm the correction">
        <ConfirmForm
          item={item}
          newKey={newKey}
          policy={policy}
          backHref={`${paths.itemKey(item.itemId)}?${back}`}
        />
      </Section>
    </>
  );
}
