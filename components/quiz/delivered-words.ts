import { formatCount } from '@/lib/ui/format';
import type { Delivered } from './player/deliver-unsent';

const ANSWERS = { one: 'answer', other: 'answers' } as const;

const were = (count: number, one: string, other: string) =>
  `${formatCount(count, ANSWERS)} that ${count === 1 ? 'was' : 'were'} still on this device ${count === 1 ? one : other}`;

/** What is said of it; nothing where nothing happened. */
export function deliveredWords({ sent, late, toOpen }: Delivered): readonly string[] {
  return [
    ...(late > 0
      ? [
          `${were(late, 'has been handed in late', 'have been handed in late')}. ${late === 1 ? 'It is kept with the time it was given and doesn’t' : 'They are kept with the time they were given and don’t'} count.`,
        ]
      : []),
    ...(sent > 0 ? [`${were(sent, 'has been sent', 'have been sent')}, in time.`] : []),
    ...toOpen.map(
      (exam) =>
        `Answers of “${exam}” are still on this device. The exam is running: open it here, and they are sent.`,
    ),
  ];
}
