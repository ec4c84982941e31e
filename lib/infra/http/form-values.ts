import 'server-only';

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
