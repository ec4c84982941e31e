import { describe, expect, it } from 'vitest';
import { shippedFiles } from './source-files';

describe('links', () => {
  it('fetch nothing before somebody follows them: around an exam that would be a third of what the server answers', () => {
    const links = shippedFiles().flatMap(({ path, text }) =>
      [...text.matchAll(/<Link\b(?:=>|[^>])*>/g)].map(([link]) => ({ path, link })),
    );
    expect(links.length).toBeGreaterThan(15);
    expect(links.filter(({ link }) => !link.includes('prefetch={false}'))).toEqual([]);
  });
});
