import { type MarkupElement, type MarkupNode, textOf } from './markup-tree';

/** A passage that a body holds or refers to. */
export type QtiPassage =
  | { readonly kind: 'file'; readonly reference: string; readonly at: MarkupElement }
  | { readonly kind: 'inline'; readonly at: MarkupElement };

/** The body of an item, taken apart. */
export interface QtiBody {
  /** What the learner reads above the options, with the prompt where the interaction stood. */
  readonly stem: readonly MarkupNode[];
  readonly interactions: readonly MarkupElement[];
  readonly feedback: readonly MarkupElement[];
  readonly passages: readonly QtiPassage[];
  /** Rubrics for scorers and authors, and hints: what learners don't read here. */
  readonly unseen: readonly MarkupElement[];
  /** True where values are drawn anew for each attempt. */
  readonly isTemplate: boolean;
}

interface Parts {
  readonly interactions: MarkupElement[];
  readonly feedback: MarkupElement[];
  readonly passages: QtiPassage[];
  readonly unseen: MarkupElement[];
  isTemplate: boolean;
}

export function takeBody(body: MarkupElement): QtiBody {
  const parts: Parts = { interactions: [], feedback: [], passages: [], unseen: [], isTemplate: false };
  const stem = body.children.flatMap((child) => takeNode(child, parts));
  return { stem, ...parts };
}

function takeNode(node: MarkupNode, parts: Parts): readonly MarkupNode[] {
  if (node.type === 'text') return [node];
  const { name, attributes } = node;
  if (name === 'endattemptinteraction') parts.unseen.push(node);
  else if (name.endsWith('interaction')) {
    parts.interactions.push(node);
    return node.children.flatMap((child) =>
      child.type === 'element' && child.name === 'prompt' ? takeNode(child, parts) : [],
    );
  } else if (name === 'feedbackblock' || name === 'feedbackinline') parts.feedback.push(node);
  else if (name === 'rubricblock') takeRubric(node, parts);
  else if (name === 'printedvariable' || name === 'templateblock' || name === 'templateinline')
    parts.isTemplate = true;
  else if (name === 'object' && isPicture(attributes.type, attributes.data)) {
    return [
      {
        ...node,
        name: 'img',
        attributes: { src: attributes.data ?? '', alt: attributes.alt ?? textOf(node).trim() },
      },
    ];
  } else if (name === 'object' && isText(attributes.type, attributes.data)) {
    parts.passages.push({ kind: 'file', reference: attributes.data ?? '', at: node });
  } else return [{ ...node, children: node.children.flatMap((child) => takeNode(child, parts)) }];
  return [];
}

/** What candidates read before a question is its background; the rest is for people who score or write. */
function takeRubric(rubric: MarkupElement, parts: Parts): void {
  const view = rubric.attributes.view ?? 'candidate';
  if (/\bcandidate\b/.test(view)) parts.passages.push({ kind: 'inline', at: rubric });
  else if (textOf(rubric).trim() !== '') parts.unseen.push(rubric);
}

const isPicture = (type = '', data = ''): boolean =>
  type.startsWith('image/') || (type === '' && /\.(?:png|jpe?g|gif|webp)$/i.test(data));
const isText = (type = '', data = ''): boolean =>
  /^(?:text\/html|application\/xhtml\+xml|text\/xml)/.test(type) || (type === '' && /\.x?html?$/i.test(data));

/** A choice: its text, and the feedback that stands in it. */
export function takeChoice(choice: MarkupElement): {
  readonly text: readonly MarkupNode[];
  readonly feedback: readonly MarkupElement[];
} {
  const parts: Parts = { interactions: [], feedback: [], passages: [], unseen: [], isTemplate: false };
  return { text: choice.children.flatMap((child) => takeNode(child, parts)), feedback: parts.feedback };
}
