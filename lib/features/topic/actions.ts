'use server';

import { revalidatePath } from 'next/cache';
import { ok } from '@/lib/domain/kernel/result';
import { defineAction } from '@/lib/infra/http/define-action';
import { formatCount } from '@/lib/ui/format';
import { paths } from '@/lib/ui/paths';
import * as commands from './commands';
import { createTopicInput, mapTopicsInput, renameTopicInput } from './contract';

export const createTopic = defineAction({
  permission: 'certification:manage',
  input: createTopicInput,
  run: async (scope, input) => {
    const created = await commands.createTopic(scope, input);
    if (!created.ok) return created;
    revalidatePath(paths.certifications, 'layout');
    return ok({ message: `${input.name} was added. Choose the domain that it counts for.` });
  },
});

export const renameTopic = defineAction({
  permission: 'certification:manage',
  input: renameTopicInput,
  run: async (scope, input) => {
    const renamed = await commands.renameTopic(scope, input);
    if (!renamed.ok) return renamed;
    revalidatePath(paths.certifications, 'layout');
    return ok({ message: `The topic is now called ${renamed.value.name}.` });
  },
});

export const mapTopics = defineAction({
  permission: 'certification:manage',
  input: mapTopicsInput,
  run: async (scope, input) => {
    const mapped = await commands.mapTopics(scope, input);
    if (!mapped.ok) return mapped;
    revalidatePath(paths.certification(input.certificationId));
    const topics = formatCount(mapped.value.mappedCount, { one: 'topic counts', other: 'topics count' });
    return ok({ message: `Saved. ${topics} for a domain.` });
  },
});
