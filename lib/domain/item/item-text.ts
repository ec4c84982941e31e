import type { Block, Inline, RichText } from '../text/rich-text';
import { fromEditorText, toEditorText } from './editor-text';
import { type ItemContent, letterAt, MAX_OPTIONS, MIN_OPTIONS, OVERALL_RATIONALE } from './item-content';
import { refersToOtherOptions } from './shuffle-lock';

/** Whether options keep their order: as their text says, or as the author says. */
export const SHUFFLE_CHOICES = ['auto', 'locked', 'free'] as const;
export type ShuffleChoice = (typeof SHUFFLE_CHOICES)[number];

export interface OptionText {
  readonly id: string;
  readonly text: string;
  readonly isKey: boolean;
  readonly rationale: string;
}

/** An item as its author edits it: texts in the dialect of parseRichText, options named by letters. */
export interface ItemText {
  readonly title: string;
  readonly stem: string;
  readonly options: readonly OptionText[];
  readonly overall: string;
  readonly shuffle: ShuffleChoice;
}

/** `field` is the id of the control that has to change. */
export interface TextProblem {
  readonly field: string;
  readonly message: string;
}

/** The ids of an option's controls. */
export const optionField = (id: string): string => `option-${id}`;
export const rationaleField = (id: string): string => `rationale-${id}`;

export function toItemText(content: ItemContent): ItemText {
  const order = content.options.map(({ id }) => id);
  const textOf = (id: string): string => {
    const tree = Object.hasOwn(content.rationales, id) ? content.rationales[id] : undefined;
    return tree === undefined ? '' : toEditorText(tree, order);
  };
  const found = content.options.some(({ body }) => refersToOtherOptions(body));
  return {
    title: content.title ?? '',
    stem: toEditorText(content.stem, order),
    options: content.options.map(({ id, body }) => ({
      id,
      text: toEditorText(body, order),
      isKey: content.key.includes(id),
      rationale: textOf(id),
    })),
    overall: textOf(OVERALL_RATIONALE),
    shuffle: content.shuffleLocked === found ? 'auto' : content.shuffleLocked ? 'locked' : 'free',
  };
}

/** What the item will say. Total: an unfinished one gives what there is, so that it can be looked at while it is written. */
export function toContentOf(item: ItemText): ItemContent {
  const order = item.options.map(({ id }) => id);
  const read = (text: string): RichText => fromEditorText(text, order);
  const options = item.options.map(({ id, text }) => ({ id, body: readOption(text, order) }));
  const rationales = item.options.map(({ id, rationale }) => [id, read(rationale)] as const);
  const locked = options.some(({ body }) => refersToOtherOptions(body));
  return {
    title: item.title.trim() === '' ? null : item.title.trim().replaceAll(/\s+/g, ' '),
    // A stem stands before its options: a letter in it is no option, unless it is named on purpose.
    stem: readNamed(item.stem, order),
    options,
    key: item.options.filter(({ isKey }) => isKey).map(({ id }) => id),
    rationales: Object.fromEntries(
      [...rationales, [OVERALL_RATIONALE, read(item.overall)] as const].filter(([, tree]) => tree.length > 0),
    ),
    shuffleLocked: item.shuffle === 'auto' ? locked : item.shuffle === 'locked',
  };
}

/** As an import reads options: a letter in one is a reference only where the option plainly speaks about others. */
function readOption(text: string, order: readonly string[]): RichText {
  const plain = readNamed(text, order);
  return refersToOtherOptions(plain) ? fromEditorText(text, order) : plain;
}

/** No labels for prose to find, only for what is named as `[[B]]`. */
function readNamed(text: string, order: readonly string[]): RichText {
  const bound = fromEditorText(text, order);
  return /\[\[[A-Z]\]\]/.test(text) ? bound : fromEditorText(text, []);
}

/** What keeps the item from being saved, in the order of the page. */
export function checkItemText(item: ItemText): readonly TextProblem[] {
  const content = toContentOf(item);
  const problems: TextProblem[] = [];
  const say = (field: string, message: string): void => {
    problems.push({ field, message });
  };
  if (content.stem.length === 0) say('stem', 'Write the question.');
  if (content.options.length < MIN_OPTIONS) say('options', 'A question needs at least two options.');
  if (content.options.length > MAX_OPTIONS) say('options', `A question has at most ${MAX_OPTIONS} options.`);
  if (content.key.length === 0) say('key', 'Mark the option or options that are right.');
  if (content.key.length === content.options.length && content.options.length > 1) {
    say('key', 'Every option is marked as right. Leave at least one that is wrong.');
  }
  for (const [at, { id, body }] of content.options.entries()) {
    if (body.length === 0) say(optionField(id), `Write option ${letterAt(at)}, or remove it.`);
  }
  for (const [first, second] of equalPairs(content)) {
    say(
      optionField(second.id),
      `Options ${first.letter} and ${second.letter} say the same. Change or remove one.`,
    );
  }
  for (const { field, tree } of textsOf(content)) {
    if (imagesIn(tree).some(({ alt }) => alt.trim() === '')) {
      say(field, 'Say in words what the picture shows, for those who can’t see it.');
    }
  }
  return problems;
}

interface Lettered {
  readonly id: string;
  readonly letter: string;
}

function equalPairs({ options }: ItemContent): readonly (readonly [Lettered, Lettered])[] {
  const firstByText = new Map<string, Lettered>();
  return options.flatMap(({ id, body }, at) => {
    const text = JSON.stringify(body);
    const own = { id, letter: letterAt(at) };
    const first = firstByText.get(text);
    if (first === undefined) firstByText.set(text, own);
    return first === undefined || body.length === 0 ? [] : [[first, own] as const];
  });
}

function textsOf(content: ItemContent): readonly { readonly field: string; readonly tree: RichText }[] {
  return [
    { field: 'stem', tree: content.stem },
    ...content.options.map(({ id, body }) => ({ field: optionField(id), tree: body })),
    ...Object.entries(content.rationales).map(([id, tree]) => ({
      field: id === OVERALL_RATIONALE ? 'overall' : rationaleField(id),
      tree,
    })),
  ];
}

type Image = Inline & { readonly type: 'image' };

/** The pictures that a text shows, in its order. */
export function imagesIn(tree: RichText): readonly Image[] {
  const inInlines = (nodes: readonly Inline[]): readonly Image[] =>
    nodes.flatMap((node) => {
      if (node.type === 'image') return [node];
      return node.type === 'strong' || node.type === 'emphasis' ? inInlines(node.children) : [];
    });
  const inBlock = (block: Block): readonly Image[] => {
    switch (block.type) {
      case 'paragraph':
        return inInlines(block.children);
      case 'list':
        return block.items.flatMap((item) => item.flatMap(inBlock));
      case 'table':
        return [block.head, ...block.rows].flatMap((row) => row.flatMap(inInlines));
      case 'code':
        return [];
    }
  };
  return tree.flatMap(inBlock);
}

/** The names of all pictures of an item. */
export const mediaOf = (content: ItemContent): readonly string[] => [
  ...new Set(textsOf(content).flatMap(({ tree }) => imagesIn(tree).map(({ media }) => media))),
];
