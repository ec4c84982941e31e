import 'server-only';
import { Prisma } from '@/lib/generated/prisma/client';
import type { TenantScope } from '../tenant-scope';

/** What the eye takes for the same name, as `personLabels` does for lists that are read as a whole. */
const asSeen = (name: Prisma.Sql): Prisma.Sql =>
  Prisma.sql`lower(regexp_replace(btrim(normalize(${name}, NFKC)), '\\s+', ' ', 'g'))`;

/**
 * What a list calls somebody, for a query: the name and, wherever two people of the organisation have the same, the address too. Decided
 * over everybody and not over the rows that are shown, so that neither a page nor a picker hides the other one.
 *
 * @param person the alias of a membership, or of a view with its `display_name` and `email`
 */
export function personLabel({ organisationId }: TenantScope, person: string): Prisma.Sql {
  const [name, address] = [Prisma.raw(`${person}.display_name`), Prisma.raw(`${person}.email::text`)];
  return Prisma.sql`
    CASE WHEN ${asSeen(name)} IN (
      SELECT ${asSeen(Prisma.sql`z.display_name`)} FROM membership z WHERE z.organisation_id = ${organisationId}::uuid
      GROUP BY 1 HAVING count(*) > 1) THEN ${name} || ' (' || ${address} || ')' ELSE ${name} END`;
}
