import { describe, expect, it } from 'vitest';
import { organisationSlug } from './slug';

describe('the short name of an organisation', () => {
  it.each([
    ['Northwind Traders', 'northwind-traders'],
    ['  Zoë & Söhne (GmbH) ', 'zoe-sohne-gmbh'],
    ['ＡＢＣ １２', 'abc-12'],
    ['株式会社', 'organisation'],
    ['---', 'organisation'],
    [`${'a'.repeat(39)} b`, 'a'.repeat(39)],
  ])('of "%s" is "%s"', (name, slug) => {
    expect(organisationSlug(name, new Set())).toBe(slug);
  });

  it('is never one that another organisation has', () => {
    expect(organisationSlug('Northwind', new Set(['northwind', 'northwind-2']))).toBe('northwind-3');
  });
});
