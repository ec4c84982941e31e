import { letterAt } from '../../item/item-content';
import { finishStructuredPost, type StructuredItem } from '../finish-structured-post';
import { type ImportMessage, importMessage, quote } from '../message';
import type { ParsedOption, ParsedPost, ParsedStimulus } from '../parsed-post';
import { bookLines, type CleanSource } from './clean-source';
import { faultMessages } from './markup-faults';
import {
  childNamed,
  childrenNamed,
  elementsOf,
  type MarkupElement,
  type MarkupFault,
  textOf,
} from './markup-tree';
import { topicOfCategory } from './moodle-category';
import { readMoodleKey } from './moodle-key';
import { bindDescriptions, type MoodleDescription, type MoodleItem, STIMULUS_TAG } from './moodle-stimuli';
import { type FieldText, type MoodleFields, moodleFields, nameOf } from './moodle-text';
import type { PictureNames } from './rich-source';
import { isBeginningOf } from './title-of-stem';

export interface MoodleSource {
  readonly source: CleanSource;
  readonly root: MarkupElement | null;
  readonly faults: readonly MarkupFault[];
  /** HTML of a field as a tree, or a refusal in words. */
  readonly readHtml: MoodleFields['readHtml'];
  readonly pictures: PictureNames;
}

/** Maps Moodle's tree to the intermediate form. Types without options to choose from are reported at their line. Pure, total. */
export function mapMoodleXml(moodle: MoodleSource): ParsedPost {
  const messages: ImportMessage[] = [...moodle.source.messages];
  const items: MoodleItem[] = [];
  const descriptions: MoodleDescription[] = [];
  const unsupported: MarkupElement[] = [];
  let [topic, number]: [string | null, number] = [null, 0];
  for (const question of moodle.root === null ? [] : childrenNamed(moodle.root, 'question')) {
    const type = (question.attributes.type ?? '').trim().toLowerCase();
    if (type === 'category') {
      topic = topicOfCategory(textOf(childNamed(question, 'category') ?? question).trim());
      continue;
    }
    const fields = moodleFields(question, moodle, {
      item: type === 'description' ? null : items.length,
      messages,
    });
    if (type === 'description') {
      const text = fields.textOf(childNamed(question, 'questiontext')).text;
      descriptions.push({ element: question, name: nameOf(question), text, after: items.length });
      continue;
    }
    number += 1;
    if (!SUPPORTED.has(type)) {
      unsupported.push(question);
      messages.push(unsupportedMessage(question, type, number));
    } else items.push(readQuestion(question, fields, { type, number, topic, messages, index: items.length }));
  }
  if (items.length === 0) {
    const message =
      'No question that can be imported was found. Expected <question type="multichoice"> or type="truefalse" within <quiz>.';
    messages.push(importMessage('post/no-items', { line: 1 }, message));
  }
  const binding = bindDescriptions(descriptions, items);
  return finish(moodle, items, binding, unsupported, messages);
}

/** Types in which any number of answers is the key, whatever else the question says. */
const SEVERAL: ReadonlySet<string> = new Set(['multichoiceset', 'oumultiresponse']);
const SUPPORTED: ReadonlySet<string> = new Set(['multichoice', 'truefalse', ...SEVERAL]);

function unsupportedMessage(question: MarkupElement, type: string, number: number): ImportMessage {
  const name = nameOf(question);
  const message = `Question ${number}${name === '' ? '' : `, ${quote(name)},`} is of the type ${quote(type)}, which has no options to choose from that could be imported. It is left out. Write it anew as a choice, or keep it in Moodle.`;
  return importMessage('item/unsupported', question, message);
}

interface QuestionContext {
  readonly type: string;
  readonly number: number;
  readonly index: number;
  readonly topic: string | null;
  readonly messages: ImportMessage[];
}

