/** The published work that a check rests on. A check without one isn't shown as evidence. */
export const CUE_SOURCES = {
  haladyna2002: {
    label: 'Haladyna, Downing and Rodriguez 2002',
    where: 'Applied Measurement in Education 15:309',
    doi: '10.1207/S15324818AME1503_5',
    says: '31 guidelines, each supported by the textbooks and studies that were reviewed.',
  },
  pham2018: {
    label: 'Pham, Besanko and Devitt 2018',
    where: 'MedEdPublish 7:225',
    doi: '10.15694/mep.2018.0000225.1',
    says: '100 pairs of items with and without a flaw: a longest key, clue words and implausible distractors raised scores; the other flaws had no effect or another one.',
  },
  tarrant2009: {
    label: 'Tarrant, Ware and Mohammed 2009',
    where: 'BMC Medical Education 9:40',
    doi: '10.1186/1472-6920-9-40',
    says: 'Of 1,542 distractors 52 % worked: chosen by at least 5 %, and rather by weaker learners.',
  },
  rodriguez2005: {
    label: 'Rodriguez 2005',
    where: 'Educational Measurement: Issues and Practice 24(2):3',
    doi: '10.1111/j.1745-3992.2005.00006.x',
    says: 'Meta-analysis of 80 years: three options are enough for most items.',
  },
  attali2003: {
    label: 'Attali and Bar-Hillel 2003',
    where: 'Journal of Educational Measurement 40:109',
    doi: '10.1111/j.1745-3984.2003.tb01099.x',
    says: 'Writers hide keys, and guessers seek them, in middle positions, up to 3 or 4 to 1.',
  },
  nbme2002: {
    label: 'Case and Swanson 2002',
    where: 'NBME, Constructing Written Test Questions, 3rd ed., ch. 3',
    doi: null,
    says: 'Names the cues that test-wise people use: grammar, absolute terms, a long key, repeated words.',
  },
  downing2005: {
    label: 'Downing 2005',
    where: 'Advances in Health Sciences Education 10:133',
    doi: '10.1007/s10459-004-4019-5',
    says: 'Flawed items failed 10 to 15 % of learners who would have passed on sound ones.',
  },
} as const satisfies Record<string, CueSource>;

export interface CueSource {
  readonly label: string;
  readonly where: string;
  readonly doi: string | null;
  /** What it found, in a sentence. */
  readonly says: string;
}

export type CueSourceId = keyof typeof CUE_SOURCES;
