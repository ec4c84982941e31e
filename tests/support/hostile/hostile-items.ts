/** The texts of one question in which every place holds something hostile. */
export interface HostileItem {
  readonly title: string;
  readonly stem: string;
  /** Four; the first is the key. */
  readonly options: readonly string[];
  /** One for each option. */
  readonly rationales: readonly string[];
  readonly overall: string;
}

const PLACES = 11;

/** Formats that know lines only can't hold what goes over several, nor what no text may hold. */
const oneLine = (text: string): string => text.replaceAll(/[\r\n\0]/g, ' ');

/**
 * Puts the strings into questions, eleven to a question; places left over in the last one are filled from the start. Every text
 * begins with its string, because many of them work at a beginning only, and ends with a mark that keeps options apart.
 */
export function toHostileItems(strings: readonly string[]): readonly HostileItem[] {
  const count = Math.ceil(strings.length / PLACES);
  return Array.from({ length: count }, (_, nth) => {
    const at = (place: number): string => {
      const index = (nth * PLACES + place) % strings.length;
      return oneLine(`${strings[index] ?? ''} v${index}`);
    };
    return {
      title: at(0),
      stem: at(1),
      options: [2, 3, 4, 5].map(at),
      rationales: [6, 7, 8, 9].map(at),
      overall: at(10),
    };
  });
}
