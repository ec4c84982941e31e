import { query } from './database';

/** Texts of one organisation whose appearance in the wrong place proves a leak. */
export interface ContentTexts {
  readonly rationales: readonly string[];
  /** By item: stem, options and title. */
  readonly itemTexts: ReadonlyMap<string, readonly string[]>;
  readonly stimuli: readonly string[];
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
  const itemTexts = new Map<string, readonly string[]>();
  for (const { item_id: id, texts } of items)
    itemTexts.set(id, [...(itemTexts.get(id) ?? []), ...runsIn(texts)]);
  return {
    rationales: items.flatMap(({ rationales }) => runsIn(rationales)),
    itemTexts,
    stimuli: stimuli.flatMap(({ body }) => runsIn(body)),
  };
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
