import * as z from 'zod';
import type { Coverage } from '@/lib/domain/blueprint/coverage';
import { checkWeights, weightNote } from '@/lib/domain/blueprint/domain-weight';
import type { Page } from '@/lib/domain/kernel/page';

const certificationId = z.guid('This certification is not in the list any more.');

export const adoptInput = z.object({
  code: z.string('Choose a certification.').min(1).max(200),
  /** Slug of one of the catalogue's blueprints. */
  blueprint: z.string('Choose a guide.').min(1).max(200),
});
export type Adopt = z.infer<typeof adoptInput>;

const list = (value: unknown) => (value === undefined ? [] : Array.isArray(value) ? value : [value]);
const day = z
  .union([z.literal(''), z.iso.date('Enter a date like 2026-11-23.')])
  .transform((text) => (text === '' ? null : text));
const line = (words: string, max = 300) =>
  z.string(words).trim().min(1, words).max(max, `Use at most ${max} characters.`);

export const MAX_DOMAINS = 30;

const domainFields = {
  /** The domain of the version that is corrected, whose topics go along; empty for a new one. */
  domainId: z.preprocess(list, z.array(z.union([z.literal(''), z.guid()])).max(MAX_DOMAINS)),
  domainName: z.preprocess(list, z.array(z.string().trim().max(120)).max(MAX_DOMAINS)),
  domainWeight: z.preprocess(list, z.array(z.string().trim().max(10)).max(MAX_DOMAINS)),
};

export interface DomainInput {
  readonly previousId: string | null;
  readonly name: string;
  readonly weightPercent: number;
}

/** Three columns of a form become rows; a row whose name and weight are empty isn't there. */
function toDomains(
  form: { domainId: string[]; domainName: string[]; domainWeight: string[] },
  refuse: (message: string) => void,
): DomainInput[] {
  const rows = form.domainName.map((name, index) => ({
    previousId: form.domainId[index] || null,
    name,
    weight: form.domainWeight[index] ?? '',
  }));
  const domains = rows
    .filter(({ name, weight }) => name !== '' || weight !== '')
    .map(({ previousId, name, weight }) => ({ previousId, name, weightPercent: Number(weight) }));
  const wrong = domains.find(
    ({ name, weightPercent }) => name === '' || !(weightPercent > 0 && weightPercent <= 100),
  );
  const names = new Set(domains.map(({ name }) => name.toLowerCase()));
  const weights = checkWeights(domains);
  if (domains.length === 0) refuse('Enter at least one domain with its weight.');
  else if (wrong)
    refuse(
      `Give every domain a name and a weight above 0: check “${wrong.name || 'the one without a name'}”.`,
    );
  else if (names.size < domains.length) refuse('Two domains have the same name.');
  else if (weights.state === 'wrong') refuse(weightNote(weights) ?? 'Check the weights.');
  return domains;
}

/** What a blueprint says, however it comes in: a correction, or the first one of a certification of one's own. */
const blueprintFields = {
  label: line('Say which guide this is, like “Guide of 30 November 2025”.', 120),
  guideDate: day,
  questionCount: z.coerce
    .number('Enter how many questions are scored.')
    .int('Enter a whole number.')
    .min(1, 'Enter at least 1.')
    .max(1000, 'Enter at most 1,000.'),
  minutes: z.coerce
    .number('Enter the minutes.')
    .int('Enter whole minutes.')
    .min(1, 'Enter at least 1 minute.')
    .max(1440, 'Enter at most 1,440 minutes.'),
  cutPercent: z.coerce
    .number('Enter a percentage, like 70.')
    .gt(0, 'Enter more than 0.')
    .max(100, 'Enter at most 100.'),
  cutSource: line('Say where the cut comes from; “assumed” is an honest answer.'),
  source: line('Say where the values come from.', 1000),
  asOf: z.iso.date('Enter the day on which you looked the values up.'),
  ...domainFields,
};

const withDomains = <T extends { domainId: string[]; domainName: string[]; domainWeight: string[] }>(
  { domainId, domainName, domainWeight, ...rest }: T,
  context: z.RefinementCtx,
) => ({
  ...rest,
  domains: toDomains({ domainId, domainName, domainWeight }, (message) =>
    context.addIssue({ code: 'custom', path: ['domains'], message }),
  ),
});

export const correctBlueprintInput = z
  .object({
    certificationId,
    /** The version that was on the screen; somebody else may have added one since. */
    basedOn: z.coerce.number().int().min(1),
    ...blueprintFields,
  })
  .transform(withDomains);
export type CorrectBlueprint = z.infer<typeof correctBlueprintInput>;

/** A certification that the catalogue doesn't have, with its first blueprint. */
export const ownCertificationInput = z
  .object({
    name: line('Enter the name of the certification.', 120),
    vendor: line('Enter who awards it.', 120),
    code: z
      .string('Enter a code.')
      .trim()
      .toLowerCase()
      .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'Use letters, digits and hyphens, like “az-104”.')
      .max(80, 'Use at most 80 characters.'),
    validityMonths: z
      .union([
        z.literal('').transform(() => null),
        z.coerce.number('Enter whole months.').int('Enter whole months.').min(1, 'Enter at least 1.'),
      ])
      .refine((months) => months === null || months <= 600, 'Enter at most 600 months.'),
    ...blueprintFields,
  })
  .transform(withDomains);
export type OwnCertification = z.infer<typeof ownCertificationInput>;

/** A part of the certifications, and what can be said about all of them. */
export interface CertificationList extends Page<CertificationRow> {
  readonly all: number;
  /** How many of all have an assumed cut. */
  readonly assumed: number;
}

export interface CertificationRow {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly vendor: string;
  readonly blueprint: BlueprintFacts;
  /** Cohorts in use that prepare for it. */
  readonly cohortCount: number;
}

export interface BlueprintFacts {
  readonly version: number;
  readonly label: string;
  readonly questionCount: number;
  readonly minutes: number;
  readonly cutPercent: number;
  readonly cutSource: string;
  /** ISO 8601 day. */
  readonly asOf: string;
}

export interface BlueprintView extends BlueprintFacts {
  readonly id: string;
  readonly guideDate: string | null;
  readonly validityMonths: number | null;
  readonly source: string;
  readonly createdAt: string;
  readonly domains: readonly { readonly id: string; readonly name: string; readonly weightPercent: number }[];
}

export interface MappedTopic {
  readonly id: string;
  readonly name: string;
  /** Items in use with this topic, in banks that count for the certification. */
  readonly itemCount: number;
  /** The domain of the current version; null while nobody has decided. */
  readonly domainId: string | null;
}

/** The name of the list of topics in the address of a certification. */
export const TOPICS = 'topics';

export interface CertificationView {
  readonly id: string;
  readonly name: string;
  readonly vendor: string;
  readonly current: BlueprintView;
  /** Every version, newest first, the current one included. */
  readonly history: readonly BlueprintView[];
  readonly topics: readonly MappedTopic[];
  /** The topics that a search finds, page by page: each with its domain to choose. */
  readonly listed: Page<MappedTopic>;
  /** The blueprint against the items in use; items of topics without a domain are `unmappedCount`. */
  readonly coverage: Coverage;
  /** Items in use that have no topic at all; a part of `coverage.unmappedCount`. */
  readonly withoutTopicCount: number;
}

/** An entry of the shipped catalogue that the organisation doesn't have yet. */
export interface CatalogueRow {
  readonly code: string;
  readonly name: string;
  readonly blueprints: readonly {
    readonly slug: string;
    readonly words: string;
    readonly current: boolean;
  }[];
}
