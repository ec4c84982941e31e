import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ItemContent } from '../item/item-content';
import { parseRichText } from '../text/parse-rich-text';
import { CUE_CHECKS, ITEM_CUE_CODES } from './cue-check';
import { lintItem } from './cue-facts';
import { CUE_SOURCES } from './cue-source';
import { implausibleDistractors } from './distractor-cue';

/** Options as written; the key begins with an asterisk. */
const item = (stem: string, ...options: string[]): ItemContent => ({
  title: null,
  stem: parseRichText(stem),
  options: options.map((option, at) => ({ id: `o${at}`, body: parseRichText(option.replace(/^\*/, '')) })),
  key: options.flatMap((option, at) => (option.startsWith('*') ? [`o${at}`] : [])),
  rationales: { o0: parseRichText('Because.') },
  shuffleLocked: false,
});
const codes = (content: ItemContent) => lintItem(content).cues.map(({ code }) => code);

describe('wording cues', () => {
  it('finds nothing in a plain item', () => {
    expect(
      codes(
        item('Which join keeps unmatched rows of the left table?', '*Left outer', 'Inner', 'Right outer'),
      ),
    ).toEqual([]);
  });

  it.each([
    ['repeated_option', item('Which?', '*Left join', 'left  join.', 'Cross join')],
    ['longest_option', item('Which?', '*A long and careful key', 'Short', 'Shorter')],
    [
      'verbal_cue',
      item(
        'How does checkpointing help a stream?',
        '*By checkpoint files',
        'By retry rules',
        'By alerts seen',
      ),
    ],
    ['absolute_word', item('Which?', '*Some rows', 'Never one', 'Two rows')],
    ['absolute_word', item('Why?', '*It helps us', 'It eliminates cost', 'It fails')],
    ['hedged_key', item('Which?', '*Often late', 'On Monday', 'At seven')],
    ['all_of_the_above', item('Which?', 'Rows', 'Files', '*All of the above')],
    ['none_of_the_above', item('Which?', '*Rows', 'Files', 'None of these')],
    ['negative_stem', item('Which of these is not a table format?', '*Cobol', 'Delta', 'Iceberg')],
    ['negative_stem', item('A job fails. Which step doesn’t help?', '*Waiting', 'Retrying', 'Reading logs')],
    ['negative_stem', item('Each is a format except', '*Cobol', 'Delta', 'Iceberg')],
    ['grammar_cue', item('A Delta table is stored as an', '*object', 'table', 'file')],
    ['grammar_cue', item('The two kinds of compute are', '*jobs and pools', 'a cluster', 'a driver')],
    ['repeated_phrase', item('What now?', '*It is the one', 'It is the other', 'It is the third')],
    ['numeric_order', item('How many?', '*10 GB', '5 GB', '7 GB')],
    ['option_count', item('Is it so?', '*Yes', 'No')],
    ['no_rationale', { ...item('Which?', '*A one', 'Two', 'Six'), rationales: {} }],
  ])('finds %s', (code, content) => {
    expect(codes(content)).toContain(code);
  });

  it.each([
    ['longest_option', item('Which?', '*Four', 'Five', 'Sixx')],
    ['absolute_word', item('Which?', '*All rows', 'Never one', 'Two rows')],
    ['absolute_word', item('Which?', '*Some', '`SELECT ALL`', 'None of the above')],
    ['hedged_key', item('Which?', '*Often late', 'Usually early', 'At seven')],
    ['all_of_the_above', item('How many tables?', '*All of the tables in the catalogue', 'One', 'All')],
    ['negative_stem', item('Which of these is NOT a table format?', '*Cobol', 'Delta', 'Iceberg')],
    ['negative_stem', item('Which of these is **not** a format?', '*Cobol', 'Delta', 'Iceberg')],
    [
      'negative_stem',
      item('Jobs that do not end cost money. Which step helps?', '*Timeout', 'Retry', 'Logs'),
    ],
    ['negative_stem', item('How is least privilege granted?', '*By group', 'By name', 'By table')],
    ['grammar_cue', item('It is stored as a/an', '*object', 'table', 'file')],
    ['grammar_cue', item('It is stored as an', '*object', 'hour', 'image')],
    ['grammar_cue', item('It is run by a', '*user', 'unit', 'job')],
    ['repeated_phrase', item('What now?', '*It is the', 'It is the other', 'It is the third')],
    ['numeric_order', item('How many?', '*10 GB', '7 GB', '5 GB')],
    ['numeric_order', item('How many?', '*1,000', '20 GB', '5')],
    [
      'verbal_cue',
      item('How does checkpointing help?', '*By checkpoint files', 'By checkpoint rules', 'By alerts'),
    ],
    ['option_count', item('Which?', '*Three', 'Option', 'Count')],
  ])('leaves %s alone where there is none', (code, content) => {
    expect(codes(content)).not.toContain(code);
  });

  it('says which options and words it is about', () => {
    const { cues } = lintItem(item('Which?', '*Some rows', 'Never one', 'Always two', 'Three'));
    expect(cues).toContainEqual({
      code: 'absolute_word',
      optionIds: ['o1', 'o2'],
      found: ['never', 'always'],
    });
  });

  it('leaves items with several keys out of the cues that need one', () => {
    const { facts, cues } = lintItem(item('Choose two.', '*A long and careful key', '*Yes', 'No', 'Off'));
    expect(facts.keyPosition).toBeNull();
    expect(Object.values(facts.hits).every((hit) => hit === 0)).toBe(true);
    expect(cues.map(({ code }) => code)).not.toContain('longest_option');
  });

  it('is total: any text gives findings, not errors', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.array(fc.string({ unit: 'binary' }), { minLength: 2, maxLength: 8 }),
        (stem, options) => {
          const { facts } = lintItem({ ...item(stem, ...options), key: ['o0'] });
          for (const hit of Object.values(facts.hits)) expect(hit >= 0 && hit <= 1).toBe(true);
        },
      ),
    );
  });

  it('takes time in proportion to the text', { timeout: 30_000 }, () => {
    const long = 'not the a is an option which '.repeat(40_000);
    const { facts } = lintItem(item(`Which ${long}`, `*${long}`, `${long} `, 'x'));
    expect(facts.longest).toBe('tiedKey');
  });
});

