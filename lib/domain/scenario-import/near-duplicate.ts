/**
 * From this trigram similarity of stem and options on, two items are shown side by side as near-duplicates. Measured with
 * `npm run check:near-duplicates` (docs/decisions/011-near-duplicates-in-postgres.md). No threshold tells a paraphrase from a
 * question that differs in one word that matters, so nothing is merged by it.
 */
export const NEAR_DUPLICATE = 0.55;
