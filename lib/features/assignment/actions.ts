'use server';

import { ok } from '@/lib/domain/kernel/result';
import { defineAction } from '@/lib/infra/http/define-action';
import { paths, withQuery } from '@/lib/ui/paths';
import * as commands from './commands';
import { assignExamInput, assignmentIdInput, extendAssignmentInput } from './contract';

export const assignExam = defineAction({
  permission: 'assignment:manage',
  input: assignExamInput,
  run: async (scope, input) => {
    const done = { done: 'assigned' };
    if ('found' in input) {
      const result = await commands.assignExamToFound(scope, input);
      return result.ok ? ok({ redirectTo: withQuery(paths.exam(input.examId), done) }) : result;
    }
    const result = await commands.assignExam(scope, input);
    return result.ok
      ? ok({ redirectTo: withQuery(paths.assignment(result.value.assignmentId), done) })
      : result;
  },
});

export const withdrawAssignment = defineAction({
  permission: 'assignment:manage',
  input: assignmentIdInput,
  run: async (scope, { assignmentId }) => {
    const result = await commands.withdrawAssignment(scope, assignmentId);
    return result.ok
      ? ok({ redirectTo: withQuery(paths.assignment(assignmentId), { done: 'withdrawn' }) })
      : result;
  },
});

export const extendAssignment = defineAction({
  permission: 'assignment:manage',
  input: extendAssignmentInput,
  run: async (scope, { assignmentId, closesAt }) => {
    const result = await commands.extendAssignment(scope, assignmentId, closesAt);
    return result.ok
      ? ok({ redirectTo: withQuery(paths.assignment(assignmentId), { done: 'extended' }) })
      : result;
  },
});

export const releaseAssignment = defineAction({
  permission: 'assignment:manage',
  input: assignmentIdInput,
  run: async (scope, { assignmentId }) => {
    const result = await commands.releaseAssignment(scope, assignmentId);
    return result.ok
      ? ok({ redirectTo: withQuery(paths.assignment(assignmentId), { done: 'released' }) })
      : result;
  },
});
