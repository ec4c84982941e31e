import type { DiffPart } from '@/lib/domain/text/word-diff';

/** One side of a comparison: what went is struck out, what came is underlined, both also named for screen readers. */
export function DiffText({ parts, side }: { parts: readonly DiffPart[]; side: 'removed' | 'added' }) {
  const own = parts.filter(({ kind }) => kind === 'same' || kind === side);
  if (own.length === 0) return <p className="text-muted">Nothing</p>;
  return (
    <p className="min-w-0 font-reading text-17 leading-reading whitespace-pre-wrap break-words">
      {own.map(({ kind, text }, at) => {
        // biome-ignore lint/suspicious/noArrayIndexKey: a comparison is drawn once and never moves
        if (kind === 'same') return <span key={at}>{text}</span>;
        return kind === 'removed' ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: as above
          <del key={at} className="bg-below-soft text-below decoration-2">
            {text}
          </del>
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: as above
          <ins key={at} className="bg-accent-soft text-accent decoration-2 underline-offset-4">
            {text}
          </ins>
        );
      })}
    </p>
  );
}
