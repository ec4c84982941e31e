const SMALLEST = 1e-300;
const PRECISION = 1e-15;
const MAX_STEPS = 10_000;

/**
 * The probability that a chi-square variable is at least `value`: the upper regularised gamma function Q(df/2, value/2).
 *
 * A power series below df/2 + 1 and a continued fraction above, where each of them converges fast.
 * Source: NIST Digital Library of Mathematical Functions 8.7.1 and 8.9.2 (evaluated by Lentz's method), chi-square by 8.2.4.
 *
 * @param degrees whole number of degrees of freedom; with 0 the variable is 0
 */
export function chiSquareTail(value: number, degrees: number): number {
  if (value <= 0) return 1;
  if (degrees === 0) return 0;
  const a = degrees / 2;
  const x = value / 2;
  const front = Math.exp(a * Math.log(x) - x - logGammaOfHalves(degrees));
  return x < a + 1 ? Math.max(0, 1 - front * lowerSeries(a, x)) : front * upperFraction(a, x);
}

/** ln Γ(n/2) by the recurrence from Γ(1/2) = √π and Γ(1) = 1: exact but for rounding. */
function logGammaOfHalves(n: number): number {
  let sum = n % 2 === 1 ? Math.log(Math.PI) / 2 : 0;
  for (let at = n % 2 === 1 ? 1 : 2; at < n; at += 2) sum += Math.log(at / 2);
  return sum;
}

function lowerSeries(a: number, x: number): number {
  let term = 1 / a;
  let sum = term;
  for (let step = 1; step < MAX_STEPS && term > sum * PRECISION; step += 1) {
    term *= x / (a + step);
    sum += term;
  }
  return sum;
}

function upperFraction(a: number, x: number): number {
  let b = x + 1 - a;
  let c = 1 / SMALLEST;
  let d = 1 / b;
  let fraction = d;
  for (let step = 1; step < MAX_STEPS; step += 1) {
    const numerator = -step * (step - a);
    b += 2;
    d = 1 / orSmallest(numerator * d + b);
    c = orSmallest(b + numerator / c);
    fraction *= d * c;
    if (Math.abs(d * c - 1) < PRECISION) break;
  }
  return fraction;
}

const orSmallest = (value: number): number => (Math.abs(value) < SMALLEST ? SMALLEST : value);
