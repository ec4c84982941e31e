import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { fieldsOf, lastOf, parseForm } from './form-values';

const form = z.object({
  name: z.string('Enter a name.').trim().min(1, 'Enter a name.'),
  note: z.string().max(10).default(''),
  ticked: z.literal('on').optional(),
  ids: z.preprocess((value) => (value === undefined ? [] : [value].flat()), z.array(z.string())),
});

describe('the fields of a form', () => {
  it('takes a missing field and an empty one for the same', () => {
    const full = { name: 'A', note: 'n', ticked: 'on', ids: ['1'] };
    expect(parseForm(form, full)).toEqual({ ok: true, value: full });
    expect(parseForm(form, { name: 'A', note: '', ticked: '' })).toEqual(parseForm(form, { name: 'A' }));
    expect(parseForm(form, { name: '' })).toEqual(parseForm(form, {}));
    expect(parseForm(form, {})).toMatchObject({ error: { fields: { name: 'Enter a name.' } } });
  });

  it('counts an empty entry only in a list that may hold one', () => {
    const whole = form.extend({ ids: z.preprocess((value) => [value ?? []].flat(), z.array(z.guid())) });
    expect(parseForm(form, { name: 'A', ids: '' })).toMatchObject({ value: { ids: [''] } });
    expect(parseForm(whole, { name: 'A', ids: '' })).toMatchObject({ value: { ids: [] } });
    expect(parseForm(form, { name: 'A' })).toMatchObject({ value: { ids: [] } });
  });

  it('lets the last of several values count where one is wanted', () => {
    expect([lastOf('a'), lastOf(['a', 'b']), lastOf(undefined)]).toEqual(['a', 'b', undefined]);
  });

  it('reads a form without fields, and knows an input whose fields can’t be known', () => {
    expect(parseForm(z.object({}), { pageMark: 'x' })).toMatchObject({ ok: true });
    expect(() => fieldsOf(z.unknown())).toThrow(/object of fields/);
  });
});
