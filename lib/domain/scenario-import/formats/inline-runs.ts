import type { Inline } from '../../text/rich-text';

export type Mark = 'strong' | 'emphasis';

/** A piece of a paragraph with the marks around it, outermost first. */
export type Run = { readonly marks: readonly Mark[] } & (
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'code'; readonly text: string }
  | { readonly type: 'image'; readonly media: string; readonly alt: string }
  | { readonly type: 'break' }
);

/**
 * Puts a paragraph together as a browser would show it: runs of white space are one space, none stands at its edges or beside a
 * line break, and what is blank at the edge of a mark stands outside it.
 */
export function joinRuns(runs: readonly Run[]): readonly Inline[] {
  return nest(trimRuns(spaceRuns(runs)), 0);
}

/** Cuts white space into runs of their own, each with the marks that both neighbours share. */
function spaceRuns(runs: readonly Run[]): readonly Run[] {
  const spaced: Run[] = [];
  let isSpaceDue = false;
  const push = (run: Run): void => {
    const before = spaced.at(-1);
    if (isSpaceDue && before !== undefined) {
      spaced.push({ type: 'text', text: ' ', marks: sharedMarks(before.marks, run.marks) });
    }
    isSpaceDue = false;
    spaced.push(run);
  };
  for (const run of runs) {
    if (run.type !== 'text') {
      push(run);
      continue;
    }
    const text = run.text.replaceAll(/\s+/g, ' ');
    const inner = text.trim();
    if (text.startsWith(' ')) isSpaceDue = true;
    if (inner === '') continue;
    push({ ...run, text: inner });
    isSpaceDue = text.endsWith(' ');
  }
  return spaced;
}

function sharedMarks(one: readonly Mark[], other: readonly Mark[]): readonly Mark[] {
  const end = one.findIndex((mark, at) => mark !== other[at]);
  return end === -1 ? one : one.slice(0, end);
}

const isBlank = (run: Run | undefined): boolean => run?.type === 'text' && run.text === ' ';

/** No break at either edge, no space beside a break. */
function trimRuns(runs: readonly Run[]): readonly Run[] {
  const kept = runs.filter(
    (run, at) => !isBlank(run) || (runs[at - 1]?.type !== 'break' && runs[at + 1]?.type !== 'break'),
  );
  const holdsSomething = (run: Run): boolean => run.type !== 'break' && !isBlank(run);
  const from = kept.findIndex(holdsSomething);
  return from === -1 ? [] : kept.slice(from, kept.findLastIndex(holdsSomething) + 1);
}

/** Neighbours with the same mark at this level share one node. */
function nest(runs: readonly Run[], level: number): readonly Inline[] {
  const nodes: Inline[] = [];
  for (let at = 0; at < runs.length; ) {
    const run = runs[at];
    if (run === undefined) break;
    const mark = run.marks[level];
    if (mark === undefined) {
      nodes.push(leaf(run));
      at += 1;
      continue;
    }
    let end = at + 1;
    while (end < runs.length && runs[end]?.marks[level] === mark) end += 1;
    nodes.push({ type: mark, children: nest(runs.slice(at, end), level + 1) });
    at = end;
  }
  return mergeText(nodes);
}

function leaf(run: Run): Inline {
  switch (run.type) {
    case 'text':
    case 'code':
      return { type: run.type, text: run.text };
    case 'image':
      return { type: 'image', media: run.media, alt: run.alt };
    case 'break':
      return { type: 'break' };
  }
}

function mergeText(nodes: readonly Inline[]): readonly Inline[] {
  const merged: Inline[] = [];
  let texts: string[] = [];
  const flush = (): void => {
    if (texts.length > 0) merged.push({ type: 'text', text: texts.join('') });
    texts = [];
  };
  for (const node of nodes) {
    if (node.type === 'text') texts.push(node.text);
    else {
      flush();
      merged.push(node);
    }
  }
  flush();
  return merged;
}
