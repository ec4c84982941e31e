'use server';

import { ok } from '@/lib/domain/kernel/result';
import { defineAction } from '@/lib/infra/http/define-action';
import { paths, withQuery } from '@/lib/ui/paths';
import { retireImported as retireImportedIn, undoImport as undoImportIn } from './commands';
import { retireImportedInput, undoImportInput } from './contract';

export const undoImport = defineAction({
  permission: 'import:manage',
  input: undoImportInput,
  run: async (scope, { importId }) => {
    const undone = await undoImportIn(scope, importId);
    return undone.ok ? ok({ redirectTo: withQuery(paths.import(importId), { undone: 'yes' }) }) : undone;
  },
});

export const retireImported = defineAction({
  permission: 'import:manage',
  input: retireImportedInput,
  run: async (scope, input) => {
    const retired = await retireImportedIn(scope, input);
    return retired.ok
      ? ok({ redirectTo: withQuery(paths.import(input.importId), { retired: retired.value.retired }) })
      : retired;
  },
});