function readQuestion(question: MarkupElement, fields: MoodleFields, context: QuestionContext): MoodleItem {
  const { type, number, index, messages } = context;
  const stem = [fields.textOf(childNamed(question, 'questiontext')).text, fields.oldPicture()]
    .filter((text) => text !== '')
    .join('\n\n');
  const answers = childrenNamed(question, 'answer');
  const fractions = answers.map(fractionOf);
  const place = { line: answers[0]?.line ?? question.line, item: index };
  const isSingle = !SEVERAL.has(type) && !isFalse(childNamed(question, 'single'));
  const key = readMoodleKey(fractions, isSingle, place);
  for (const message of [...key.messages, ...lossMessages(question, index)]) messages.push(message);
  const options = answers.map((answer, at): ParsedOption => {
    const text = fields.textOf(answer).text;
    const feedback = childNamed(answer, 'feedback');
    const rationale = fields.textOf(feedback);
    return {
      label: letterAt(at),
      text: type === 'truefalse' ? truthOf(text) : text,
      correct: key.correct.has(at),
      rationale: rationale.text === '' ? null : rationale.text,
      line: answer.line,
      rationaleLine: rationale.text === '' ? null : (feedback?.line ?? null),
    };
  });
  const overall: FieldText = fields.textOf(childNamed(question, 'generalfeedback'));
  const tags = tagsOf(question);
  const idNumber = textOf(childNamed(question, 'idnumber') ?? EMPTY).trim();
  const item: StructuredItem = {
    number,
    sourceId: idNumber === '' ? null : idNumber,
    title: titleOf(nameOf(question), stem, idNumber),
    stimulus: null,
    stem,
    options,
    overallRationale: overall.text === '' ? null : overall.text,
    tags: [
      ...(context.topic === null ? [] : [context.topic]),
      ...tags.filter((tag) => !tag.startsWith(STIMULUS_TAG)),
    ],
    fixedOrder: type === 'truefalse' || isFalse(childNamed(question, 'shuffleanswers')),
    firstLine: question.line,
    lastLine: question.end.line,
    keyLine: answers[options.findIndex((option) => option.correct)]?.line ?? null,
  };
  const stimulusTag = tags.find((tag) => tag.startsWith(STIMULUS_TAG));
  return { item, element: question, stimulusName: stimulusTag?.slice(STIMULUS_TAG.length).trim() ?? null };
}

const EMPTY: MarkupElement = {
  ...{ type: 'element', name: '', attributes: {}, children: [], line: 1, column: 1 },
  end: { line: 1, column: 1 },
};

function isFalse(element: MarkupElement | null): boolean {
  return element !== null && /^\s*(?:0|false|no)\s*$/i.test(textOf(element));
}

function fractionOf(answer: MarkupElement): number {
  const value = Number((answer.attributes.fraction ?? '0').trim().replace(',', '.'));
  return Number.isFinite(value) ? value : 0;
}

const truthOf = (text: string): string =>
  /^true$/i.test(text.trim()) ? 'True' : /^false$/i.test(text.trim()) ? 'False' : text;

/** Moodle demands a name, so that many banks repeat the beginning of the question, or the id, there. */
function titleOf(name: string, stem: string, idNumber: string): string | null {
  return name === '' || name === idNumber || isBeginningOf(name, stem) ? null : name;
}

function tagsOf(question: MarkupElement): readonly string[] {
  const tags = childrenNamed(question, 'tags').flatMap((list) => childrenNamed(list, 'tag'));
  return tags.map((tag) => textOf(tag).trim()).filter((tag) => tag !== '');
}

const COMBINED = ['correctfeedback', 'partiallycorrectfeedback', 'incorrectfeedback'];
const STANDARD = /^(?:your answer is (?:correct|partially correct|incorrect)\.?)?$/i;

/** Parts that Cutscore has no place for, in one message. */
function lossMessages(question: MarkupElement, item: number): readonly ImportMessage[] {
  const plain = (element: MarkupElement): string =>
    textOf(element)
      .replaceAll(/<[^<>]{0,200}>|&nbsp;/g, ' ')
      .trim();
  const combined = elementsOf(question).filter(
    (element) => COMBINED.includes(element.name) && !STANDARD.test(plain(element)),
  );
  const hints = childrenNamed(question, 'hint').filter((hint) => plain(hint) !== '');
  const lost = [
    ...(combined.length > 0 ? ['feedback on right and wrong attempts as a whole'] : []),
    ...(hints.length > 0 ? [`${hints.length === 1 ? 'a hint' : `${hints.length} hints`}`] : []),
  ];
  const first = combined[0] ?? hints[0];
  if (first === undefined) return [];
  const message = `Not kept, because questions here have no such part: ${lost.join(' and ')}. Move what matters into the general feedback.`;
  return [importMessage('item/not-kept', { line: first.line, item }, message)];
}

function finish(
  moodle: MoodleSource,
  items: readonly MoodleItem[],
  binding: ReturnType<typeof bindDescriptions>,
  unsupported: readonly MarkupElement[],
  messages: readonly ImportMessage[],
): ParsedPost {
  const stimuli: readonly ParsedStimulus[] = binding.stimuli;
  const bound = items.map(({ item }, index) => ({ ...item, stimulus: binding.stimulusOf[index] ?? null }));
  const ranges = [
    ...bound.map(({ firstLine, lastLine }) => ({ first: firstLine, last: lastLine, kind: 'item' }) as const),
    ...stimuli.map(
      ({ firstLine, lastLine }) => ({ first: firstLine, last: lastLine, kind: 'stimulus' }) as const,
    ),
    ...[...unsupported, ...binding.unbound].map(
      ({ line, end }) => ({ first: line, last: end.line, kind: 'unrecognised' }) as const,
    ),
  ];
  return finishStructuredPost({
    stimuli,
    items: bound,
    lineKinds: bookLines(moodle.source.lines, ranges),
    messages: [...messages, ...binding.messages, ...faultMessages(moodle.faults, bound)],
  });
}
