import { expect } from 'vitest';
import type { Answer } from './ask';

const POLICY_OF_PAGES = [
  "default-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
];

/** Headers that every answer of the application carries. */
function expectCommon({ headers }: Answer, where: string): void {
  expect(headers['x-content-type-options'], where).toBe('nosniff');
  expect(headers['referrer-policy'], where).toBe('same-origin');
  expect(headers['x-powered-by'], where).toBeUndefined();
}

export function expectPageHeaders(answer: Answer, where: string): void {
  // The front door leads on without a page being made.
  if (answer.headers['content-type'] === 'application/json') {
    expectRouteHeaders(answer, where);
    return;
  }
  expectCommon(answer, where);
  expect(answer.headers['cache-control'], where).toMatch(/no-store/);
  const policy = String(answer.headers['content-security-policy']);
  for (const part of POLICY_OF_PAGES) expect(policy, where).toContain(part);
  const scripts = /script-src ([^;]*)/.exec(policy)?.[1] ?? '';
  expect(scripts, where).toMatch(/'nonce-[\w+/=]{20,}' 'strict-dynamic'/);
  expect(scripts, where).not.toMatch(/unsafe/);
}

/** Data may load and run nothing; only a picture may be kept by the browser that it was sent to. */
export function expectRouteHeaders(answer: Answer, where: string): void {
  expectCommon(answer, where);
  expect(answer.headers['content-security-policy'], where).toMatch(/^sandbox; default-src 'none'/);
  const isPicture = String(answer.headers['content-type']).startsWith('image/');
  expect(answer.headers['cache-control'], where).toMatch(
    isPicture ? /^private, max-age=\d+, immutable$/ : /no-store/,
  );
}
