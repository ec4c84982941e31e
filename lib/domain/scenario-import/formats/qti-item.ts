import { letterAt } from '../../item/item-content';
import type { StructuredItem } from '../finish-structured-post';
import { type ImportMessage, importMessage, listInWords, quote } from '../message';
import type { ParsedOption } from '../parsed-post';
import { childNamed, childrenNamed, elementsOf, type MarkupElement, type MarkupNode } from './markup-tree';
import { type QtiBody, type QtiPassage, takeBody, takeChoice } from './qti-body';
import { readQtiKey } from './qti-key';
import type { QtiDocument } from './qti-tree';
import { type PictureNames, refuseLength, toDialect } from './rich-source';
import { isBeginningOf } from './title-of-stem';

export interface QtiItem {
  readonly item: StructuredItem;
  readonly passages: readonly QtiPassage[];
}

export interface QtiItemContext {
  readonly number: number;
  readonly index: number;
  /** Keywords that the manifest gives the file. */
  readonly tags: readonly string[];
  readonly pictures: PictureNames;
  readonly messages: ImportMessage[];
}

/** Reads one item, or says at its line why it can't be a question here and gives null. */
export function readQtiItem(
  document: QtiDocument,
  root: MarkupElement,
  context: QtiItemContext,
): QtiItem | null {
  const body = takeBody(childNamed(root, 'itembody') ?? { ...root, children: [] });
  const refusal = refuseItem(root, body);
  if (refusal !== null) {
    const name = quote(root.attributes.title ?? root.attributes.identifier ?? document.name);
    const where = document.name === '' ? '' : ` in “${document.name}”`;
    const message = `Question ${context.number}, ${name},${where} is left out: ${refusal}`;
    context.messages.push(importMessage('item/unsupported', body.interactions[0] ?? root, message));
    return null;
  }
  const interaction = body.interactions[0] ?? root;
  const place = { line: interaction.line, column: interaction.column, item: context.index };
  const write = (nodes: readonly MarkupNode[], at: MarkupElement): string =>
    writeText(nodes, { line: at.line, column: at.column, item: context.index }, context);
  const choices = childrenNamed(interaction, 'simplechoice').map((choice) => ({
    choice,
    ...takeChoice(choice),
  }));
  const identifiers = choices.map(({ choice }) => choice.attributes.identifier ?? '');
  const places = new Map([...identifiers.entries()].reverse().map(([at, identifier]) => [identifier, at]));
  const response = interaction.attributes.responseidentifier ?? 'RESPONSE';
  const declaration =
    childrenNamed(root, 'responsedeclaration').find((one) => one.attributes.identifier === response) ?? null;
  const isSingle = (declaration?.attributes.cardinality ?? 'single') === 'single';
  const letterOf = (identifier: string): string => {
    const at = places.get(identifier);
    return at === undefined ? quote(identifier) : letterAt(at);
  };
  const key = readQtiKey(declaration, isSingle, place, letterOf);
  const unknown = [...key.correct].filter((identifier) => !places.has(identifier));
  if (unknown.length > 0) {
    const message = `The key names ${listInWords(unknown.slice(0, 5).map(quote))}, which is no choice of this question. Correct it.`;
    context.messages.push(
      importMessage('key/unknown-option', { ...place, line: key.line ?? place.line }, message),
    );
  }
  for (const message of key.messages) context.messages.push(message);
  const inline = choices.flatMap(({ feedback }, at) => feedback.map((element) => ({ element, at })));
  const loose = [...body.feedback, ...childrenNamed(root, 'modalfeedback')];
  const feedback = sortFeedback(inline, loose, places);
  noteUnseen(root, body, feedback.outcome, context);
  const stem = write(body.stem, root);
  const options = choices.map(({ choice, text }, at): ParsedOption => {
    const own = feedback.byChoice.get(at) ?? [];
    const rationale = joinTexts(own, write);
    return {
      label: letterAt(at),
      text: write(text, choice),
      correct: key.correct.has(identifiers[at] ?? ''),
      rationale: rationale === '' ? null : rationale,
      line: choice.line,
      rationaleLine: rationale === '' ? null : (own[0]?.line ?? null),
    };
  });
  const overall = joinTexts(feedback.overall, write);
  const item: StructuredItem = {
    number: context.number,
    sourceId: sourceIdOf(root),
    title: titleOf(root, stem),
    stimulus: null,
    stem,
    options,
    overallRationale: overall === '' ? null : overall,
    tags: context.tags,
    fixedOrder:
      interaction.attributes.shuffle === 'false' ||
      choices.some(({ choice }) => choice.attributes.fixed === 'true'),
    firstLine: root.line,
    lastLine: root.end.line,
    keyLine: key.line,
  };
  const references = childrenNamed(root, 'assessmentstimulusref').map((at): QtiPassage => {
    return { kind: 'file', reference: at.attributes.href ?? '', at };
  });
  return { item, passages: [...references, ...body.passages] };
}

