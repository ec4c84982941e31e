import 'server-only';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { can } from '@/lib/domain/access/policy';
import { type Page, readListQuery } from '@/lib/domain/kernel/page';
import { requireScope } from '@/lib/infra/auth/require-scope';
import { isId } from '@/lib/infra/id';
import type { BankItemPage, ExamMaterial, ExamOwner, ExamSummary, ExamsQuery, ExamView } from './contract';
import * as data from './data';

export async function loadExams(
  search: Readonly<Record<string, unknown>>,
): Promise<{ readonly query: ExamsQuery; readonly exams: Page<ExamSummary> }> {
  const scope = await requireScope('exam:manage');
  const query = { ...readListQuery(search), archived: search.archived === 'yes' };
  return { query, exams: await data.listExams(scope, query) };
}

export const loadExam = cache(async (examId: string): Promise<ExamView> => {
  const scope = await requireScope('exam:manage');
  const exam = isId(examId) ? await data.findExam(scope, examId) : null;
  return exam ?? notFound();
});

/** Whom the reader can hand an exam over to; null for who can't. */
export async function loadOwnerChoices(): Promise<readonly ExamOwner[] | null> {
  const scope = await requireScope('exam:manage');
  return can(scope.actor, 'exam:handover') ? data.listOwnerChoices(scope) : null;
}

export const loadExamMaterial = cache(async (): Promise<ExamMaterial> => {
  const scope = await requireScope('exam:manage');
  return data.loadExamMaterial(scope);
});

/** Nothing for a bank that isn't there: the page then asks for another one. */
export async function loadBankItems(
  bankId: string,
  search: Readonly<Record<string, unknown>>,
): Promise<BankItemPage> {
  const scope = await requireScope('exam:manage');
  return data.listBankItems(scope, isId(bankId) ? bankId : NOBODY, readListQuery(search));
}

const NOBODY = '00000000-0000-0000-0000-000000000000';
