import { secured } from '@/lib/infra/http/security-headers';

/** Is the process alive? Doesn't ask the database: a restart wouldn't help against a database that is down. */
export const dynamic = 'force-dynamic';

export const GET = () => secured(Response.json({ status: 'live' }));
