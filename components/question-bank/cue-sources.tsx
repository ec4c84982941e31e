import { CUE_SOURCES, type CueSourceId } from '@/lib/domain/cue-lint/cue-source';

/** The works that a check rests on; what each found is a press away. */
export function CueSources({ ids }: { ids: readonly CueSourceId[] }) {
  if (ids.length === 0) return <span className="text-muted">Ours</span>;
  const [first] = ids;
  return (
    <details className="min-w-48 py-1.5 text-13">
      <summary className="min-h-6 cursor-pointer">
        {first ? CUE_SOURCES[first].label : ''}
        {ids.length > 1 ? ` and ${ids.length - 1} more` : ''}
      </summary>
      <ul className="flex max-w-sm flex-col gap-2 pt-2 text-muted">
        {ids.map((id) => (
          <li key={id}>
            {CUE_SOURCES[id].label}, {CUE_SOURCES[id].where}
            {CUE_SOURCES[id].doi ? `, doi ${CUE_SOURCES[id].doi}` : ''}. {CUE_SOURCES[id].says}
          </li>
        ))}
      </ul>
    </details>
  );
}
