import * as z from 'zod';
import { exportReadiness } from '@/lib/features/readiness/commands';
import { csvSeparator, readinessFilter } from '@/lib/features/readiness/contract';
import { csvResponse } from '@/lib/infra/http/csv';
import { defineRoute } from '@/lib/infra/http/define-route';
import { problem } from '@/lib/infra/http/problem';

/** The list of the readiness page as a file, with the same filters in the address. */
export const GET = defineRoute({
  auth: 'readiness:read',
  params: readinessFilter.extend({ certificationId: z.guid(), separator: csvSeparator }),
  handle: async ({ scope, params: { certificationId, separator, ...filter }, requestId }) => {
    const exported = await exportReadiness(scope, certificationId, filter, separator);
    return exported.ok
      ? csvResponse(exported.value.fileName, exported.value.csv)
      : problem(exported.error, requestId);
  },
});
