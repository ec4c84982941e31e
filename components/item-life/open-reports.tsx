import { TextLink } from '@/components/ui/button-link';
import { Notice } from '@/components/ui/notice';
import { formatCount } from '@/lib/ui/format';
import { paths, withQuery } from '@/lib/ui/paths';

/** That learners wait for an answer about this question; nothing when none does. */
export function OpenReports({ itemId, count }: { itemId: string; count: number }) {
  if (count === 0) return null;
  const words = formatCount(count, { one: 'report of a learner waits', other: 'reports of learners wait' });
  return (
    <Notice tone="warning" title={`${words} for an answer`}>
      <TextLink href={withQuery(paths.reports, { item: itemId })}>Show what they say</TextLink>
    </Notice>
  );
}
