import { clsx } from 'clsx';
import { RichText } from '@/components/content/rich-text';
import { Icon } from '@/components/ui/icon';
import { State } from '@/components/ui/state';
import type { LetterOf, RichText as RichTextTree } from '@/lib/domain/text/rich-text';
import { optionVerdict } from './option-verdict';

/** An option with what became of it, and right under it why: with the letters that this learner saw. */
export function ReviewedOption({
  letter,
  body,
  isKey,
  chosen,
  rationale,
  letterOf,
}: {
  letter: string;
  body: RichTextTree;
  /** Null when the key isn't shown. */
  isKey: boolean | null;
  chosen: boolean;
  rationale: RichTextTree | null;
  letterOf: LetterOf;
}) {
  const { word, icon, tone } = optionVerdict(isKey, chosen);
  return (
    <li
      className={clsx(
        'flex flex-col gap-1 border-l-3 py-2 pl-4',
        isKey ? 'border-accent' : chosen && isKey === false ? 'border-below' : 'border-hairline',
      )}
    >
      <div className="flex items-start gap-3">
        <span className="w-5 shrink-0 text-17 leading-reading font-semibold">{letter}</span>
        <div className="min-w-0 grow">
          <RichText content={body} letterOf={letterOf} compact />
        </div>
      </div>
      <div className="flex flex-wrap items-center gap-x-5 pl-8">
        <State icon={icon} tone={tone}>
          {word}
        </State>
        {rationale && rationale.length > 0 ? (
          <details open={chosen && isKey === false} data-rationale className="group open:basis-full">
            <summary className="inline-flex min-h-9 items-center gap-1.5 rounded-control text-accent pointer-coarse:min-h-11 print:hidden">
              <span className="transition-transform group-open:rotate-180">
                <Icon name="chevronDown" size="small" />
              </span>
              {isKey ? 'Why it is right' : 'Why it is wrong'}
              <span className="sr-only">: {letter}</span>
            </summary>
            <div className="pt-1 pb-2">
              <RichText content={rationale} letterOf={letterOf} />
            </div>
          </details>
        ) : null}
      </div>
    </li>
  );
}
