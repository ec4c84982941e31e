import { Fragment, type ReactNode } from 'react';
import type {
  Block,
  Inline,
  LetterOf,
  RichText as RichTextTree,
  TableRow,
} from '@/lib/domain/text/rich-text';
import { cn } from '@/lib/ui/cn';
import { paths } from '@/lib/ui/paths';

const noLetters: LetterOf = () => null;

/** The address of a picture by its SHA-256. */
export type PictureAt = (sha256: string) => string;

/** What a reader is shown in place of a reference. */
interface Showing {
  readonly letterOf: LetterOf;
  readonly pictureAt: PictureAt;
}

/*
 * Nodes have no identity of their own and a tree is never edited in place, so the position is the key.
 */
function inlines(nodes: readonly Inline[], show: Showing): ReactNode {
  // biome-ignore lint/suspicious/noArrayIndexKey: see above
  return nodes.map((node, index) => <Fragment key={index}>{inline(node, show)}</Fragment>);
}

function inline(node: Inline, show: Showing): ReactNode {
  switch (node.type) {
    case 'text':
      return node.text;
    case 'strong':
      return <strong className="font-bold">{inlines(node.children, show)}</strong>;
    case 'emphasis':
      return <em>{inlines(node.children, show)}</em>;
    case 'code':
      return (
        <code className="rounded-control border border-hairline bg-sunken px-1 py-px font-code text-[0.88em] [font-feature-settings:normal]">
          {node.text}
        </code>
      );
    case 'break':
      return <br />;
    case 'image':
      return (
        // biome-ignore lint/performance/noImgElement: pictures of items are private and already sized; the optimiser is off
        <img src={show.pictureAt(node.media)} alt={node.alt} className="picture" />
      );
    case 'optionReference':
      return <strong className="font-bold">{show.letterOf(node.optionId) ?? 'another option'}</strong>;
  }
}

function blocks(nodes: readonly Block[], show: Showing): ReactNode {
  // biome-ignore lint/suspicious/noArrayIndexKey: see above
  return nodes.map((node, index) => <Fragment key={index}>{block(node, show)}</Fragment>);
}

function block(node: Block, show: Showing): ReactNode {
  switch (node.type) {
    case 'paragraph':
      return <p>{inlines(node.children, show)}</p>;
    case 'code':
      return <CodeBlock text={node.text} language={node.language} />;
    case 'list': {
      const List = node.ordered ? 'ol' : 'ul';
      return (
        <List className={cn('flex flex-col gap-1.5 pl-6', node.ordered ? 'list-decimal' : 'list-disc')}>
          {node.items.map((item, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: see above
            <li key={index} className="flex-col gap-2 pl-1 *:not-first:mt-2">
              {blocks(item, show)}
            </li>
          ))}
        </List>
      );
    }
    case 'table':
      return <Table head={node.head} rows={node.rows} show={show} />;
  }
}

/** A table scrolls inside its own box like code. A head without text is no head. */
function Table({ head, rows, show }: { head: TableRow; rows: readonly TableRow[]; show: Showing }) {
  const cell = 'border border-hairline px-2 py-1 text-left align-top';
  return (
    <section
      aria-label="Table"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard (WCAG 2.1.1)
      tabIndex={0}
      className="overflow-x-auto print:overflow-visible"
    >
      <table className="border-collapse text-15 leading-reading">
        {head.some((content) => content.length > 0) ? (
          <thead>
            <tr>
              {head.map((content, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: see above
                <th key={index} scope="col" className={cell}>
                  {inlines(content, show)}
                </th>
              ))}
            </tr>
          </thead>
        ) : null}
        <tbody>
          {rows.map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: see above
            <tr key={index}>
              {row.map((content, column) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: see above
                <td key={column} className={cell}>
                  {inlines(content, show)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
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
 * reader sees for an option, `pictureAt` the address of a picture. `compact` is for an option's own text, which stands in a row
 * of controls.
 */
export function RichText({
  content,
  letterOf = noLetters,
  pictureAt = paths.media,
  compact = false,
}: {
  content: RichTextTree;
  letterOf?: LetterOf;
  pictureAt?: PictureAt;
  compact?: boolean;
}) {
  return (
    <div className={cn('reading flex min-w-0 flex-col', compact ? 'gap-2' : 'measure gap-4')}>
      {blocks(content, { letterOf, pictureAt })}
    </div>
  );
}
