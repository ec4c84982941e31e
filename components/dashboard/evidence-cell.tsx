import { clsx } from 'clsx';
import { BAND_CLASSES } from '@/components/charts/band-class';
import type { CellState } from '@/lib/domain/weakness/cell-state';
import { BAND_WORDS, bandOf } from '@/lib/ui/bands';
import { formatNumber } from '@/lib/ui/format';

const BOX = 'h-9 min-w-15 border px-1.5 text-center whitespace-nowrap';

function words(cell: CellState, cutPercent: number): string {
  if (cell.state === 'noData') return 'No answers';
  const blank = cell.omitted === 0 ? '' : `, ${formatNumber(cell.omitted)} left blank`;
  const counts = `${formatNumber(cell.correct)} of ${formatNumber(cell.answered + cell.omitted)} right${blank}`;
  if (cell.state === 'tooFew') return `${counts}: too few to judge`;
  return `${counts}: ${BAND_WORDS[bandOf(cell.percent, cutPercent)]} the cut`;
}

/**
 * One cell of a table that may have thousands: the percentage, then n, the band's colour second. No link and no script of its
 * own; the column's heading leads to the same figures with their intervals.
 */
export function EvidenceCell({ cell, cut }: { cell: CellState; cut: number }) {
  const title = words(cell, cut);
  if (cell.state === 'noData') {
    return (
      <td title={title} className={`${BOX} hatch border-hairline text-muted`}>
        –
      </td>
    );
  }
  const few = cell.state === 'tooFew';
  return (
    <td
      title={title}
      className={clsx(
        BOX,
        'font-semibold',
        few
          ? 'border-dotted border-line text-muted'
          : `printed border-line/50 ${BAND_CLASSES[bandOf(cell.percent, cut)]}`,
      )}
    >
      {Math.round(cell.percent)}{' '}
      <small className="pl-1 text-13 font-normal">{formatNumber(cell.answered)}</small>
    </td>
  );
}
