import * as z from 'zod';
import { notFound } from '@/lib/domain/kernel/failure';
import { findRejectedSource } from '@/lib/features/import-history/data';
import { defineRoute } from '@/lib/infra/http/define-route';
import { problem } from '@/lib/infra/http/problem';

/** The questions of an import that were left out, in the format of the source, with what is wrong as comments. */
export const GET = defineRoute({
  auth: 'import:manage',
  params: z.object({ importId: z.guid() }),
  handle: async ({ scope, params: { importId }, requestId }) => {
    const rejected = await findRejectedSource(scope, importId);
    if (rejected === null) return problem(notFound('file'), requestId);
    return new Response(rejected.text, {
      headers: {
        'Content-Type': 'text/plain; charset=utf-8',
        'Content-Disposition': `attachment; filename="${rejected.fileName}"`,
        'Cache-Control': 'private, no-store',
        'X-Content-Type-Options': 'nosniff',
      },
    });
  },
});
