import * as z from 'zod';
import { isReadableName, UNREADABLE_NAME } from '@/lib/domain/kernel/readable-name';

const name = z
  .string('Enter a name.')
  .trim()
  .min(1, 'Enter what these questions are about, like “Row filters”.')
  .max(120, 'Use at most 120 characters.')
  .refine(isReadableName, UNREADABLE_NAME);

export const createTopicInput = z.object({ name });
export type CreateTopic = z.infer<typeof createTopicInput>;

export const renameTopicInput = z.object({
  topicId: z.guid('This topic is not in the list any more.'),
  name,
});
export type RenameTopic = z.infer<typeof renameTopicInput>;

const list = (value: unknown) => (value === undefined ? [] : Array.isArray(value) ? value : [value]);

/** One row of the form per topic: its id and the domain that was chosen, empty for none. */
export const mapTopicsInput = z
  .object({
    certificationId: z.guid('This certification is not in the list any more.'),
    blueprintVersionId: z.guid(),
    topicId: z.preprocess(list, z.array(z.guid()).max(2000)),
    domainId: z.preprocess(list, z.array(z.union([z.literal(''), z.guid()])).max(2000)),
  })
  .transform(({ topicId, domainId, ...rest }) => ({
    ...rest,
    choices: topicId.map((id, index) => ({ topicId: id, domainId: domainId[index] || null })),
  }));
export type MapTopics = z.infer<typeof mapTopicsInput>;
