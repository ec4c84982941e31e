import { ICON_PATHS, type IconName } from './icon-paths';

const SIZES = { small: 16, medium: 20, large: 24 } as const;

/**
 * A stroke of 1.5 px in the colour of the text. Without `label` it is decoration beside words; a lone icon must
 * have one, or stand in a control that has a name.
 */
export function Icon({
  name,
  label,
  size = 'medium',
}: {
  name: IconName;
  label?: string | undefined;
  size?: keyof typeof SIZES;
}) {
  const pixels = SIZES[size];
  return (
    <svg
      role={label ? 'img' : 'presentation'}
      aria-label={label}
      aria-hidden={label ? undefined : true}
      width={pixels}
      height={pixels}
      viewBox="0 0 24 24"
      className="shrink-0"
      fill="none"
      stroke="currentColor"
      strokeWidth={(1.5 * 24) / pixels}
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      <path d={ICON_PATHS[name]} />
    </svg>
  );
}
