import { clsx } from 'clsx';

/** cut|score: the name divided by the line that everything here is measured against. */
export function Wordmark({ size = 'regular' }: { size?: 'regular' | 'large' }) {
  const large = size === 'large';
  return (
    <span
      role="img"
      aria-label="Cutscore"
      className={clsx(
        'inline-flex items-center font-semibold tracking-display',
        large ? 'text-30' : 'text-20',
      )}
    >
      <span aria-hidden="true">cut</span>
      <span
        aria-hidden="true"
        className={clsx(
          'inline-block self-stretch bg-accent',
          large ? 'mx-1 my-0.5 w-1' : 'mx-0.75 -my-0.5 w-0.75',
        )}
      />
      <span aria-hidden="true">score</span>
    </span>
  );
}
