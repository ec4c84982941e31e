import * as z from 'zod';
import { previewInput } from '@/lib/features/scenario-import/contract';
import { previewImport } from '@/lib/features/scenario-import/data';
import { defineRoute } from '@/lib/infra/http/define-route';
import { json, problem } from '@/lib/infra/http/problem';

/** Reads a source and says what it would give. Writes nothing. */
export const POST = defineRoute({
  auth: 'import:manage',
  params: z.object({}),
  body: previewInput,
  handle: async ({ scope, body, requestId }) => {
    const preview = await previewImport(scope, body);
    return preview.ok ? json(preview.value) : problem(preview.error, requestId);
  },
});
