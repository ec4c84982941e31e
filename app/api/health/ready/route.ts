import { checkReadiness } from '@/lib/infra/health';
import { json } from '@/lib/infra/http/problem';

export const dynamic = 'force-dynamic';

/** Can this process serve? 503 with reasons while it can't. */
export async function GET() {
  const { ready, checks, notes } = await checkReadiness();
  return json({ status: ready ? 'ready' : 'not ready', checks, notes }, ready ? 200 : 503);
}
