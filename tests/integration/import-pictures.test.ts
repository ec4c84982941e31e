import { beforeEach, expect, it } from 'vitest';
import { saveDraft } from '@/lib/features/import-draft/commands';
import { findDraft } from '@/lib/features/import-draft/data';
import type { MemberScope } from '@/lib/infra/tenant-scope';
import { startApplication } from '../support/application';
import { createMember, createOrganisation } from '../support/factories';
import { draft, unwrap, write } from '../support/import-drafts';
import { drawPicture } from '../support/media-factories';

const database = startApplication();
let admin: MemberScope;

beforeEach(async () => {
  admin = (await createMember(await createOrganisation(), { role: 'admin' })).scope;
});

const moodle = (name: string, base64: string): string => `<?xml version="1.0" encoding="UTF-8"?>
<quiz><question type="multichoice"><name><text>A picture</text></name>
<questiontext format="html"><text><![CDATA[<p>What does it show? <img src="@@PLUGINFILE@@/${name}" alt="A colour"></p>]]></text>
<file name="${name}" path="/" encoding="base64">${base64}</file></questiontext><single>true</single>
<answer fraction="100" format="html"><text>One colour</text></answer>
<answer fraction="0" format="html"><text>Two colours</text></answer></question></quiz>`;

/** Pictures that versions of the organisation show, and those that are stored, by name. */
async function pictures() {
  const { rows } = await database().admin.query<{ shown: string[]; stored: string[] }>(
    `SELECT (SELECT array_agg(l.sha256::text) FROM item_version_media l WHERE l.organisation_id = $1) AS shown,
       (SELECT array_agg(m.sha256::text) FROM media m WHERE m.organisation_id = $1) AS stored`,
    [admin.organisationId],
  );
  return rows[0];
}

it.each(['png', 'jpeg', 'webp'] as const)(
  'keeps a %s with its question, also after an edit',
  async (format) => {
    const base64 = (await drawPicture({ format })).toString('base64');
    const name = `picture.${format}`;
    const text = moodle(name, base64);
    const kept = await draft(admin, text);
    const read = await findDraft(admin, kept.id);
    const sourceText = (read?.sourceText ?? '').replace('Two colours', 'Two of them');
    const { rev } = unwrap(await saveDraft(admin, kept.id, { rev: kept.rev, sourceText }));
    expect(await write(admin, { id: kept.id, rev })).toMatchObject({ state: 'done' });
    const found = await pictures();
    expect(found?.stored).toHaveLength(1);
    expect(found?.shown).toEqual(found?.stored);
  },
);
