'use client';

import { Select } from '@/components/ui/text-control';
import { SOURCE_FORMATS, type SourceFormat } from '@/lib/domain/scenario-import/source-format';
import type { DraftPreview } from '@/lib/features/import-draft/contract';
import { formatList } from '@/lib/ui/format';
import { confidenceWords, FORMAT_WORDS } from './format-words';
import type { DraftHandle } from './use-draft';

const DETECT = '';

/** As what the source is read, how sure that is and why, and the way to say otherwise. */
export function FormatLine({ draft, preview }: { draft: DraftHandle; preview: DraftPreview }) {
  const { format } = draft.content;
  const because = preview.guesses.find((guess) => guess.format === preview.format)?.because;
  const others = preview.guesses.filter(
    (guess) => guess.format !== preview.format && guess.confidence >= 0.3,
  );
  return (
    <div className="flex flex-wrap items-center gap-x-6 gap-y-2">
      <p>
        <span className="text-muted">Read as</span>{' '}
        <span className="font-semibold">{FORMAT_WORDS[preview.format].name}</span>
        {format === null ? (
          <span className="text-muted">
            , detected ({confidenceWords(preview.confidence)}).{because ? ` ${because}.` : ''}
            {others.length > 0
              ? ` It could also be ${formatList(others.map((guess) => FORMAT_WORDS[guess.format].name))}.`
              : ''}
          </span>
        ) : (
          <span className="text-muted">, as you chose.</span>
        )}
      </p>
      <label htmlFor="format" className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="text-muted">Wrong?</span>
        <span className="block w-72 max-w-full">
          <Select
            id="format"
            aria-label="Format of the source"
            value={format ?? DETECT}
            onChange={(event) => draft.change({ format: toFormat(event.target.value) })}
          >
            <option value={DETECT}>Detect the format</option>
            {SOURCE_FORMATS.map((one) => (
              <option key={one} value={one}>
                {FORMAT_WORDS[one].name} ({FORMAT_WORDS[one].files})
              </option>
            ))}
          </Select>
        </span>
      </label>
    </div>
  );
}

const toFormat = (value: string): SourceFormat | null =>
  SOURCE_FORMATS.find((format) => format === value) ?? null;
