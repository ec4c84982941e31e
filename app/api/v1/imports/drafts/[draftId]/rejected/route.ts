import { draftParams } from '@/lib/features/import-draft/contract';
import { readRejected } from '@/lib/features/import-draft/data';
import { attachment } from '@/lib/infra/http/attachment';
import { defineRoute } from '@/lib/infra/http/define-route';
import { problem } from '@/lib/infra/http/problem';

/** The questions that errors block, as a source to correct, each under comments that say what is wrong. */
export const GET = defineRoute({
  auth: 'import:manage',
  params: draftParams,
  handle: async ({ scope, params, requestId }) => {
    const rejected = await readRejected(scope, params.draftId);
    return rejected.ok
      ? attachment(`rejected-${rejected.value.name}`, rejected.value.text)
      : problem(rejected.error, requestId);
  },
});
