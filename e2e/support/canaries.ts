import { query } from './database';

/** Texts of one organisation whose appearance in the wrong place proves a leak. */
export interface ContentTexts {
  readonly rationales: readonly string[];
  /** By item: stem, options and title. */
  readonly itemTexts: ReadonlyMap<string, readonly string[]>;
  readonly stimuli: readonly string[];
  /** What staff say about items, and what other learners report. */
  readonly notes: readonly string[];
}

/** Letters, spaces and commas only: such a run reads the same in HTML, JSON and JavaScript. */
const plainRun = /[A-Za-z][A-Za-z ,]{23,}[A-Za-z]/g;

/** The longest plain run of every text in a tree of rich text. */
function runsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') {
    const runs = value.match(plainRun) ?? [];
    const longest = [...runs].sort((a, b) => b.length - a.length)[0];
    return longest ? [longest] : [];
  }
  if (value === null || typeof value !== 'object') return [];
  return Object.values(value).flatMap(runsIn);
}

export async function readContentTexts(organisation: string): Promise<ContentTexts> {
  const items = await query<{ item_id: string; texts: unknown; rationales: unknown }>(
    `SELECT v.item_id, jsonb_build_array(v.title, v.stem, v.options) AS texts, k.rationales
     FROM item_version v
     JOIN item_key k ON k.organisation_id = v.organisation_id AND k.item_version_id = v.id
     JOIN organisation o ON o.id = v.organisation_id WHERE o.name = $1`,
    [organisation],
  );
  const stimuli = await query<{ body: unknown }>(
    `SELECT s.body FROM stimulus_version s JOIN organisation o ON o.id = s.organisation_id WHERE o.name = $1`,
    [organisation],
  );
  const notes = await query<{ text: string }>(
    `SELECT c.body AS text FROM item_comment c JOIN organisation o ON o.id = c.organisation_id WHERE o.name = $1
     UNION ALL SELECT e.note FROM item_event e JOIN organisation o ON o.id = e.organisation_id WHERE o.name = $1
     UNION ALL SELECT r.body FROM problem_report r JOIN organisation o ON o.id = r.organisation_id WHERE o.name = $1`,
    [organisation],
  );
  const itemTexts = new Map<string, readonly string[]>();
  for (const { item_id: id, texts } of items)
    itemTexts.set(id, [...(itemTexts.get(id) ?? []), ...runsIn(texts)]);
  return {
    rationales: items.flatMap(({ rationales }) => runsIn(rationales)),
    itemTexts,
    stimuli: stimuli.flatMap(({ body }) => runsIn(body)),
    notes: notes.flatMap(({ text }) => runsIn(text)),
  };
}

/** A comment, a step with a reason and another learner's report, about an item that everybody meets. */
export async function plantNotes(organisation: string): Promise<void> {
  const item = `SELECT ai.organisation_id, ai.attempt_id, ai.item_id, ai.item_version_id, ai.option_order, a.membership_id
    FROM attempt_item ai JOIN attempt a ON a.organisation_id = ai.organisation_id AND a.id = ai.attempt_id
    JOIN organisation o ON o.id = ai.organisation_id
    WHERE o.name = $1 AND a.state = 'released' ORDER BY ai.attempt_id DESC, ai.position DESC LIMIT 1`;
  await query(
    `INSERT INTO item_comment (organisation_id, id, item_id, item_version_id, body)
     SELECT organisation_id, ctx.uuid_v7(), item_id, item_version_id, 'Among ourselves the second option is doubtful' FROM (${item}) x`,
    [organisation],
  );
  await query(
    `INSERT INTO item_event (organisation_id, id, item_id, from_state, to_state, note)
     SELECT organisation_id, ctx.uuid_v7(), item_id, 'live', 'in_review', 'Somebody doubts that the third option is wrong' FROM (${item}) x`,
    [organisation],
  );
  await query(
    `INSERT INTO problem_report (organisation_id, id, attempt_id, item_id, item_version_id, membership_id, kind, body, option_order, selected)
     SELECT organisation_id, ctx.uuid_v7(), attempt_id, item_id, item_version_id, membership_id, 'other',
            'Between us the right answer must be the fourth', option_order, '{}' FROM (${item}) x
     ON CONFLICT (organisation_id, attempt_id, item_id) DO NOTHING`,
    [organisation],
  );
}

/** Everything that the browser of one person was given, with where it came from. */
export interface Delivery {
  readonly from: string;
  readonly body: string;
}

/** The canaries that appear, each with the first place. */
export function findCanaries(
  canaries: readonly string[],
  deliveries: readonly Delivery[],
): readonly string[] {
  return canaries.flatMap((canary) => {
    const found = deliveries.find(({ body }) => body.includes(canary));
    return found ? [`${found.from}: ${canary}`] : [];
  });
}
