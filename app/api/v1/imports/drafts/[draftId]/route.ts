import { notFound } from '@/lib/domain/kernel/failure';
import { discardDraft, saveDraft } from '@/lib/features/import-draft/commands';
import { draftParams, saveDraftInput } from '@/lib/features/import-draft/contract';
import { findDraft } from '@/lib/features/import-draft/data';
import { defineRoute } from '@/lib/infra/http/define-route';
import { json, problem } from '@/lib/infra/http/problem';

/** A draft with its text. */
export const GET = defineRoute({
  auth: 'import:manage',
  params: draftParams,
  handle: async ({ scope, params, requestId }) => {
    const draft = await findDraft(scope, params.draftId);
    return draft === null ? problem(notFound('draft'), requestId) : json(draft, 200);
  },
});

/** Changes what is given; 409 when somebody else saved it meanwhile. */
export const PATCH = defineRoute({
  auth: 'import:manage',
  params: draftParams,
  body: saveDraftInput,
  handle: async ({ scope, params, body, requestId }) => {
    const saved = await saveDraft(scope, params.draftId, body);
    return saved.ok ? json(saved.value, 200) : problem(saved.error, requestId);
  },
});

/** Forgets a draft. */
export const DELETE = defineRoute({
  auth: 'import:manage',
  params: draftParams,
  handle: async ({ scope, params, requestId }) => {
    const gone = await discardDraft(scope, params.draftId);
    return gone.ok ? json({}, 200) : problem(gone.error, requestId);
  },
});
