'use server';

import { ok } from '@/lib/domain/kernel/result';
import { defineAction } from '@/lib/infra/http/define-action';
import { paths, withQuery } from '@/lib/ui/paths';
import {
  correctKey as correctKeyIn,
  decideKeyChanges as decideKeyChangesIn,
  markChangesSeen as markChangesSeenIn,
} from './commands';
import { correctKeyInput, decideImportInput, seenInput } from './contract';

export const correctKey = defineAction({
  permission: 'bank:manage',
  input: correctKeyInput,
  run: async (scope, input) => {
    const done = await correctKeyIn(scope, input);
    return done.ok
      ? ok({ redirectTo: withQuery(paths.keyCorrection(done.value.correctionId), { done: 'yes' }) })
      : done;
  },
});

export const decideKeyChanges = defineAction({
  permission: 'bank:manage',
  input: decideImportInput,
  run: async (scope, input) => {
    const done = await decideKeyChangesIn(scope, input);
    return done.ok
      ? ok({ redirectTo: withQuery(paths.keyCorrection(done.value.correctionId), { done: 'yes' }) })
      : done;
  },
});

/** Sent by the results page once it shows what a correction changed. */
export const markChangesSeen = defineAction({
  permission: 'exam:take',
  input: seenInput,
  run: async (scope, { attemptId }) => {
    const done = await markChangesSeenIn(scope, attemptId);
    return done.ok ? ok({ message: 'Noted.' }) : done;
  },
});
