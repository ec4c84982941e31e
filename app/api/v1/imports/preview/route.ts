import * as z from 'zod';
import { previewInput } from '@/lib/features/scenario-import/contract';
import { previewImport } from '@/lib/features/scenario-import/data';
import { defineRoute } from '@/lib/infra/http/define-route';
import { json } from '@/lib/infra/http/problem';

/** Reads a source and says what it would give. Writes nothing. */
export const POST = defineRoute({
  auth: 'import:manage',
  params: z.object({}),
  body: previewInput,
  handle: async ({ scope, body }) => json(await previewImport(scope, body)),
});
