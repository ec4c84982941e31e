import { clsx } from 'clsx';
import { Section } from '@/components/ui/page-header';

const SWATCHES = [
  ['ground', 'bg-ground'],
  ['raised', 'bg-raised'],
  ['sunken', 'bg-sunken'],
  ['ink', 'bg-ink'],
  ['muted', 'bg-muted'],
  ['line', 'bg-line'],
  ['hairline', 'bg-hairline'],
  ['accent', 'bg-accent'],
  ['accent soft', 'bg-accent-soft'],
  ['below', 'bg-below'],
  ['below soft', 'bg-below-soft'],
  ['danger', 'bg-danger'],
  ['danger soft', 'bg-danger-soft'],
  ['selection', 'bg-selection'],
] as const;

const SIZES = [
  ['text-38', '38 One result'],
  ['text-30', '30 Page title'],
  ['text-24', '24 Figure in a sentence'],
  ['text-20', '20 Section, finding'],
  ['text-17', '17 Reading'],
  ['text-15', '15 Interface'],
  ['text-13', '13 Beside a number'],
] as const;

export function Tokens() {
  return (
    <Section title="Tokens">
      <ul className="flex flex-wrap gap-4 text-13">
        {SWATCHES.map(([name, fill]) => (
          <li key={name} className="flex w-20 flex-col gap-1">
            <span className={clsx('printed h-10 rounded-control border border-hairline', fill)} />
            {name}
          </li>
        ))}
      </ul>
      <ul className="flex flex-col gap-2">
        {SIZES.map(([size, words]) => (
          <li key={size} className={clsx(size, 'font-semibold tracking-display')}>
            {words}
          </li>
        ))}
      </ul>
    </Section>
  );
}
