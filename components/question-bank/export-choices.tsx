import { DownloadLink } from '@/components/forms/download-link';
import { buttonClass } from '@/components/ui/button-class';
import { Icon } from '@/components/ui/icon';
import { State } from '@/components/ui/state';
import { type ExportChoice, type ExportView, FILE_LIMITS } from '@/lib/features/bank-export/contract';
import { formatCount, formatNumber } from '@/lib/ui/format';
import { paths, withQuery } from '@/lib/ui/paths';

const FORMATS: Readonly<Record<ExportChoice, { readonly name: string; readonly about: string }>> = {
  'scenario-post': {
    name: 'Scenario post',
    about: 'The text that people write and read; it can be imported again.',
  },
  'moodle-xml': { name: 'Moodle XML', about: 'What Moodle reads most completely.' },
  'qti-3': { name: 'QTI 3.0', about: 'The current standard between systems; a package.' },
  'qti-2': { name: 'QTI 2.2', about: 'The standard that most systems read; a package.' },
  gift: { name: 'GIFT', about: 'Moodle and others read it; a text file.' },
  aiken: { name: 'Aiken', about: 'The plainest text: a stem, options and one answer.' },
  'udemy-csv': { name: 'Udemy bulk CSV', about: 'For practice tests on Udemy.' },
  csv: { name: 'CSV', about: 'A table with a column for each part.' },
  xlsx: { name: 'Excel', about: 'The same table as a workbook.' },
};

/** The formats, each with what it can't hold of these questions, before anything is downloaded. */
export function ExportChoices({
  bankId,
  filter,
  view,
}: {
  bankId: string;
  filter: string;
  view: ExportView;
}) {
  const sample =
    view.sampled < view.items
      ? `Of the first ${formatCount(view.sampled, { one: 'question', other: 'questions' })}`
      : '';
  const fits = view.items <= FILE_LIMITS.items;
  return (
    <>
      {fits ? null : (
        <p className="measure pb-4">
          {`One file takes ${formatNumber(FILE_LIMITS.items)} questions at most. Go back to the bank, narrow the filter, for example to a topic, and export one part after the other.`}
        </p>
      )}
      <ul className="flex max-w-4xl flex-col">
        {view.formats.map(({ format, losses }) => (
          <li
            key={format}
            className="flex flex-wrap items-start justify-between gap-x-8 gap-y-3 border-b border-hairline py-4"
          >
            <div className="flex min-w-0 flex-col gap-1.5">
              <h2 className="text-17 font-semibold">{FORMATS[format].name}</h2>
              <p className="text-muted">{FORMATS[format].about}</p>
              {losses.length === 0 ? (
                <State icon="tick">
                  {sample === '' ? 'Holds everything' : `${sample}: holds everything`}
                </State>
              ) : (
                <details>
                  <summary className="min-h-6 cursor-pointer">
                    {sample === '' ? '' : `${sample}: `}
                    {formatCount(losses.length, {
                      one: 'thing that it can’t hold',
                      other: 'things that it can’t hold',
                    })}
                  </summary>
                  <ul className="measure flex flex-col gap-1 pt-2 text-muted">
                    {losses.map(({ what, items }) => (
                      <li key={what}>
                        {what}
                        {items > 0 ? ` (${formatCount(items, { one: 'question', other: 'questions' })})` : ''}
                      </li>
                    ))}
                  </ul>
                </details>
              )}
            </div>
            {fits ? (
              <DownloadLink
                href={withQuery(paths.bankFile(bankId), { format, filter })}
                className={buttonClass('secondary')}
              >
                <Icon name="download" />
                {`Download as ${FORMATS[format].name}`}
              </DownloadLink>
            ) : null}
          </li>
        ))}
      </ul>
    </>
  );
}
