import { exportBank } from '@/lib/features/bank-export/commands';
import { exportQuery } from '@/lib/features/bank-export/contract';
import { defineRoute } from '@/lib/infra/http/define-route';
import { downloadResponse } from '@/lib/infra/http/download';
import { problem } from '@/lib/infra/http/problem';

/** A bank, or the view of it that `filter` describes, as a file in one of the formats. */
export const GET = defineRoute({
  auth: 'bank:manage',
  params: exportQuery,
  handle: async ({ scope, params, requestId }) => {
    const written = await exportBank(scope, params);
    return written.ok ? downloadResponse(written.value) : problem(written.error, requestId);
  },
});
