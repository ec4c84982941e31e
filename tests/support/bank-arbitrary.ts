import fc from 'fast-check';
import { letterAt, OVERALL_RATIONALE } from '@/lib/domain/item/item-content';
import { normaliseForMatching } from '@/lib/domain/text/canonical';
import { formatRichText } from '@/lib/domain/text/format-rich-text';
import { normalRichText } from '@/lib/domain/text/normal-rich-text';
import type { RichText } from '@/lib/domain/text/rich-text';
import type { BankExport } from '@/lib/infra/source-writing/bank-export';
import { hostileText, richTextTree } from './rich-text-arbitrary';

const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();
const isVisible = (tree: RichText): boolean => normaliseForMatching(formatRichText(tree)) !== '';
const text = richTextTree.map((tree) => normalRichText(tree)).filter(isVisible);
const name = hostileText.map(oneLine);

const item = fc
  .record({
    title: fc.option(name.map((title) => (title === '' ? 'Title' : title))),
    stem: text,
    options: fc.uniqueArray(text, {
      minLength: 2,
      maxLength: 7,
      selector: (tree) => normaliseForMatching(formatRichText(tree)),
    }),
    rationales: fc.array(fc.option(text), { minLength: 8, maxLength: 8 }),
    keyMask: fc.integer({ min: 1, max: 127 }),
    shuffleLocked: fc.boolean(),
    stimulus: fc.option(fc.constantFrom(0, 1)),
    topic: fc.option(name.map((topic) => topic.replaceAll(/^[/ ]+|[/ ]+$/g, '') || 'Topic')),
  })
  .map(({ title, stem, options, rationales, keyMask, shuffleLocked, stimulus, topic }) => {
    const ids = options.map((_, at) => `o${letterAt(at)}`);
    const key = ids.filter((_, at) => (keyMask >> at) % 2 === 1);
    const explained = ids.flatMap((id, at) => (rationales[at] ? [[id, rationales[at]] as const] : []));
    const overall = rationales[7] ? [[OVERALL_RATIONALE, rationales[7]] as const] : [];
    return {
      content: {
        title,
        stem,
        options: options.map((body, at) => ({ id: ids[at] ?? '', body })),
        key: key.length === 0 ? ids.slice(0, 1) : key,
        rationales: Object.fromEntries([...explained, ...overall]),
        shuffleLocked,
      },
      stimulus,
      topic,
    };
  });

/** Banks with hostile texts; ids are numbers in order. */
export const bankExport: fc.Arbitrary<BankExport> = fc
  .record({
    stimuli: fc.tuple(text, text),
    items: fc.uniqueArray(item, {
      minLength: 1,
      maxLength: 4,
      selector: ({ content }) => normaliseForMatching(formatRichText(content.stem)),
    }),
  })
  .map(({ stimuli, items }) => ({
    name: 'A bank',
    stimuli: stimuli.map((body) => ({ body })),
    items: items.map((one, at) => ({ ...one, sourceId: `id-${at + 1}`, licenceNote: '' })),
    media: new Map(),
  }));
