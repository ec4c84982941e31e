import * as z from 'zod';
import { isReadableName, UNREADABLE_NAME } from '@/lib/domain/kernel/readable-name';
import {
  FEEDBACK_POLICIES,
  type FeedbackPolicy,
  RELEASE_RULES,
  type ReleaseRule,
} from '@/lib/features/assignment/contract';
import { cutPercent } from '@/lib/features/exam/contract';

export const organisationName = z
  .string('Enter a name.')
  .transform((text) => text.normalize('NFC').trim())
  .pipe(
    z
      .string()
      .min(1, 'Enter the name of the organisation.')
      .max(120, 'Use at most 120 characters.')
      .refine(isReadableName, UNREADABLE_NAME),
  );

/** Zones that every runtime knows; UTC is not in every runtime's own list. */
export const timeZones = (): readonly string[] => {
  const known = Intl.supportedValuesOf('timeZone');
  return known.includes('UTC') ? known : ['UTC', ...known];
};

/** The zone that was meant: the list's own spelling, or another name that is known (Asia/Kathmandu); null for no zone. */
function findTimeZone(typed: string): string | null {
  const name = typed.trim().replaceAll(' ', '_');
  const listed = timeZones().find((zone) => zone.toLowerCase() === name.toLowerCase());
  if (listed) return listed;
  // Names only: "+05:45" would be taken as well, and says nothing about summer.
  if (!/^[A-Za-z]+(\/[\w+-]+)+$/.test(name)) return null;
  try {
    new Intl.DateTimeFormat('en-GB', { timeZone: name });
    return name;
  } catch {
    return null;
  }
}

const checkbox = z
  .literal('on')
  .optional()
  .transform((value) => value === 'on');

export const settingsInput = z.object({
  name: organisationName,
  timeZone: z
    .string('Choose a time zone.')
    .transform(findTimeZone)
    .pipe(z.string('Choose a zone of the list, like Europe/London.')),
  cutPercent,
  feedbackPolicy: z.enum(FEEDBACK_POLICIES, 'Choose what learners see.'),
  releaseRule: z.enum(RELEASE_RULES, 'Choose when they see it.'),
  shuffleItems: checkbox,
  shuffleOptions: checkbox,
});
export type SettingsInput = z.infer<typeof settingsInput>;

/** What new exams and assignments start with; whoever makes one can choose otherwise. */
export interface StartingValues {
  readonly cutPercent: number;
  readonly feedbackPolicy: FeedbackPolicy;
  readonly releaseRule: ReleaseRule;
  readonly shuffleItems: boolean;
  readonly shuffleOptions: boolean;
}

/** What an owner decides for the whole organisation. */
export interface SettingsView extends StartingValues {
  readonly name: string;
  readonly timeZone: string;
}

export interface RecentImport {
  readonly id: string;
  readonly sourceName: string;
  readonly bankName: string;
  readonly importedByName: string;
  readonly importedAt: string;
  readonly undone: boolean;
  /** Items created and changed. */
  readonly itemCount: number;
}

export interface CertificationGap {
  readonly certificationId: string;
  readonly certificationName: string;
  /** Domains of the current blueprint without a single item in use, heaviest first. */
  readonly domains: readonly { readonly name: string; readonly weightPercent: number }[];
}

export interface OverviewCounts {
  readonly bank: number;
  readonly item: number;
  readonly person: number;
  readonly cohort: number;
  readonly certification: number;
  readonly itemWithoutTopic: number;
  /** Problems that learners reported and nobody has answered. */
  readonly openReport: number;
  /** Imports that were begun and not written. */
  readonly importDraft: number;
  readonly itemInReview: number;
  readonly learnerWithoutCohort: number;
  readonly cohortWithoutStaff: number;
  /** Who was added and has not followed a link yet, and how many of them have none that works. */
  readonly invited: number;
  readonly invitationEnded: number;
}

/** What came in and what needs a decision. */
export interface OverviewView {
  readonly counts: OverviewCounts;
  /** The bank with most items without a topic, to begin there. */
  readonly bankToSort: { readonly id: string; readonly name: string } | null;
  readonly imports: readonly RecentImport[];
  /** The first of the certifications with gaps, by name, and how many there are. */
  readonly gaps: readonly CertificationGap[];
  readonly gapTotal: number;
}
