import * as z from 'zod';
import { addPicture } from '@/lib/features/media/commands';
import { uploadInput } from '@/lib/features/media/contract';
import { defineRoute } from '@/lib/infra/http/define-route';
import { json, problem } from '@/lib/infra/http/problem';

/** Adds a picture; answers with the name under which texts show it. */
export const POST = defineRoute({
  auth: 'item:propose',
  params: z.object({}),
  body: uploadInput,
  handle: async ({ scope, body, requestId }) => {
    const added = await addPicture(scope, Buffer.from(body.base64, 'base64'));
    return added.ok ? json(added.value, 201) : problem(added.error, requestId);
  },
});
