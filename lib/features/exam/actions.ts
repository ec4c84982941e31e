'use server';

import { ok } from '@/lib/domain/kernel/result';
import { defineAction } from '@/lib/infra/http/define-action';
import { paths } from '@/lib/ui/paths';
import * as commands from './commands';
import { createExamInput, examIdInput } from './contract';

export const createExam = defineAction({
  permission: 'exam:manage',
  input: createExamInput,
  run: async (scope, input) => {
    const result = await commands.createExam(scope, input);
    return result.ok ? ok({ redirectTo: paths.exam(result.value.examId) }) : result;
  },
});

export const archiveExam = defineAction({
  permission: 'exam:manage',
  input: examIdInput,
  run: async (scope, { examId }) => {
    const result = await commands.archiveExam(scope, examId);
    return result.ok ? ok({ redirectTo: paths.exams }) : result;
  },
});
