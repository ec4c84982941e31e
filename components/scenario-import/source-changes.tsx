import { diffLines, type LineChange, type LineRun } from '@/lib/domain/text/line-diff';
import { type DiffPart, diffWords } from '@/lib/domain/text/word-diff';
import { formatCount } from '@/lib/ui/format';

/** More places than these are a different source, which nobody compares place by place. */
const MOST_PLACES = 40;
const PLACES = { one: 'place', other: 'places' } as const;

/** Where two versions of a source differ, place by place: ours beside theirs, with the words that differ marked. */
export function SourceChanges({ mine, theirs }: { mine: string; theirs: string }) {
  const changes = diffLines(theirs, mine);
  const shown = changes.slice(0, MOST_PLACES);
  return (
    <section
      aria-label="What differs"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard (WCAG 2.1.1)
      tabIndex={0}
      className="flex max-h-96 flex-col gap-4 overflow-y-auto rounded-control border border-hairline bg-raised px-3 py-3"
    >
      <p className="font-semibold">They differ in {formatCount(changes.length, PLACES)}.</p>
      <ol className="flex flex-col gap-4">
        {shown.map((change) => (
          <Place key={`${change.before.first}:${change.after.first}`} change={change} />
        ))}
      </ol>
      {changes.length > shown.length ? (
        <p className="text-muted">
          The other {formatCount(changes.length - shown.length, PLACES)} are left out here.
        </p>
      ) : null}
    </section>
  );
}

function Place({ change: { before, after } }: { change: LineChange }) {
  const parts = diffWords(before.lines.join('\n'), after.lines.join('\n'));
  return (
    <li className="grid gap-x-6 gap-y-2 md:grid-cols-2">
      <Side title="Here" run={after} parts={parts} own="added" />
      <Side title="The other version" run={before} parts={parts} own="removed" />
    </li>
  );
}

function Side({
  title,
  run,
  parts,
  own,
}: {
  title: string;
  run: LineRun;
  parts: readonly DiffPart[];
  own: 'added' | 'removed';
}) {
  const Mark = own === 'added' ? 'ins' : 'del';
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <p className="text-13 text-muted">
        <span className="font-semibold text-ink">{title}</span>, {placeOf(run)}
      </p>
      {run.lines.length === 0 ? (
        <p className="text-13 text-muted">Nothing stands here.</p>
      ) : (
        <p className="font-code text-13 leading-reading whitespace-pre-wrap [overflow-wrap:anywhere]">
          {parts
            .filter(({ kind }) => kind === 'same' || kind === own)
            .map(({ kind, text }, at) =>
              kind === 'same' ? (
                text
              ) : (
                // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one comparison never move
                <Mark key={at} className="bg-selection no-underline">
                  {text}
                </Mark>
              ),
            )}
        </p>
      )}
    </div>
  );
}

function placeOf({ first, lines }: LineRun): string {
  if (lines.length === 0) return `before line ${first}`;
  return lines.length === 1 ? `line ${first}` : `lines ${first} to ${first + lines.length - 1}`;
}