describe('the strategies', () => {
  const hits = (content: ItemContent) => lintItem(content).facts.hits;

  it('count ties by lot', () => {
    expect(hits(item('Which?', '*Four', 'Five', 'Six'))).toMatchObject({
      longest: 0.5,
      shortest: 0,
      middle: 0,
    });
    expect(hits(item('Which?', 'One', '*Six', 'Ten', 'Two'))).toMatchObject({
      longest: 0.25,
      shortest: 0.25,
      middle: 0.5,
    });
  });

  it('avoid absolute words first and then take the longest', () => {
    expect(hits(item('Which?', '*Some of it', 'Always all of them', 'No'))).toMatchObject({
      longest: 0,
      avoidAbsolutes: 1,
    });
  });

  it('guess where there is nothing to go by', () => {
    expect(hits(item('Which one?', '*Rows', 'Logs', 'Jobs', 'Keys'))).toMatchObject({
      grammar: 0.25,
      verbalCue: 0.25,
      allOfTheAbove: 0.25,
    });
  });

  it('trust "all of the above"', () => {
    expect(hits(item('Which?', 'Rows', 'Files', '*All of the above')).allOfTheAbove).toBe(1);
    expect(hits(item('Which?', '*Rows', 'Files', 'All of the above')).allOfTheAbove).toBe(0);
  });
});

describe('implausible distractors', () => {
  const answers = (answered: number, o1: number) => ({ answered, chosen: { o0: answered - o1, o1 } });

  it('are those that under 5 % of 30 answers chose', () => {
    expect(implausibleDistractors(['o0', 'o1', 'o2'], ['o0'], answers(40, 2))).toEqual([
      { optionId: 'o2', chosen: 0, answered: 40 },
    ]);
    expect(implausibleDistractors(['o0', 'o1'], ['o0'], answers(41, 2))).toHaveLength(1);
  });

  it('aren’t judged below 30 answers', () => {
    expect(implausibleDistractors(['o0', 'o1'], ['o0'], answers(29, 0))).toEqual([]);
  });
});

describe('the table of checks', () => {
  it('names a source for every check that claims an effect', () => {
    const without = ITEM_CUE_CODES.filter((code) => CUE_CHECKS[code].sources.length === 0);
    expect(without).toEqual(['no_rationale', 'no_topic']);
  });

  it('uses every source that it lists', () => {
    const used = new Set(Object.values(CUE_CHECKS).flatMap((check) => [...check.sources]));
    expect(Object.keys(CUE_SOURCES).filter((id) => !used.has(id as never))).toEqual(['downing2005']);
  });
});
