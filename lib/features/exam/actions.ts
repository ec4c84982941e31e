'use server';

import { ok } from '@/lib/domain/kernel/result';
import { defineAction } from '@/lib/infra/http/define-action';
import { paths, withQuery } from '@/lib/ui/paths';
import * as commands from './commands';
import { createExamInput, examIdInput, handOverInput } from './contract';

export const createExam = defineAction({
  permission: 'exam:manage',
  input: createExamInput,
  run: async (scope, input) => {
    const result = await commands.createExam(scope, input);
    return result.ok ? ok({ redirectTo: paths.exam(result.value.examId) }) : result;
  },
});

export const archiveExam = defineAction({
  permission: 'exam:change',
  input: examIdInput,
  run: async (scope, { examId }) => {
    const result = await commands.archiveExam(scope, examId);
    return result.ok ? ok({ redirectTo: withQuery(paths.exam(examId), { done: 'archived' }) }) : result;
  },
});

export const restoreExam = defineAction({
  permission: 'exam:change',
  input: examIdInput,
  run: async (scope, { examId }) => {
    const result = await commands.restoreExam(scope, examId);
    return result.ok ? ok({ redirectTo: withQuery(paths.exam(examId), { done: 'restored' }) }) : result;
  },
});

export const handOverExam = defineAction({
  permission: 'exam:handover',
  input: handOverInput,
  run: async (scope, input) => {
    const result = await commands.handOverExam(scope, input);
    return result.ok ? ok({ redirectTo: withQuery(paths.exam(input.examId), { done: 'handed' }) }) : result;
  },
});
