import { draftParams, previewWindow } from '@/lib/features/import-draft/contract';
import { previewDraft } from '@/lib/features/import-draft/data';
import { defineRoute } from '@/lib/infra/http/define-route';
import { json, problem } from '@/lib/infra/http/problem';

/** What the draft would do, a window of its rows. Writes nothing. */
export const GET = defineRoute({
  auth: 'import:manage',
  params: previewWindow.extend(draftParams.shape),
  handle: async ({ scope, params: { draftId, ...window }, requestId }) => {
    const preview = await previewDraft(scope, draftId, window);
    return preview.ok ? json(preview.value, 200) : problem(preview.error, requestId);
  },
});
