import type * as z from 'zod';
import { startDraft } from '@/lib/features/import-draft/commands';
import { startDraftInput } from '@/lib/features/import-draft/contract';
import { MAX_SOURCE_BYTES } from '@/lib/features/scenario-import/contract';
import { defineRoute } from '@/lib/infra/http/define-route';
import { json, problem } from '@/lib/infra/http/problem';

/** Keeps a source for later: its bytes are the body, its name stands in the query. 201 with the id of the draft. */
export const POST = defineRoute<z.output<typeof startDraftInput>, Uint8Array>({
  auth: 'import:manage',
  params: startDraftInput,
  uploadBytes: MAX_SOURCE_BYTES,
  handle: async ({ scope, params, body, requestId }) => {
    const started = await startDraft(scope, { ...params, bytes: body });
    return started.ok ? json(started.value, 201) : problem(started.error, requestId);
  },
});
