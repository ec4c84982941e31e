import * as z from 'zod';
import { type Page, readPageNumber, readWords } from '@/lib/domain/kernel/page';
import { READINESS_STATES, type Readiness } from '@/lib/domain/readiness/assess-readiness';
import type { CohortGroup, GroupFigures } from '@/lib/domain/readiness/group-figures';

/** The exam that readiness is measured against: the newest blueprint of a certification. */
export interface ExamBasis {
  readonly certificationId: string;
  readonly certificationName: string;
  readonly blueprintLabel: string;
  readonly questionCount: number;
  readonly minutes: number;
  readonly cutPercent: number;
  /** "assumed", or where the organisation has it from. */
  readonly cutSource: string;
  readonly asOf: Date;
}

/** One person who prepares for a certification. */
export interface PersonReadiness {
  readonly membershipId: string;
  readonly name: string;
  /** The name with what tells them from others of the same name here. */
  readonly label: string;
  readonly email: string;
  readonly externalId: string | null;
  /** Since when they are gone from the organisation; they stay here until their target is closed. */
  readonly leftAt: Date | null;
  readonly simulated: boolean;
  readonly readiness: Readiness;
  readonly newestAnswerAt: Date | null;
  /** Cohorts for this certification that they are in or left after a first attempt. */
  readonly cohortIds: readonly string[];
}

/** So many stand on a page. */
export const PEOPLE_PER_PAGE = 50;

export interface CertificationReadiness {
  readonly basis: ExamBasis;
  readonly group: GroupFigures;
}

export interface ReadinessPage {
  readonly basis: ExamBasis;
  readonly group: GroupFigures;
  readonly cohorts: readonly { readonly id: string; readonly name: string; readonly archived: boolean }[];
  readonly cohortGroups: readonly CohortGroup[];
  /** Of those who match the filter; who needs something first. */
  readonly listed: Page<PersonReadiness>;
  readonly readAt: Date;
  /** Of the organisation. */
  readonly timeZone: string;
}

/** What the list is narrowed to; it is in the address. An unknown value filters nothing. */
export const readinessFilter = z.object({
  state: z.enum(READINESS_STATES).optional().catch(undefined),
  cohort: z.uuid().optional().catch(undefined),
  q: z.unknown().optional().transform(readWords),
  page: z.unknown().optional().transform(readPageNumber),
});
export type ReadinessFilter = z.infer<typeof readinessFilter>;

/** What stands between the columns of a file: spreadsheets set to a language with decimal commas expect semicolons. */
export const CSV_SEPARATORS = ['comma', 'semicolon'] as const;
export type CsvSeparator = (typeof CSV_SEPARATORS)[number];
export const csvSeparator = z.enum(CSV_SEPARATORS).catch('comma');
