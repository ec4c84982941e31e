import { canonicalRichText } from '../text/canonical';
import type { RichText } from '../text/rich-text';
import { identifyStimulus } from './fingerprint';
import type { IncomingItem } from './incoming-item';

export interface ExistingStimulus {
  readonly id: string;
  readonly body: RichText;
}

export type PlannedStimulus =
  | { readonly action: 'new'; readonly body: RichText }
  | { readonly action: 'same' | 'changed'; readonly id: string; readonly body: RichText };

/**
 * A stimulus is recognised by its text; when that was edited, by its items: if those that the bank knows all stood under one
 * shared text that nothing else claims, this is its new version. `knownStimulusOf` gives the stimulus under which the bank
 * holds an incoming item, undefined when the bank doesn't hold it.
 */
export function planStimuli(
  existing: readonly ExistingStimulus[],
  bodies: readonly RichText[],
  items: readonly IncomingItem[],
  knownStimulusOf: (index: number) => string | null | undefined,
): readonly PlannedStimulus[] {
  const byId = new Map(existing.map((stimulus) => [stimulus.id, stimulus.body]));
  const idsByText = groupIdsByText(existing);
  const former = formerStimuli(items, knownStimulusOf);
  const claimed = new Set<string>();
  const claimFirst = (ids: readonly (string | null)[]): string | null => {
    const id = ids.find((candidate) => candidate !== null && !claimed.has(candidate)) ?? null;
    if (id !== null) claimed.add(id);
    return id;
  };
  // Equal texts are told apart by their items, so that two of them don't swap places from one import to the next.
  const byText = bodies.map((body, index) => {
    const ids = idsByText.get(identifyStimulus(body)) ?? [];
    const own = former.get(index) ?? null;
    return claimFirst(own !== null && ids.includes(own) ? [own, ...ids] : ids);
  });
  return bodies.map((body, index): PlannedStimulus => {
    const id = byText[index] ?? claimFirst([former.get(index) ?? null]);
    const before = id === null ? undefined : byId.get(id);
    if (id === null || before === undefined) return { action: 'new', body };
    return { action: canonicalRichText(before) === canonicalRichText(body) ? 'same' : 'changed', id, body };
  });
}

function groupIdsByText(stimuli: readonly ExistingStimulus[]): ReadonlyMap<string, readonly string[]> {
  const idsByText = new Map<string, string[]>();
  for (const { id, body } of stimuli) {
    const text = identifyStimulus(body);
    const ids = idsByText.get(text);
    if (ids === undefined) idsByText.set(text, [id]);
    else ids.push(id);
  }
  return idsByText;
}

/** By stimulus index: the one existing stimulus under which its recognised items stood, or null when they disagree. */
function formerStimuli(
  items: readonly IncomingItem[],
  knownStimulusOf: (index: number) => string | null | undefined,
): ReadonlyMap<number, string | null> {
  const former = new Map<number, string | null>();
  for (const [index, { source }] of items.entries()) {
    const stimulusId = knownStimulusOf(index);
    if (source.stimulus === null || stimulusId === undefined) continue;
    const agreed = !former.has(source.stimulus) || former.get(source.stimulus) === stimulusId;
    former.set(source.stimulus, agreed ? stimulusId : null);
  }
  return former;
}
