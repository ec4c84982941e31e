import { checkWeights, weightNote } from '../blueprint/domain-weight';
import type { CatalogueBlueprint } from './certification';

/** The assumed cut in words: "70 %, assumed. The vendor publishes no pass mark." */
export function cutText(blueprint: Pick<CatalogueBlueprint, 'cutPercent' | 'cutSource'>): string {
  return `${blueprint.cutPercent}\u00a0%, ${blueprint.cutSource}. The vendor publishes no pass mark.`;
}

/** Where the values come from and how far to trust them, one sentence each. */
export function provenanceNotes(blueprint: CatalogueBlueprint): readonly string[] {
  const weights = weightNote(checkWeights(blueprint.domains));
  return [
    `${blueprint.label}. As of ${blueprint.asOf}: verify before relying on it.`,
    blueprint.source,
    ...(weights === null ? [] : [weights]),
    'The exam may hold further questions that are not scored.',
  ];
}
