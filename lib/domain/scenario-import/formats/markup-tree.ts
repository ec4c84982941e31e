/** A run of text with its entities resolved. */
export interface MarkupText {
  readonly type: 'text';
  readonly text: string;
}

/** A place in the text that the admin sees, both from 1, columns in UTF-16 units. */
export interface MarkupPlace {
  readonly line: number;
  readonly column: number;
}

/** An element of XML or HTML. Places are those of XML; HTML inside XML has the place of the element that holds it. */
export interface MarkupElement extends MarkupPlace {
  readonly type: 'element';
  readonly name: string;
  /** Without a prototype, so that no name of an attribute means anything. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly MarkupNode[];
  /** Where its end tag begins, or where the source broke off. */
  readonly end: MarkupPlace;
}

export type MarkupNode = MarkupText | MarkupElement;

export function elementsOf(element: MarkupElement): readonly MarkupElement[] {
  return element.children.filter((child) => child.type === 'element');
}

export function childrenNamed(element: MarkupElement, name: string): readonly MarkupElement[] {
  return elementsOf(element).filter((child) => child.name === name);
}

export function childNamed(element: MarkupElement, name: string): MarkupElement | null {
  return childrenNamed(element, name)[0] ?? null;
}

/** All elements below this one for which `isWanted`, in document order, without looking into those. */
export function descendants(
  element: MarkupElement,
  isWanted: (candidate: MarkupElement) => boolean,
): readonly MarkupElement[] {
  return elementsOf(element).flatMap((child) => (isWanted(child) ? [child] : descendants(child, isWanted)));
}

/** The text within, all of it, as it stands. */
export function textOf(element: MarkupElement): string {
  return element.children.map((child) => (child.type === 'text' ? child.text : textOf(child))).join('');
}

/** Something that isn't well-formed. `isRepaired`: nothing was lost, it was only written wrongly. */
export interface MarkupFault extends MarkupPlace {
  readonly message: string;
  readonly isRepaired: boolean;
}
