import { describe, expect, it } from 'vitest';
import { failure, refuse } from '@/lib/domain/kernel/failure';
import { refusal } from '@/lib/domain/kernel/refusal';
import { sayFailure } from './refusal-words';

describe('the words of a refusal', () => {
  it('are said for a reason and for each field, beside what was said already', () => {
    const said = sayFailure({
      ...failure('invalid', 'Check the marked fields.', { name: 'Enter a name.' }),
      fieldRefusals: { page: refusal('foreign_form', {}) },
    });
    expect(said.message).toBe('Check the marked fields.');
    expect(said.fields).toEqual({
      name: 'Enter a name.',
      page: 'This form did not come from this site.',
    });
    expect(sayFailure(refuse('forbidden', 'role_not_allowed', {})).message).toBe(
      'Your role does not allow this.',
    );
  });

  it('leave a failure alone that has its sentence', () => {
    const plain = failure('conflict', 'Somebody was quicker.');
    expect(sayFailure(plain)).toBe(plain);
  });
});
