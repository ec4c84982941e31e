import type { AssembledItem } from './assemble-item';
import type { ParsedItem, ParsedOption } from './parsed-post';
import { rationaleText } from './rationales/written-rationale';

/** Brings an item into the form that all formats share; whether it is ready depends on messages that come later. */
export function finishItem(
  item: AssembledItem,
  { stimulus, tags }: { readonly stimulus: number | null; readonly tags: readonly string[] },
): ParsedItem {
  const explanations = explainOptions(item);
  const own = item.meta.flatMap((meta) => (meta.field === 'tags' ? meta.values : []));
  const id = item.meta.find((meta) => meta.field === 'id');
  const overall = item.rationales.filter(({ labels }) => labels.length === 0).map(rationaleText);
  return {
    number: item.number,
    sourceId: item.sourceId ?? (id?.field === 'id' ? id.value : null),
    title: item.title,
    stimulus,
    stem: item.stem,
    options: item.options.map((option): ParsedOption => {
      const label = option.label.toUpperCase();
      const rationale = explanations.get(label);
      return {
        label: option.label,
        text: option.body,
        correct: item.key?.includes(label) === true,
        rationale: rationale?.text ?? null,
        line: option.line,
        rationaleLine: rationale?.line ?? null,
      };
    }),
    overallRationale: overall.length === 0 ? null : overall.join('\n\n'),
    tags: [...new Set([...tags, ...own])],
    fixedOrder: item.meta.some(({ field }) => field === 'fixed-order'),
    firstLine: item.firstLine,
    lastLine: item.lastLine,
    keyLine: keyLineOf(item),
    ready: true,
  };
}

function keyLineOf(item: AssembledItem): number | null {
  const first = item.keys[0];
  if (first !== undefined) return first.line;
  return item.options.find(({ label }) => item.marked.includes(label.toUpperCase()))?.line ?? null;
}

/** Rationale per label, upper case. One that names several options goes to each. */
function explainOptions(
  item: AssembledItem,
): ReadonlyMap<string, { readonly text: string; readonly line: number }> {
  const parts = new Map<string, { readonly line: number; readonly texts: string[] }>();
  for (const rationale of item.rationales) {
    for (const label of rationale.labels) {
      const known = parts.get(label) ?? { line: rationale.line, texts: [] };
      known.texts.push(rationaleText(rationale));
      parts.set(label, known);
    }
  }
  return new Map([...parts].map(([label, { line, texts }]) => [label, { line, text: texts.join('\n\n') }]));
}
