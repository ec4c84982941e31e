import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

/** The tokens as the style sheet has them: name to [light, dark]. */
const tokens = new Map(
  [
    ...readFileSync('app/globals.css', 'utf8').matchAll(
      /--color-([\w-]+): light-dark\((#\w{6}), (#\w{6})\)/g,
    ),
  ].map(([, name = '', light = '', dark = '']) => [name, { light, dark }] as const),
);

type Mode = 'light' | 'dark';

function colour(name: string, mode: Mode): string {
  const token = tokens.get(name);
  if (!token) throw new Error(`no token --color-${name}`);
  return token[mode];
}

const linear = (hex: string): readonly [number, number, number] => {
  const channel = (from: number) => {
    const value = Number.parseInt(hex.slice(from, from + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [channel(1), channel(3), channel(5)];
};

/** WCAG 2.2 relative luminance and contrast ratio. */
function contrast(first: string, second: string): number {
  const luminance = (hex: string) => {
    const [red, green, blue] = linear(hex);
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [high = 1, low = 0] = [luminance(first), luminance(second)].sort((a, b) => b - a);
  return (high + 0.05) / (low + 0.05);
}

/** Colour vision as severe dichromacy, in linear RGB (Machado, Oliveira and Fernandes 2009, severity 1.0). */
const VISION = {
  normal: [1, 0, 0, 0, 1, 0, 0, 0, 1],
  protan: [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
  deutan: [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881],
  tritan: [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.3039],
} as const;

/** CIE L*a*b* (D65) of a colour as seen with a kind of vision. */
function seen(hex: string, matrix: readonly number[]): readonly [number, number, number] {
  const rgb = linear(hex);
  const row = (index: number) =>
    rgb.reduce((sum, channel, column) => sum + channel * (matrix[index * 3 + column] ?? 0), 0);
  const [red = 0, green = 0, blue = 0] = [row(0), row(1), row(2)].map((value) =>
    Math.min(1, Math.max(0, value)),
  );
  const curve = (value: number) => (value > 0.008856 ? Math.cbrt(value) : 7.787 * value + 16 / 116);
  const x = curve((0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.95047);
  const y = curve(0.2126 * red + 0.7152 * green + 0.0722 * blue);
  const z = curve((0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.08883);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

const BANDS = ['far-below', 'below', 'just-below', 'just-above', 'above', 'far-above'];
const AA_TEXT = 4.5;
const AA_CONTROL = 3;

describe.each(['light', 'dark'] as const)('in the %s theme', (mode) => {
  it.each(['ground', 'raised', 'sunken'])('text can be read on the %s', (ground) => {
    for (const ink of ['ink', 'muted', 'accent', 'below', 'danger']) {
      expect(contrast(colour(ink, mode), colour(ground, mode)), ink).toBeGreaterThanOrEqual(AA_TEXT);
    }
  });

  it.each(['ground', 'raised', 'sunken'])('the border of a control can be seen on the %s', (ground) => {
    expect(contrast(colour('line', mode), colour(ground, mode))).toBeGreaterThanOrEqual(AA_CONTROL);
  });

  it.each([
    ['accent-ink', 'accent'],
    ['danger-ink', 'danger'],
    ['accent', 'accent-soft'],
    ['ink', 'accent-soft'],
    ['below', 'below-soft'],
    ['ink', 'below-soft'],
    ['danger', 'danger-soft'],
    ['ink', 'danger-soft'],
    ['ink', 'selection'],
  ])('%s can be read on %s', (ink, ground) => {
    expect(contrast(colour(ink, mode), colour(ground, mode))).toBeGreaterThanOrEqual(AA_TEXT);
  });

  it.each(BANDS)('the number in the band %s can be read', (band) => {
    expect(contrast(colour(`band-${band}-ink`, mode), colour(`band-${band}`, mode))).toBeGreaterThanOrEqual(
      AA_TEXT,
    );
  });

  it.each(Object.entries(VISION))('no two bands look alike to %s vision', (_, matrix) => {
    const labs = BANDS.map((band) => seen(colour(`band-${band}`, mode), matrix));
    const distances = labs.flatMap((first, index) =>
      labs
        .slice(index + 1)
        .map((second) => Math.hypot(...first.map((value, axis) => value - (second[axis] ?? 0)))),
    );
    // 18 is the closest pair of ColorBrewer's own PuOr (tritan); red, yellow and green fall to 6.
    expect(Math.min(...distances)).toBeGreaterThanOrEqual(17.9);
  });
});