function writeText(
  nodes: readonly MarkupNode[],
  place: { readonly line: number; readonly column: number; readonly item: number },
  { pictures, messages }: QtiItemContext,
): string {
  const text = toDialect(nodes, place, pictures, messages);
  const tooLong = refuseLength(text);
  if (tooLong === null) return text;
  messages.push(importMessage('markup/broken', place, tooLong));
  return text.slice(0, 200);
}

function joinTexts(
  elements: readonly MarkupElement[],
  write: (nodes: readonly MarkupNode[], at: MarkupElement) => string,
): string {
  const texts = elements.map((element) => write(element.children, element));
  return texts.filter((text) => text !== '').join('\n\n');
}

function refuseItem(root: MarkupElement, body: QtiBody): string | null {
  const [first, ...others] = body.interactions;
  if (body.isTemplate || childNamed(root, 'templatedeclaration') !== null) {
    return 'its values are drawn anew for each attempt, which questions here can’t do. Write it with fixed values.';
  }
  if (first === undefined)
    return 'it asks nothing. If it is a passage, refer to it from the questions that need it.';
  const kinds = [...new Set(body.interactions.map(({ name }) => quote(name.replace(/interaction$/, ''))))];
  if (others.length > 0) {
    return `it has ${body.interactions.length} interactions (${listInWords(kinds)}), and a question here has one. Split it.`;
  }
  if (first.name !== 'choiceinteraction') {
    return `its interaction ${kinds[0] ?? ''} has no options to choose from that could be imported. Write it anew as a choice.`;
  }
  return null;
}

interface SortedFeedback {
  readonly byChoice: ReadonlyMap<number, readonly MarkupElement[]>;
  readonly overall: readonly MarkupElement[];
  /** Shown for right or wrong attempts as a whole. */
  readonly outcome: readonly MarkupElement[];
}

const OUTCOME = /^(?:in)?correct|^(?:not?[_-]?)?(?:right|wrong|pass|fail|solved)/i;

function sortFeedback(
  inline: readonly { readonly element: MarkupElement; readonly at: number }[],
  loose: readonly MarkupElement[],
  places: ReadonlyMap<string, number>,
): SortedFeedback {
  const byChoice = new Map<number, MarkupElement[]>();
  const [overall, outcome]: [MarkupElement[], MarkupElement[]] = [[], []];
  const give = (at: number, element: MarkupElement): void => {
    const known = byChoice.get(at);
    if (known === undefined) byChoice.set(at, [element]);
    else known.push(element);
  };
  for (const { element, at } of inline) give(at, element);
  for (const element of loose) {
    const identifier = element.attributes.identifier ?? '';
    const at = places.get(identifier);
    if (at !== undefined && element.attributes.showhide !== 'hide') give(at, element);
    else if (OUTCOME.test(identifier)) outcome.push(element);
    else overall.push(element);
  }
  return { byChoice, overall, outcome };
}

function noteUnseen(
  root: MarkupElement,
  body: QtiBody,
  outcome: readonly MarkupElement[],
  { index, messages }: QtiItemContext,
): void {
  const first = outcome[0] ?? body.unseen[0];
  const lost = [
    ...(outcome.length > 0 ? ['feedback on right and wrong attempts as a whole'] : []),
    ...(body.unseen.length > 0 ? ['instructions for scorers, or hints'] : []),
    ...(root.attributes.adaptive === 'true' ? ['several tries at one question'] : []),
  ];
  if (lost.length === 0) return;
  const message = `Not kept, because questions here have no such part: ${listInWords(lost)}. Move what matters into the overall feedback.`;
  messages.push(importMessage('item/not-kept', { line: (first ?? root).line, item: index }, message));
}

/** Our own writer puts `id-` before ids, because an identifier may not begin with a digit. */
function sourceIdOf({ attributes }: MarkupElement): string | null {
  const identifier = (attributes.identifier ?? '').trim();
  if (identifier === '') return null;
  return attributes.toolname === 'Cutscore' ? identifier.replace(/^id-/, '') : identifier;
}

/** Authoring tools fill the title with the identifier or the beginning of the question; that is no title. */
function titleOf({ attributes }: MarkupElement, stem: string): string | null {
  const title = (attributes.title ?? '').replaceAll(/\s+/g, ' ').trim();
  const isNone = title === '' || title === (attributes.identifier ?? '').trim() || isBeginningOf(title, stem);
  return isNone ? null : title;
}

/** The body of a passage: that of a stimulus file, or all of another. */
export function passageNodes(root: MarkupElement): readonly MarkupNode[] {
  const body = childNamed(root, 'stimulusbody') ?? childNamed(root, 'itembody');
  if (body !== null) return body.children;
  return elementsOf(root).some(({ name }) => name === 'body')
    ? (childNamed(root, 'body')?.children ?? [])
    : root.children;
}
