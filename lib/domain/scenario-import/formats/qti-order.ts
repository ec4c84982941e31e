import { childNamed, childrenNamed, descendants, type MarkupElement, textOf } from './markup-tree';
import { type QtiDocument, resolveName } from './qti-tree';

export interface QtiOrder {
  /** Items in the order in which they are asked, or else listed. */
  readonly items: readonly QtiDocument[];
  /** By name of the file: keywords of the manifest. */
  readonly tags: ReadonlyMap<string, readonly string[]>;
  /** By name of the file: rubrics of the sections that hold it, which candidates read. */
  readonly rubrics: ReadonlyMap<string, readonly MarkupElement[]>;
  /** References of a test or manifest that lead to no file. */
  readonly missing: readonly { readonly reference: string; readonly at: MarkupElement }[];
}

/** Tests say in which order items are asked; what no test names follows in the order of the manifest, then of the files. */
export function orderItems(documents: readonly QtiDocument[]): QtiOrder {
  const byName = new Map(documents.map((document) => [document.name, document]));
  const ordered = new Set<QtiDocument>();
  const rubrics = new Map<string, readonly MarkupElement[]>();
  const missing: { reference: string; at: MarkupElement }[] = [];
  const tags = new Map<string, readonly string[]>();
  const add = (from: QtiDocument, reference: string, at: MarkupElement): QtiDocument | null => {
    const found = byName.get(resolveName(from.name, reference) ?? '');
    if (found === undefined) missing.push({ reference, at });
    else if (found.root?.name === 'assessmentitem') ordered.add(found);
    return found ?? null;
  };
  for (const test of documents.filter(({ root }) => root?.name === 'assessmenttest')) {
    if (test.root !== null) {
      walkSections(test.root, [], (reference, at, above) => {
        const item = add(test, reference, at);
        if (item !== null) rubrics.set(item.name, above);
      });
    }
  }
  for (const manifest of documents.filter(({ root }) => root?.name === 'manifest')) {
    for (const resource of manifest.root === null
      ? []
      : descendants(manifest.root, ({ name }) => name === 'resource')) {
      if (!/item/i.test(resource.attributes.type ?? '')) continue;
      const item = add(manifest, resource.attributes.href ?? '', resource);
      if (item !== null) tags.set(item.name, keywordsOf(resource));
    }
  }
  for (const document of documents) if (document.root?.name === 'assessmentitem') ordered.add(document);
  return { items: [...ordered], tags, rubrics, missing };
}

function walkSections(
  element: MarkupElement,
  above: readonly MarkupElement[],
  visit: (reference: string, at: MarkupElement, above: readonly MarkupElement[]) => void,
): void {
  const own = childrenNamed(element, 'rubricblock').filter(({ attributes }) =>
    /\bcandidate\b/.test(attributes.view ?? 'candidate'),
  );
  const all = [...above, ...own];
  for (const child of element.children) {
    if (child.type === 'text') continue;
    if (child.name === 'assessmentitemref') visit(child.attributes.href ?? '', child, all);
    else if (child.name === 'testpart' || child.name === 'assessmentsection') walkSections(child, all, visit);
  }
}

function keywordsOf(resource: MarkupElement): readonly string[] {
  const metadata = childNamed(resource, 'metadata');
  if (metadata === null) return [];
  const keywords = descendants(metadata, ({ name }) => name === 'keyword' || name === 'taxon');
  return [...new Set(keywords.map((keyword) => textOf(keyword).replaceAll(/\s+/g, ' ').trim()))].filter(
    (word) => word !== '',
  );
}
