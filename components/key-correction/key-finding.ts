import { consequenceText } from '@/lib/domain/key-correction/consequence';
import { POLICY_WORDS } from '@/lib/domain/key-correction/correction-policy';
import type { CorrectionView, ImportProposal, KeyProposal } from '@/lib/features/key-correction/contract';
import { formatCount } from '@/lib/ui/format';
import { KEYS, keyLetters } from './key-words';

/** What another key would change, before anything else is said about it. */
export function keyFinding({ item, newKey, preview, policy, canManage }: KeyProposal): string {
  const now = keyLetters(item.content, item.content.key);
  if (newKey === null || preview === null) {
    return `The key is ${now}. Choose another one to see who is affected; nothing is written yet.`;
  }
  const change = `Changing the key from ${now} to ${keyLetters(item.content, newKey)}`;
  if (preview.graded === 0) return `${change} changes no result: nobody has one with this question yet.`;
  if (policy !== null && canManage) {
    return `${change} with “${POLICY_WORDS[policy].name}” ${consequenceText(preview.consequences[policy])}`;
  }
  return `${change} ${consequenceText(preview.consequences.current_key)}`;
}

/** What an import did to keys, and what the new ones would do to results. */
export function importFinding({ changes, preview, policy, canManage }: ImportProposal): string {
  const open = formatCount(changes.filter(({ state }) => state === 'open').length, KEYS);
  if (changes.length === 0) return 'Every key is as it was before.';
  if (preview === null) return `The import changed ${formatCount(changes.length, KEYS)}. All are settled.`;
  if (preview.graded + preview.running === 0) {
    return `The import changed ${open} that nobody has answered yet. Nothing has to be decided.`;
  }
  if (policy !== null && canManage && preview.chosen) {
    return `Your decision on ${open} ${consequenceText(preview.chosen)}`;
  }
  return `The import changed ${open}; no result has been touched. Scoring by the new keys ${consequenceText(preview.consequences.current_key)}`;
}

/** What a correction did. */
export function correctionFinding({ items, counts }: CorrectionView): string {
  const [only] = items;
  const what =
    only && items.length === 1
      ? `The key went from ${only.keyBefore} to ${only.keyAfter}`
      : `${formatCount(items.length, KEYS)} changed`;
  return `${what}, which ${consequenceText(counts)}`;
}
