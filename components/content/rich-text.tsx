import { Fragment, type ReactNode } from 'react';
import type { Block, Inline, LetterOf, RichText as RichTextTree } from '@/lib/domain/text/rich-text';
import { cn } from '@/lib/ui/cn';

const noLetters: LetterOf = () => null;

/*
 * Nodes have no identity of their own and a tree is never edited in place, so the position is the key.
 */
function inlines(nodes: readonly Inline[], letterOf: LetterOf): ReactNode {
  // biome-ignore lint/suspicious/noArrayIndexKey: see above
  return nodes.map((node, index) => <Fragment key={index}>{inline(node, letterOf)}</Fragment>);
}

function inline(node: Inline, letterOf: LetterOf): ReactNode {
  switch (node.type) {
    case 'text':
      return node.text;
    case 'strong':
      return <strong className="font-bold">{inlines(node.children, letterOf)}</strong>;
    case 'emphasis':
      return <em>{inlines(node.children, letterOf)}</em>;
    case 'code':
      return (
        <code className="rounded-control border border-hairline bg-sunken px-1 py-px font-code text-[0.88em] [font-feature-settings:normal]">
          {node.text}
        </code>
      );
    case 'break':
      return <br />;
    case 'optionReference':
      return <strong className="font-bold">{letterOf(node.optionId) ?? 'another option'}</strong>;
  }
}

function blocks(nodes: readonly Block[], letterOf: LetterOf): ReactNode {
  // biome-ignore lint/suspicious/noArrayIndexKey: see above
  return nodes.map((node, index) => <Fragment key={index}>{block(node, letterOf)}</Fragment>);
}

function block(node: Block, letterOf: LetterOf): ReactNode {
  switch (node.type) {
    case 'paragraph':
      return <p>{inlines(node.children, letterOf)}</p>;
    case 'code':
      return <CodeBlock text={node.text} language={node.language} />;
    case 'list': {
      const List = node.ordered ? 'ol' : 'ul';
      return (
        <List className={cn('flex flex-col gap-1.5 pl-6', node.ordered ? 'list-decimal' : 'list-disc')}>
          {node.items.map((item, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: see above
            <li key={index} className="flex-col gap-2 pl-1 *:not-first:mt-2">
              {blocks(item, letterOf)}
            </li>
          ))}
        </List>
      );
    }
  }
}

/** Code scrolls inside its own box, which the keyboard can reach; it is never wrapped, as a break could mean something. */
function CodeBlock({ text, language }: { text: string; language: string | null }) {
  return (
    <section
      aria-label={language ? `Code, ${language}` : 'Code'}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard (WCAG 2.1.1)
      tabIndex={0}
      className="overflow-x-auto rounded-control border border-hairline bg-sunken px-4 py-3 print:overflow-visible print:whitespace-pre-wrap"
    >
      <pre className="font-code text-15 leading-reading tab-4">
        <code translate="no">{text}</code>
      </pre>
    </section>
  );
}

/**
 * Item text as React elements: there is no path from stored text to HTML. `letterOf` gives the letter that this
 * reader sees for an option. `compact` is for an option's own text, which stands in a row of controls.
 */
export function RichText({
  content,
  letterOf = noLetters,
  compact = false,
}: {
  content: RichTextTree;
  letterOf?: LetterOf;
  compact?: boolean;
}) {
  return (
    <div className={cn('reading flex min-w-0 flex-col', compact ? 'gap-2' : 'measure gap-4')}>
      {blocks(content, letterOf)}
    </div>
  );
}
