import type { AssembledItem } from '../assemble-item';
import { type ImportMessage, listInWords } from '../message';
import { say } from './say';

export function checkRationales(item: AssembledItem): readonly ImportMessage[] {
  return [...checkRepeated(item), ...checkUnassigned(item), ...checkMissing(item)];
}

function checkRepeated(item: AssembledItem): readonly ImportMessage[] {
  const messages: ImportMessage[] = [];
  const seen = new Map<string, number>();
  for (const { labels, line } of item.rationales) {
    for (const label of labels) {
      const earlier = seen.get(label);
      if (earlier !== undefined && earlier !== line) {
        const message = `Option ${label} of question ${item.number} already has a rationale in line ${earlier}; both were kept, one after the other. Join them, or correct the letter.`;
        messages.push(say(item, 'rationale/repeated', { line }, message));
      } else seen.set(label, line);
    }
  }
  return messages;
}

function checkUnassigned(item: AssembledItem): readonly ImportMessage[] {
  const first = item.rationales[0];
  if (item.isByOrder && first !== undefined) {
    const message = `The explanation of question ${item.number} has one entry for each option and names none. They were given to the options in their order. Begin them with “A is correct.” or “B is incorrect.” to be sure.`;
    return [say(item, 'rationale/by-order', { line: first.line }, message)];
  }
  const unassigned = item.rationales.find(({ labels }) => labels.length === 0);
  if (unassigned === undefined) return [];
  const message =
    'This explanation names no option. It is shown for the question as a whole. Begin it with “A is correct.” or “B is incorrect.” to say which option it explains.';
  return [say(item, 'rationale/unassigned', { line: unassigned.line }, message)];
}

/** An explanation of the whole says why; without any, the options that have none are named. */
function checkMissing(item: AssembledItem): readonly ImportMessage[] {
  const explained = new Set(item.rationales.flatMap(({ labels }) => labels));
  const bare = item.options.filter(({ label }) => !explained.has(label.toUpperCase()));
  const first = bare[0];
  if (first === undefined || item.rationales.some(({ labels }) => labels.length === 0)) return [];
  const isAll = bare.length === item.options.length;
  const which = isAll ? 'No option' : `Option ${listInWords(bare.map((option) => option.label))}`;
  const has = isAll ? 'has a rationale' : 'has no rationale';
  const message = `${which} of question ${item.number} ${has}, so the review can't say why it is right or wrong. Add a line such as “${first.label} is incorrect. ...” below “Rationale:”.`;
  return [say(item, 'rationale/missing', { line: first.line }, message)];
}
