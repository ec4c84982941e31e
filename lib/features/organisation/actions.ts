'use server';

import { revalidatePath } from 'next/cache';
import { ok } from '@/lib/domain/kernel/result';
import { defineAction } from '@/lib/infra/http/define-action';
import * as commands from './commands';
import { settingsInput } from './contract';

export const changeSettings = defineAction({
  permission: 'organisation:manage',
  input: settingsInput,
  run: async (scope, input) => {
    const saved = await commands.changeSettings(scope, input);
    if (!saved.ok) return saved;
    // Name and time zone stand on every page.
    revalidatePath('/', 'layout');
    return ok({
      message: saved.value.changed
        ? 'Saved. It counts for exams and assignments that are made from now on.'
        : 'Nothing was different, so nothing was changed.',
    });
  },
});
