import type { Cut } from '@/lib/features/evidence/contract';
import { formatPercent } from '@/lib/ui/format';

/** Where the cut comes from, said wherever something is judged against it. */
export function cutText({ percent, source }: Cut): string {
  const cut = formatPercent(percent);
  if (source === null)
    return `Cut ${cut}: the default of your organisation, because no certification with a blueprint is set`;
  return source === 'assumed' ? `Cut ${cut}: assumed, the vendor publishes none` : `Cut ${cut}: ${source}`;
}
