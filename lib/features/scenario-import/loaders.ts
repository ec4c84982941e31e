import 'server-only';
import { cache } from 'react';
import { requireScope } from '@/lib/infra/auth/require-scope';
import type { ImportChoices } from './contract';
import { listImportChoices } from './data';

/** The banks, certifications and topics that an import can go to. */
export const loadImportChoices = cache(
  async (): Promise<ImportChoices> => listImportChoices(await requireScope('import:manage')),
);
