import { dictionary } from '@zxcvbn-ts/language-common';
import { describe, expect, it } from 'vitest';
import { MAX_PASSWORD_LENGTH, MIN_PASSWORD_LENGTH } from '@/lib/domain/access/password-rule';
import { checkNewPassword } from './new-password';

const owner = { email: 'ana@northwind.example', organisationName: 'Northwind' };
const isLongEnough = ({ length }: string) => length >= MIN_PASSWORD_LENGTH && length <= MAX_PASSWORD_LENGTH;

describe('a new password', () => {
  it('is none of the 10,000 that most people choose, however it is written', () => {
    const common = dictionary['passwords-common'].slice(0, 10_000);
    expect(common).toHaveLength(10_000);
    expect(common.slice(0, 3)).toEqual(['123456', 'password', '12345678']);
    expect(common.filter(isLongEnough).length).toBeGreaterThan(20);
    const accepted = common.filter((password) => checkNewPassword(password, owner) === null);
    expect(accepted).toEqual([]);
    const long = common
      .filter(isLongEnough)
      .map((password) => checkNewPassword(password.toUpperCase(), owner)?.refusal?.reason);
    expect(new Set(long)).toEqual(new Set(['password_common']));
  });

  it('is marked beside the field that it was typed into', () => {
    expect(checkNewPassword('northwind 2026', owner, 'newPassword')).toMatchObject({
      code: 'invalid',
      fieldRefusals: { newPassword: { reason: 'password_organisation_name' } },
    });
  });

  it('may be several words', () => {
    expect(checkNewPassword('four words in a row', owner)).toBeNull();
  });
});
