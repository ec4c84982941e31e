import 'server-only';
import * as z from 'zod';
import { type Failure, failure } from '@/lib/domain/kernel/failure';
import { refusal } from '@/lib/domain/kernel/refusal';
import { err, ok, type Result } from '@/lib/domain/kernel/result';
import { sayRefusal } from '@/lib/words/refusal-words';

export type FormValues = Readonly<Record<string, string | string[]>>;

/**
 * A form's fields by name: a field that occurs once is a string, one that occurs several times an array of strings.
 * Files and Next's own fields are left out. The object has no prototype, so that a field named `__proto__` is just a field.
 */
export function formValues(form: FormData): Record<string, string | string[]> {
  const values: Record<string, string | string[]> = Object.create(null);
  for (const [name, value] of form) {
    if (typeof value !== 'string' || name.startsWith('$ACTION')) continue;
    const before = values[name];
    values[name] =
      before === undefined ? value : Array.isArray(before) ? [...before, value] : [before, value];
  }
  return values;
}

/** What a field says when it occurs several times and only one can count: the last, as a pressed button comes last. */
export const lastOf = (value: string | string[] | undefined): string | undefined => [value].flat().at(-1);

/**
 * Checks a form's fields. A field that is missing and one that is empty are the same, for every action: a browser leaves out what
 * is disabled or not ticked and sends the rest empty, and which of them it was says nothing. Only in a list that may hold an
 * empty entry such an entry counts.
 */
export function parseForm<I>(input: z.ZodType<I>, values: FormValues): Result<I, Failure> {
  const alike: Record<string, unknown> = { ...values };
  for (const [field, schema] of fieldsOf(input)) {
    if ((values[field] ?? '') !== '') continue;
    if (isList(schema)) alike[field] = values[field] === '' && accepts(schema, '') ? '' : undefined;
    else alike[field] = accepts(schema, '') || !accepts(schema, undefined) ? '' : undefined;
  }
  const parsed = input.safeParse(alike, { error: () => sayRefusal(refusal('form_not_whole', {})) });
  return parsed.success ? ok(parsed.data) : err(invalidForm(parsed.error));
}

const accepts = (schema: z.core.$ZodType, value: unknown): boolean => z.safeParse(schema, value).success;

/** The fields that a schema reads, in whichever of its alternatives. */
export function fieldsOf(schema: z.core.$ZodType): ReadonlyMap<string, z.core.$ZodType> {
  if (schema instanceof z.ZodObject) return new Map(Object.entries(schema.shape));
  if (schema instanceof z.ZodUnion) return new Map(schema.options.flatMap((option) => [...fieldsOf(option)]));
  if (schema instanceof z.ZodPipe) return fieldsOf(schema.in);
  throw new Error('The input of an action is an object of fields, or alternatives of such objects');
}

/** Whether a field takes any number of entries. */
function isList(schema: z.core.$ZodType): boolean {
  if (schema instanceof z.ZodPipe) return isList(schema.in) || isList(schema.out);
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodOptional) return isList(schema.unwrap());
  return schema instanceof z.ZodArray;
}

/** The first complaint about each field. */
function invalidForm(error: z.ZodError): Failure {
  const fields: Record<string, string> = {};
  for (const issue of error.issues) fields[String(issue.path[0] ?? 'form')] ??= issue.message;
  return failure('invalid', 'Check the marked fields.', fields);
}
