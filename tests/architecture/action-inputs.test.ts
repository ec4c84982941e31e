import { existsSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { fieldsOf, parseForm } from '@/lib/infra/http/form-values';
import { ROOT } from './source-files';

const FEATURES = `${ROOT}lib/features/`;
const contracts = await Promise.all(
  readdirSync(FEATURES)
    .filter((noun) => existsSync(`${FEATURES}${noun}/contract.ts`))
    .map(async (noun) => ({
      noun,
      exports: (await import(`${FEATURES}${noun}/contract.ts`)) as Record<string, unknown>,
    })),
);
/** Every input of an action; those of routes are strict and read JSON. */
const inputs = contracts.flatMap(({ noun, exports }) =>
  Object.entries(exports).flatMap(([name, schema]) =>
    name.endsWith('Input') && schema instanceof z.ZodType && !isStrict(schema)
      ? [{ noun, name, schema }]
      : [],
  ),
);
function isStrict(schema: z.ZodType): boolean {
  if (schema instanceof z.ZodUnion) return schema.options.some((option) => isStrict(option as z.ZodType));
  return schema instanceof z.ZodObject && schema.def.catchall instanceof z.ZodNever;
}

describe('the inputs of actions', () => {
  it('are all here to look at', () => {
    expect(inputs.length).toBeGreaterThan(30);
  });

  it.each(inputs)('reads every field of $noun $name missing as it reads it empty', ({ schema }) => {
    const fields = [...fieldsOf(schema).keys()];
    expect(fields.length).toBeGreaterThan(0);
    for (const field of fields) {
      const others = Object.fromEntries(fields.filter((name) => name !== field).map((name) => [name, 'x']));
      const missing = parseForm(schema, others);
      const empty = parseForm(schema, { ...others, [field]: '' });
      if (!missing.ok || !empty.ok) expect(JSON.stringify(missing)).toBe(JSON.stringify(empty));
    }
  });

  it.each(inputs)('complains about an empty form of $noun $name in words of this product', ({ schema }) => {
    const parsed = parseForm(schema, {});
    const words = parsed.ok ? [] : Object.values(parsed.error.fields ?? {});
    expect(words.filter((text) => /^Invalid|expected|Too (small|big)/.test(text))).toEqual([]);
  });
});
