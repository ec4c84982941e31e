import { type ClassValue, clsx } from 'clsx';
import { extendTailwindMerge } from 'tailwind-merge';

// The type scale is named by its pixels, which tailwind-merge would otherwise take for colours.
const merge = extendTailwindMerge({
  extend: {
    theme: {
      text: ['13', '15', '17', '20', '24', '30', '38'],
      radius: ['control'],
      shadow: ['float'],
    },
  },
});

/**
 * Joins class names; of two that set the same property the last one wins.
 * For Server Components: a client leaf joins with `clsx` alone and keeps the merge table out of the browser.
 */
export function cn(...classes: ClassValue[]): string {
  return merge(clsx(classes));
}
