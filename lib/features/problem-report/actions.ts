'use server';

import { revalidatePath } from 'next/cache';
import { ok } from '@/lib/domain/kernel/result';
import { defineAction } from '@/lib/infra/http/define-action';
import { paths } from '@/lib/ui/paths';
import { reportProblem as reportProblemIn, resolveReport as resolveReportIn } from './commands';
import { reportInput, resolveInput } from './contract';

export const reportProblem = defineAction({
  permission: 'exam:take',
  input: reportInput,
  run: async (scope, input) => {
    const sent = await reportProblemIn(scope, input);
    if (!sent.ok) return sent;
    revalidatePath(paths.attemptResults(input.attemptId));
    return ok({ message: 'Your report was sent. You see here what comes of it.' });
  },
});

export const resolveReport = defineAction({
  permission: 'report:handle',
  input: resolveInput,
  run: async (scope, input) => {
    const resolved = await resolveReportIn(scope, input);
    if (!resolved.ok) return resolved;
    revalidatePath(paths.report(input.reportId));
    return ok({ message: 'The report was closed. The learner sees your answer.' });
  },
});
