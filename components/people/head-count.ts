import { formatCount, formatNumber } from '@/lib/ui/format';

/** "31 learners", and with those whose past is here although they left: "31 learners and 2 who left". */
export function headCount(
  here: number,
  left: number,
  noun: { readonly one: string; readonly other: string } = { one: 'learner', other: 'learners' },
): string {
  const people = formatCount(here, noun);
  return left === 0 ? people : `${people} and ${formatNumber(left)} who left`;
}
