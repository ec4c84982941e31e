import * as z from 'zod';
import { commitImport } from '@/lib/features/scenario-import/commands';
import { commitImportInput } from '@/lib/features/scenario-import/contract';
import { defineRoute } from '@/lib/infra/http/define-route';
import { json, problem } from '@/lib/infra/http/problem';

/** Writes a source into a bank: 201 with the counts, 200 when there was nothing to do. A route, because actions stop at 1 MB. */
export const POST = defineRoute({
  auth: 'import:manage',
  params: z.object({}),
  body: commitImportInput,
  handle: async ({ scope, body, requestId }) => {
    const outcome = await commitImport(scope, body);
    if (!outcome.ok) return problem(outcome.error, requestId);
    return json(outcome.value, outcome.value.importId === null ? 200 : 201);
  },
});
