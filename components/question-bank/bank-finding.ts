import type { Page } from '@/lib/domain/kernel/page';
import type { BankOverview, BankRow, ItemDetail } from '@/lib/features/question-bank/contract';
import { formatCount, formatList } from '@/lib/ui/format';

const QUESTION = { one: 'live question', other: 'live questions' };

/** What a bank holds and what it lacks, in a sentence. */
export function bankFinding(bank: BankOverview): string {
  if (bank.live + bank.draft + bank.inReview + bank.retired === 0) return 'It holds no question yet.';
  const held = formatCount(bank.live, QUESTION);
  const others = [
    bank.draft > 0 ? formatCount(bank.draft, { one: 'draft', other: 'drafts' }) : '',
    bank.inReview > 0 ? `${bank.inReview} in review` : '',
    bank.retired > 0 ? `${bank.retired} retired` : '',
  ].filter((part) => part !== '');
  const besides = others.length > 0 ? ` (and ${formatList(others)})` : '';
  if (bank.live === 0) return `It holds ${held}${besides}.`;
  if (bank.withoutTopic === 0) return `It holds ${held}${besides}, all with a topic.`;
  const lacking =
    bank.withoutTopic === bank.live
      ? 'none of them with a topic'
      : `${bank.withoutTopic} of them without a topic`;
  return `It holds ${held}${besides}, ${lacking}. Without one, answers say nothing about strengths and weaknesses.`;
}

/** What all banks hold together. */
export function banksFinding({ rows: banks, total }: Page<BankRow>): string {
  // What a page of them holds says nothing about all.
  if (total > banks.length) return `${formatCount(total, { one: 'bank', other: 'banks' })}.`;
  const live = banks.reduce((sum, bank) => sum + bank.live, 0);
  const lacking = banks.reduce((sum, bank) => sum + bank.withoutTopic, 0);
  const held = `${formatCount(banks.length, { one: 'bank holds', other: 'banks hold' })} ${formatCount(live, QUESTION)}`;
  return lacking === 0 ? `${held}.` : `${held}, ${lacking} of them without a topic.`;
}

/** What kind of item it is and whether its review can explain it. */
export function itemFinding(item: ItemDetail): string {
  const { options, key, rationales } = item.content;
  const bare = options.filter((option) => rationales[option.id] === undefined).length;
  const keys = key.length === 1 ? 'One key' : `${key.length} keys`;
  const explained =
    bare === 0
      ? 'each with a rationale'
      : bare === options.length
        ? 'none with a rationale'
        : `${bare} without a rationale`;
  return `${keys} among ${formatCount(options.length, { one: 'option', other: 'options' })}, ${explained}.`;
}
