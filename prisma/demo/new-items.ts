import { readFile } from 'node:fs/promises';
import { createItem } from '@/lib/features/item-editor/commands';
import { addComment, moveItem } from '@/lib/features/item-life/commands';
import { addPicture } from '@/lib/features/media/commands';
import { withTenant } from '@/lib/infra/db/tenant';
import { newId } from '@/lib/infra/id';
import type { MemberScope } from '@/lib/infra/tenant-scope';
import { topicIds } from './content';
import { mustSucceed } from './organisation';

/** An option, and why it is right or wrong. */
type Choice = readonly [text: string, rationale: string];

interface NewItem {
  readonly title: string;
  readonly topic: string;
  readonly stem: string;
  readonly right: Choice;
  readonly wrong: readonly Choice[];
}

const ALT =
  'The graph of a job with five tasks. load succeeded and leads to clean, which succeeded too. clean leads to match, which failed, and to audit, which succeeded. match leads to publish, which was skipped.';

const failedTask = (picture: string): NewItem => ({
  title: 'What a repair runs',
  topic: 'Failures and repairs',
  stem: `The picture shows the run of last night. The fault in the task that failed is corrected.\n\n![${ALT}](media:${picture})\n\nWhich tasks does a repair of this run execute?`,
  right: ['match and publish', 'A repair takes what failed and what was skipped because of it.'],
  wrong: [
    ['match, publish and audit', 'audit does not depend on match and has succeeded, so its result is kept.'],
    ['match alone', 'publish was skipped because match failed, and it has to run as well.'],
    ['The five tasks of the job', 'That would be a new run; a repair keeps what has succeeded.'],
  ],
});

const NOISY_ALERT: NewItem = {
  title: 'Alerts that nobody reads',
  topic: 'Reliability and alerts',
  stem: 'A gold table is loaded every hour. A check sends an alert each time the load is a minute late, about thirty times a week, and the team has begun to ignore them. Which change helps the most?',
  right: [
    'Alert when the data are older than its readers were promised',
    'An alert then means that somebody is harmed, and there are few enough of them to be read.',
  ],
  wrong: [
    [
      'Send each alert to the whole team by mail and by chat',
      'More people receive what none of them needs, so even more of it is ignored.',
    ],
    [
      'Collect the alerts of a day in one report for the evening',
      'The report is shorter, but what matters is read hours after it happened.',
    ],
    [
      'Check six times an hour, so that delays show sooner',
      'There would be more alerts about the same harmless minutes.',
    ],
  ],
};

/** Two questions written here rather than imported: one with a picture, in use; one in review, with what is said about it. */
export async function writeNewItems(
  { instructor, admin }: { readonly instructor: MemberScope; readonly admin: MemberScope },
  bankId: string,
): Promise<void> {
  const file = await readFile(new URL('./job-with-a-failed-task.png', import.meta.url));
  const { sha256 } = mustSucceed(await addPicture(instructor, file));
  const withPicture = await create(instructor, bankId, failedTask(sha256));
  await move(instructor, withPicture, 'draft', 'in_review');
  await move(admin, withPicture, 'in_review', 'live');

  const inReview = await create(instructor, bankId, NOISY_ALERT);
  await move(instructor, inReview, 'draft', 'in_review');
  await say(
    admin,
    inReview,
    'The report in the evening would do for a table that is read once a day. Could the stem say when this one is read?',
  );
  await say(
    instructor,
    inReview,
    'Good point. Its dashboard is open all day; I will add that before it is used.',
  );
}

async function create(scope: MemberScope, bankId: string, item: NewItem): Promise<string> {
  const option = ([text, rationale]: Choice, isKey: boolean) => ({ id: newId(), text, rationale, isKey });
  const [first, ...others] = item.wrong.map((choice) => option(choice, false));
  const options = [...(first ? [first] : []), option(item.right, true), ...others];
  const { itemId } = mustSucceed(
    await createItem(scope, {
      bankId,
      draft: {
        item: { title: item.title, stem: item.stem, options, overall: '', shuffle: 'auto' },
        stimulus: { kind: 'none' },
        topicId: (await topicIds(scope)).get(item.topic) ?? null,
        licenceNote: 'Written for the demonstration of this product.',
        changeNote: '',
      },
    }),
  );
  return itemId;
}

async function move(
  scope: MemberScope,
  itemId: string,
  from: 'draft' | 'in_review',
  to: 'in_review' | 'live',
): Promise<void> {
  mustSucceed(await moveItem(scope, { itemId, from, to, note: '' }));
}

async function say(scope: MemberScope, itemId: string, body: string): Promise<void> {
  const { organisationId } = scope;
  const item = await withTenant(scope, (db) =>
    db.item.findFirst({ where: { organisationId, id: itemId }, select: { currentVersionId: true } }),
  );
  mustSucceed(await addComment(scope, { itemId, versionId: item?.currentVersionId ?? '', body }));
}
