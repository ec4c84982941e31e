import * as z from 'zod';
import { failure } from '@/lib/domain/kernel/failure';
import { answerSealOf } from '@/lib/infra/auth/answer-seal';
import { readSession } from '@/lib/infra/auth/session';
import { defineRoute } from '@/lib/infra/http/define-route';
import { json, problem } from '@/lib/infra/http/problem';

/** What unsent answers on the device are sealed with, for the person whose answers they are. */
export const GET = defineRoute({
  auth: 'token',
  params: z.unknown(),
  handle: async ({ requestId }) => {
    const session = await readSession();
    return session
      ? json(answerSealOf(session.personId))
      : problem(failure('signed_out', 'Sign in to go on.'), requestId);
  },
});
