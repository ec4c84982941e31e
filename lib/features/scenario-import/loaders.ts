import 'server-only';
import { cache } from 'react';
import { requireVisitor } from '@/lib/infra/auth/require-scope';
import type { ImportChoices } from './contract';
import { listImportChoices } from './data';

/** What the import offers, and under which key this browser keeps the unfinished draft of this member. */
export const loadImportChoices = cache(
  async (): Promise<{ readonly choices: ImportChoices; readonly draftKey: string }> => {
    const { scope } = await requireVisitor('import:manage');
    const { organisationId, actor } = scope;
    return {
      choices: await listImportChoices(scope),
      draftKey: `${organisationId}/${actor.membershipId}`,
    };
  },
);
