import type { DomainWeight } from '../blueprint/domain-weight';
import { DEFAULT_CUT_PERCENT } from '../grading/default-cut';

/**
 * A certification as the catalogue knows it. Every value carries its source and the date on which it was looked up; nothing
 * here is official. An organisation that knows better adds a blueprint version of its own and never edits one of these.
 */
export type CatalogueCertification = {
  readonly slug: string;
  readonly vendor: string;
  readonly name: string;
  /** how long a certificate is valid */
  readonly validityMonths: number;
  readonly renewal: string;
  readonly prerequisite: string | null;
  /** newest first */
  readonly blueprints: readonly CatalogueBlueprint[];
};

/** BCP 47 tags of the languages in which the exam is offered. */
export type LanguageTag = 'en' | 'ja' | 'pt-BR' | 'ko';

/** `unconfirmed`: a single third-party source contradicts or runs ahead of the others. */
export type BlueprintStanding = 'current' | 'superseded' | 'unconfirmed';

/** One dated version of an exam's blueprint. `domainId` is unique within the blueprint only. */
export type CatalogueBlueprint = {
  readonly slug: string;
  readonly label: string;
  readonly standing: BlueprintStanding;
  /** first day of the day, month or year that the source names, ISO 8601; null when the source names none */
  readonly guideDate: string | null;
  readonly guideDatePrecision: 'day' | 'month' | 'year' | 'unknown';
  readonly scoredQuestionCount: number;
  readonly durationMinutes: number;
  /** null when no source says */
  readonly languages: readonly LanguageTag[] | null;
  readonly domains: readonly DomainWeight[];
  /** the sum that the source's weights have; 99 or 101 is the source's rounding and is kept as published */
  readonly weightSumPercent: number;
  readonly cutPercent: number;
  /** the vendor publishes no pass mark, so every cut in this catalogue is an assumption */
  readonly cutSource: 'assumed';
  readonly source: string;
  /** the day on which the values were last looked up, ISO 8601 */
  readonly asOf: string;
  /** show "verify before relying on it" beside every value */
  readonly verify: true;
};

/** The facts that all exams of the vendor share. */
export const DATABRICKS = {
  vendor: 'Databricks',
  validityMonths: 24,
  renewal: 'Renewed by sitting the current exam.',
  prerequisite: null,
} as const;

export const FOUR_LANGUAGES = ['en', 'ja', 'pt-BR', 'ko'] as const satisfies readonly LanguageTag[];
export const ENGLISH_ONLY = ['en'] as const satisfies readonly LanguageTag[];

/**
 * What every blueprint of this catalogue has in common. The vendor reports pass or fail without a mark, and exams may hold
 * unscored questions.
 */
export const COMMON_BLUEPRINT = {
  weightSumPercent: 100,
  cutPercent: DEFAULT_CUT_PERCENT,
  cutSource: 'assumed',
  source:
    'Public study guides that cite the official exam guide, cross-checked where possible. The guide itself was not read.',
  asOf: '2026-11-23',
  verify: true,
} as const;
