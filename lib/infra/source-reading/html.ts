import 'server-only';
import type { Element, RootContent } from 'hast';
import rehypeParse from 'rehype-parse';
import { unified } from 'unified';
import { type Failure, failure } from '@/lib/domain/kernel/failure';
import { err, ok, type Result } from '@/lib/domain/kernel/result';
import { withoutHidden } from '@/lib/domain/scenario-import/formats/clean-source';
import type { MarkupNode, MarkupPlace } from '@/lib/domain/scenario-import/formats/markup-tree';
import { refuseNesting } from './html-nesting';

const processor = unified().use(rehypeParse, { fragment: true }).freeze();

/**
 * Reads HTML, a page or a piece of one, as browsers do. Every node gets `place`. Refuses what would make a tree too deep or too
 * large, before it is built. Linear.
 */
export function readHtmlTree(source: string, place: MarkupPlace): Result<readonly MarkupNode[], Failure> {
  if (!/[<&]/.test(source)) return ok(source === '' ? [] : [{ type: 'text', text: source }]);
  const refused = refuseNesting(source);
  if (refused !== null) return err(failure('invalid', `The HTML was not read: ${refused}`));
  return ok(toMarkup(processor.parse(source).children, place));
}

function toMarkup(nodes: readonly RootContent[], place: MarkupPlace): readonly MarkupNode[] {
  return nodes.flatMap((node): readonly MarkupNode[] => {
    if (node.type === 'text') return [{ type: 'text', text: withoutHidden(node.value) }];
    if (node.type !== 'element') return [];
    const { line, column } = place;
    return [
      {
        ...{ type: 'element', name: node.tagName, attributes: attributesOf(node), line, column, end: place },
        children: toMarkup(node.children, place),
      },
    ];
  });
}

function attributesOf({ properties }: Element): Readonly<Record<string, string>> {
  const attributes: Record<string, string> = Object.create(null);
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    const text = Array.isArray(value) ? value.join(' ') : value === true ? '' : String(value);
    attributes[name === 'className' ? 'class' : name.toLowerCase()] = withoutHidden(text);
  }
  return attributes;
}
