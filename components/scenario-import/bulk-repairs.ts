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

/** The key that the message itself says the rationale names: choosing among the letters otherwise would be guessing. */
function verdictOf({ message, fixes = [] }: ImportMessage): QuickFix | undefined {
  const named = /rationale says that ([A-J](?:(?:, | and )[A-J])*) (?:is|are) correct/.exec(message)?.[1];
  return named === undefined ? undefined : fixes.find(({ label }) => label === `Use ${named} as the key`);
}

const VERDICT: Rule = { pick: verdictOf, act: (all) => `Use the rationale’s verdict for ${all}` };

const RULES: Readonly<Partial<Record<MessageCode, readonly Rule[]>>> = {
  'key/missing': [VERDICT],
  'key/unreadable': [VERDICT],
  'key/unknown-option': [VERDICT],
  'key/contradicts-rationale': [
    VERDICT,
    { pick: labelled(/^Say that /), act: (all) => `Make the rationale agree with the key for ${all}` },
  ],
  'line/unrecognised': [{ pick: labelled(/^Delete the line$/), act: (all) => `Delete ${all}` }],
};

/** Where a message has one repair only, that is the one. */
const onlyOne = ({ fixes = [] }: ImportMessage): QuickFix | undefined =>
  fixes.length === 1 ? fixes[0] : undefined;

/** What one press can repair for the messages of a cause; nothing for a single one, whose repairs stand beside it. */
export function bulkRepairs(code: MessageCode, messages: readonly ImportMessage[]): readonly BulkRepair[] {
  const rules = RULES[code] ?? [{ pick: onlyOne, act: null }];
  return rules.flatMap(({ pick, act }) => {
    const fixes = messages.flatMap((message) => pick(message) ?? []);
    const first = fixes[0];
    if (first === undefined || fixes.length < 2) return [];
    const all = `all ${formatNumber(fixes.length)}`;
    return [{ label: act === null ? `Repair ${all} like this: ${first.label}` : act(all), fixes }];
  });
}
