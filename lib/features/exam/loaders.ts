import 'server-only';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { requireScope } from '@/lib/infra/auth/require-scope';
import { isId } from '@/lib/infra/id';
import type { BankItemGroup, ExamMaterial, ExamSummary, ExamView } from './contract';
import * as data from './data';

export const loadExams = cache(async (): Promise<readonly ExamSummary[]> => {
  const scope = await requireScope('exam:manage');
  return data.listExams(scope);
});

export const loadExam = cache(async (examId: string): Promise<ExamView> => {
  const scope = await requireScope('exam:manage');
  const exam = isId(examId) ? await data.findExam(scope, examId) : null;
  return exam ?? notFound();
});

export const loadExamMaterial = cache(async (): Promise<ExamMaterial> => {
  const scope = await requireScope('exam:manage');
  return data.loadExamMaterial(scope);
});

/** Nothing for a bank that isn't there: the page then asks for another one. */
export const loadBankItems = cache(async (bankId: string): Promise<readonly BankItemGroup[]> => {
  const scope = await requireScope('exam:manage');
  return isId(bankId) ? data.listBankItems(scope, bankId) : [];
});
