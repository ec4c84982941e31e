import { type Random, seededRandom } from '@/lib/domain/kernel/random';

/*
 * Answers of people who don't exist. The model and its constants are described in docs/demo-data.md; everything follows from
 * the seeds, so that every demonstration tells the same story. Nothing here is a claim about real learners or real questions.
 */

/** An item as the model sees it: which of its options are keys, and what it is about. */
export interface SimulatedItem {
  /** Number in its post; the seed of the item's own properties. */
  readonly number: number;
  readonly topic: string;
  readonly optionIds: readonly string[];
  readonly keyIds: readonly string[];
}

/** One sitting of one learner. */
export interface SimulatedSitting {
  /** Logits above or below the average learner. */
  readonly ability: number;
  /** In the order of the form. */
  readonly items: readonly SimulatedItem[];
  /** Numbers of items that the learner has met before. */
  readonly seen: ReadonlySet<number>;
  /** Items after this place stay untouched: the learner stopped, or is not that far yet. */
  readonly reached: number;
  readonly random: Random;
}

export interface SimulatedAnswer {
  /** Ascending option ids; empty for an item that was left out. */
  readonly selected: readonly string[];
  readonly flagged: boolean;
  /** How often the learner changed something. */
  readonly rev: number;
  /** Share of the sitting that this item took, before normalising. */
  readonly effort: number;
}

/** What everybody finds harder or easier, in logits. Governance and security are weak on purpose. */
const TOPIC_EFFECTS: Readonly<Record<string, number>> = {
  'Row filters and column masks': -2.3,
  'Identities and personal data': -2.1,
  'Lineage, ownership and audit': -1.5,
  'Reliability and alerts': -0.4,
  'Versions and point-in-time data': 0,
  'Idempotent writes and change data': 0.2,
  'Quality rules': 0.4,
  'File layout and retention': 0.6,
  'Streaming and event time': 0.7,
  'Compute, caching and cost': 0.9,
  'Ingestion and schema changes': 0.9,
};

/** Logits of the average item for the average learner: two of three would know it. */
const MEAN_EASINESS = 0.7;
const EASINESS_DEVIATION = 0.6;
/** What it helps to have met an item before. */
const REPEAT_GAIN = 0.9;
/** Who doesn't know finds the key by guessing this often; less than 1 in 4, because distractors are made to attract. */
const LUCKY_GUESS = 0.2;
/** Shares of the distractors among wrong answers, from the most attractive on. */
const ATTRACTION = [0.56, 0.29, 0.15] as const;
const OMITTED_SHARE = 0.025;

/** An item on which the able do worse than the weak, as a doubtful key would look like: number 26 of Scenario S2. */
export const DOUBTFUL_ITEM = 26;
const DOUBTFUL_DISCRIMINATION = -0.5;

interface ItemProperties {
  readonly easiness: number;
  readonly discrimination: number;
  /** Distractors, the most attractive one first. */
  readonly distractors: readonly string[];
}

const propertiesByNumber = new Map<number, Omit<ItemProperties, 'distractors'> & { order: number }>();

/** The item's own properties: the same in every run and for every learner. */
function propertiesOf(item: SimulatedItem): ItemProperties {
  let own = propertiesByNumber.get(item.number);
  if (!own) {
    const random = seededRandom(9_000 + item.number);
    const doubtful = item.number === DOUBTFUL_ITEM;
    own = {
      easiness: doubtful ? 0.2 : MEAN_EASINESS + EASINESS_DEVIATION * normal(random),
      discrimination: doubtful ? DOUBTFUL_DISCRIMINATION : 0.8 + 0.6 * random(),
      order: Math.floor(random() * 6),
    };
    propertiesByNumber.set(item.number, own);
  }
  const distractors = item.optionIds.filter((id) => !item.keyIds.includes(id));
  const turn = own.order % Math.max(1, distractors.length);
  return { ...own, distractors: [...distractors.slice(turn), ...distractors.slice(0, turn)] };
}

/**
 * Probability that the learner knows the answer: a two-parameter logistic model, to which guessing and omission are added.
 *
 * @param ability logits
 */
function knowProbability(item: SimulatedItem, ability: number, seenBefore: boolean): number {
  const { easiness, discrimination } = propertiesOf(item);
  const shift = easiness + (TOPIC_EFFECTS[item.topic] ?? 0) + (seenBefore ? REPEAT_GAIN : 0);
  return 1 / (1 + Math.exp(-(discrimination * ability + shift)));
}

/** The answers of a whole sitting, one per item of the form and in its order. */
export function simulateSitting(sitting: SimulatedSitting): readonly SimulatedAnswer[] {
  return sitting.items.map((item, place) =>
    place < sitting.reached ? simulateAnswer(item, sitting) : untouched,
  );
}

const untouched: SimulatedAnswer = { selected: [], flagged: false, rev: 0, effort: 0 };

function simulateAnswer(item: SimulatedItem, { ability, seen, random }: SimulatedSitting): SimulatedAnswer {
  const effort = 0.4 + random() * 1.2;
  // Those who know little leave more out.
  const omitted = random() < OMITTED_SHARE * Math.exp(-0.6 * ability);
  const knows = random() < knowProbability(item, ability, seen.has(item.number));
  const lucky = random() < LUCKY_GUESS;
  const selected = knows || lucky ? item.keyIds : wrongChoice(item, random);
  const hesitates = random() < (knows ? 0.08 : 0.3);
  if (omitted) return { selected: [], flagged: hesitates, rev: hesitates ? 1 : 0, effort };
  const changes = random() < (knows ? 0.1 : 0.35) ? 1 : 0;
  return {
    selected: [...selected].sort(),
    flagged: hesitates,
    rev: item.keyIds.length + changes + (hesitates ? 1 : 0),
    effort,
  };
}

/** As many options as there are keys, never exactly the keys: one distractor, and with several keys part of them. */
function wrongChoice(item: SimulatedItem, random: Random): readonly string[] {
  const { distractors } = propertiesOf(item);
  const distractor = pickByAttraction(distractors, random());
  const kept = item.keyIds.slice(random() < 0.5 ? 1 : 0).slice(0, item.keyIds.length - 1);
  return [...kept, distractor];
}

function pickByAttraction(distractors: readonly string[], chance: number): string {
  let left = chance;
  for (const [rank, id] of distractors.entries()) {
    left -= ATTRACTION[rank] ?? 0;
    if (left < 0) return id;
  }
  return distractors[0] ?? '';
}

/** A standard normal number by Box and Muller's method. */
function normal(random: Random): number {
  const radius = Math.sqrt(-2 * Math.log(1 - random()));
  return radius * Math.cos(2 * Math.PI * random());
}
