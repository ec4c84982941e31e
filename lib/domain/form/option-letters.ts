/** Of the first option of a version, in the order of its author. */
const FIRST_LETTER = 'a'.charCodeAt(0);

/**
 * Options as letters of the version's own order, a being its first: how forms and answers name them in storage.
 *
 * @param optionIds all options of the version, in the order of its author
 * @throws RangeError when an option is none of the version
 */
export function optionLetters(optionIds: readonly string[], named: readonly string[]): string {
  return named
    .map((optionId) => {
      const place = optionIds.indexOf(optionId);
      if (place < 0) throw new RangeError(`Option ${optionId} is no part of this version.`);
      return String.fromCharCode(FIRST_LETTER + place);
    })
    .join('');
}

/** A choice as its one text: the letters of the chosen options, ascending, each once. As app.canonical_choice writes it. */
export function choiceLetters(optionIds: readonly string[], selected: readonly string[]): string {
  return optionLetters(
    optionIds,
    optionIds.filter((optionId) => selected.includes(optionId)),
  );
}
