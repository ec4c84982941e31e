const LONGEST = 40;

/**
 * The short name of an organisation: its name in small Latin letters, digits and hyphens, with a number behind it when another has
 * the same. A name of other letters gives "organisation".
 */
export function organisationSlug(name: string, taken: ReadonlySet<string>): string {
  const plain = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const words = plain.replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '');
  const base = words.slice(0, LONGEST).replace(/-+$/, '') || 'organisation';
  let slug = base;
  for (let number = 2; taken.has(slug); number += 1) slug = `${base}-${number}`;
  return slug;
}
