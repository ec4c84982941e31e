import type { AssembledItem } from '../assemble-item';
import { readAskedCount } from '../post-conditions/asked-count';
import { readVerdict, type Verdict } from '../rationale-start';
import { rationaleText } from './written-rationale';

/** What the rationales say of each option; null for one of which they say both. */
function readVerdicts(item: AssembledItem): ReadonlyMap<string, Verdict | null> {
  const verdicts = new Map<string, Verdict | null>();
  for (const rationale of item.rationales) {
    const verdict = readVerdict(rationaleText(rationale));
    if (verdict === null) continue;
    for (const label of rationale.labels) {
      const known = verdicts.get(label);
      verdicts.set(label, known === undefined || known === verdict ? verdict : null);
    }
  }
  return verdicts;
}

/**
 * The key that all rationales describe, or null where they leave anything open: every option has a verdict, none has two, and as many are
 * called right as the question asks for, or as the key has that they contradict.
 */
export function backedKey(item: AssembledItem): readonly string[] | null {
  const verdicts = readVerdicts(item);
  const labels = item.options.map(({ label }) => label.toUpperCase());
  const named = labels.filter((label) => verdicts.get(label) === 'correct');
  const isWhole = labels.every((label) => verdicts.get(label) != null) && verdicts.size === labels.length;
  if (!isWhole || named.length === 0 || named.length === labels.length) return null;
  const asked = readAskedCount(item.title, item.stem)?.count ?? item.key?.length ?? named.length;
  return asked === named.length ? named : null;
}
