import * as z from 'zod';
import { notFound } from '@/lib/domain/kernel/failure';
import { defineRoute } from '@/lib/infra/http/define-route';
import { problem } from '@/lib/infra/http/problem';

/** Every address of the API that there isn't: refused in its own form, rather than by a page. */
export const GET = defineRoute({
  auth: 'exam:take',
  params: z.object({}),
  handle: async ({ requestId }) => problem(notFound('address'), requestId),
});
