import { notFound } from '@/lib/domain/kernel/failure';
import { draftParams, startJobInput } from '@/lib/features/import-draft/contract';
import { cancelJob, startJob } from '@/lib/features/import-job/commands';
import { findJob } from '@/lib/features/import-job/data';
import { defineRoute } from '@/lib/infra/http/define-route';
import { json, problem } from '@/lib/infra/http/problem';

/** How far the writing of a draft is. */
export const GET = defineRoute({
  auth: 'import:manage',
  params: draftParams,
  handle: async ({ scope, params, requestId }) => {
    const job = await findJob(scope, params.draftId);
    return job === null ? problem(notFound('import'), requestId) : json(job, 200);
  },
});

/** Starts writing what the preview shows; 202. A second start gives the same job. */
export const POST = defineRoute({
  auth: 'import:manage',
  params: draftParams,
  body: startJobInput,
  handle: async ({ scope, params, body, requestId }) => {
    const job = await startJob(scope, params.draftId, body.rev);
    return job.ok ? json(job.value, 202) : problem(job.error, requestId);
  },
});

/** Asks the job to end; what it wrote is rolled back. */
export const DELETE = defineRoute({
  auth: 'import:manage',
  params: draftParams,
  handle: async ({ scope, params, requestId }) => {
    const job = await cancelJob(scope, params.draftId);
    return job.ok ? json(job.value, 202) : problem(job.error, requestId);
  },
});
