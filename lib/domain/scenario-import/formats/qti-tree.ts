import type { MarkupElement, MarkupFault, MarkupNode } from './markup-tree';

/**
 * One tree for all versions: QTI 2 says `choiceInteraction responseIdentifier`, QTI 3 `qti-choice-interaction
 * response-identifier`; both become `choiceinteraction responseidentifier`. Prefixes of namespaces go.
 */
export function normaliseQti(element: MarkupElement): MarkupElement {
  const attributes: Record<string, string> = Object.create(null);
  for (const [name, value] of Object.entries(element.attributes)) attributes[plainName(name)] = value;
  return {
    ...element,
    name: plainName(element.name),
    attributes,
    children: element.children.map((child) => (child.type === 'text' ? child : normaliseQti(child))),
  };
}

function plainName(name: string): string {
  const local = name.slice(name.indexOf(':') + 1).toLowerCase();
  return local.replace(/^qti-/, '').replaceAll('-', '');
}

/** One file of a package, or the only one. Places of its elements count in the whole text that is shown. */
export interface QtiDocument {
  /** Within the package; '' for a file by itself. */
  readonly name: string;
  /** Normalised; null for HTML and for what can't be read. */
  readonly root: MarkupElement | null;
  /** A passage that is HTML. */
  readonly html: readonly MarkupNode[] | null;
  readonly faults: readonly MarkupFault[];
  readonly firstLine: number;
  readonly lastLine: number;
}

/** A name in a package as seen from a file in it, or null when it leads elsewhere. */
export function resolveName(from: string, reference: string): string | null {
  const path = reference.split(/[?#]/, 1)[0] ?? '';
  if (path === '' || /^[a-z][\w+.-]*:|^\//i.test(path)) return null;
  const segments = from.split('/').slice(0, -1);
  for (const segment of decodedPath(path).split('/')) {
    if (segment === '..') {
      if (segments.pop() === undefined) return null;
    } else if (segment !== '.' && segment !== '') segments.push(segment);
  }
  return segments.join('/');
}

function decodedPath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
