import type { ImportMessage, MessageCode, QuickFix } from '@/lib/domain/scenario-import/message';
import { formatNumber } from '@/lib/ui/format';

/** One press for many messages of a cause. */
export interface BulkRepair {
  /** Names the act: "Use the rationale’s verdict for all 6". */
  readonly label: string;
  /** One for each message that it repairs. */
  readonly fixes: readonly QuickFix[];
}

interface Rule {
  /** The repair of a message that this act means, or undefined where only a person can choose. */
  readonly pick: (message: ImportMessage) => QuickFix | undefined;
  readonly act: (all: string) => string;
}

const labelled =
  (start: RegExp) =>
  ({ fixes = [] }: ImportMessage): QuickFix | undefined =>
    fixes.find(({ label }) => start.test(label));

/**
 * The key for which everything else in the question speaks. Anything less is for a person to decide, question by question; and what
 * an author wrote is never rewritten for many questions at once.
 */
const VERDICT: Rule = {
  pick: ({ fixes = [] }) => fixes.find(({ isBacked }) => isBacked === true),
  act: (all) => `Use the rationales’ verdict for ${all} questions`,
};

const RULES: Readonly<Partial<Record<MessageCode, readonly Rule[]>>> = {
  'key/missing': [VERDICT],
  'key/unreadable': [VERDICT],
  'key/unknown-option': [VERDICT],
  'key/repeated': [VERDICT],
  'key/contradicts-rationale': [VERDICT],
  'line/unrecognised': [{ pick: labelled(/^Delete the line$/), act: (all) => `Delete ${all}` }],
};

/** Where a message has one repair only, that is the one. */
const onlyOne = ({ fixes = [] }: ImportMessage): QuickFix | undefined =>
  fixes.length === 1 ? fixes[0] : undefined;

/** What one press can repair for the messages of a cause; nothing for a single one, whose repairs stand beside it. */
export function bulkRepairs(code: MessageCode, messages: readonly ImportMessage[]): readonly BulkRepair[] {
  const rules = RULES[code] ?? [{ pick: onlyOne, act: null }];
  return rules.flatMap(({ pick, act }) => {
    const fixes = pickOnce(messages, pick);
    const first = fixes[0];
    if (first === undefined || fixes.length < 2) return [];
    const all = `all ${formatNumber(fixes.length)}`;
    return [{ label: act === null ? `Repair ${all} like this: ${first.label}` : act(all), fixes }];
  });
}

/** A question whose rationales contradict its key twice has the same repair twice. */
function pickOnce(messages: readonly ImportMessage[], pick: Rule['pick']): readonly QuickFix[] {
  const seen = new Set<string>();
  return messages.flatMap((message) => {
    const fix = pick(message);
    const mark = `${message.item}/${JSON.stringify(fix?.edits)}`;
    if (fix === undefined || seen.has(mark)) return [];
    seen.add(mark);
    return [fix];
  });
}
