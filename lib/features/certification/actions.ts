'use server';

import { ok } from '@/lib/domain/kernel/result';
import { defineAction } from '@/lib/infra/http/define-action';
import { paths, withQuery } from '@/lib/ui/paths';
import * as commands from './commands';
import { adoptInput, correctBlueprintInput, ownCertificationInput } from './contract';

export const adoptCertification = defineAction({
  permission: 'certification:manage',
  input: adoptInput,
  run: async (scope, input) => {
    const adopted = await commands.adoptCertification(scope, input);
    return adopted.ok ? ok({ redirectTo: paths.certification(adopted.value.id) }) : adopted;
  },
});

export const addOwnCertification = defineAction({
  permission: 'certification:manage',
  input: ownCertificationInput,
  run: async (scope, input) => {
    const added = await commands.addOwnCertification(scope, input);
    return added.ok ? ok({ redirectTo: paths.certification(added.value.id) }) : added;
  },
});

export const correctBlueprint = defineAction({
  permission: 'certification:manage',
  input: correctBlueprintInput,
  run: async (scope, input) => {
    const corrected = await commands.correctBlueprint(scope, input);
    if (!corrected.ok) return corrected;
    const { version } = corrected.value;
    return ok({ redirectTo: withQuery(paths.certification(input.certificationId), { added: version }) });
  },
});
