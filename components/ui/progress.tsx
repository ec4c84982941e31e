import { formatNumber } from '@/lib/ui/format';

/** Done of total, in figures first; the bar repeats it. `label` says what is being counted. */
export function Progress({ label, done, total }: { label: string; done: number; total: number }) {
  return (
    <div className="flex max-w-xl flex-col gap-1.5">
      <p className="flex justify-between gap-4 tabular-nums">
        <span>{label}</span>
        <span>
          {formatNumber(done)} of {formatNumber(total)}
        </span>
      </p>
      <progress
        aria-label={label}
        value={done}
        max={Math.max(1, total)}
        className="block h-2 w-full appearance-none overflow-hidden rounded-full border border-line bg-raised [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-raised [&::-webkit-progress-value]:bg-accent"
      />
    </div>
  );
}
