import type { Band } from '@/lib/ui/bands';

/** Fill and text of each band; the border keeps the pale middle visible on the ground. */
export const BAND_CLASSES = {
  farBelow: 'bg-band-far-below text-band-far-below-ink',
  below: 'bg-band-below text-band-below-ink',
  justBelow: 'bg-band-just-below text-band-just-below-ink',
  justAbove: 'bg-band-just-above text-band-just-above-ink',
  above: 'bg-band-above text-band-above-ink',
  farAbove: 'bg-band-far-above text-band-far-above-ink',
} as const satisfies Record<Band, string>;
