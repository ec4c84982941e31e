import { checkReadiness } from '@/lib/infra/health';

export const dynamic = 'force-dynamic';

/** Can this process serve? 503 with reasons while it can't. */
export async function GET() {
  const { ready, checks, notes } = await checkReadiness();
  return Response.json(
    { status: ready ? 'ready' : 'not ready', checks, notes },
    { status: ready ? 200 : 503, headers: { 'Cache-Control': 'no-store' } },
  );
}
