import 'server-only';
import { dictionary } from '@zxcvbn-ts/language-common';
import {
  findPasswordFault,
  MAX_PASSWORD_LENGTH,
  MIN_PASSWORD_LENGTH,
  type PasswordFault,
  type PasswordOwner,
} from '@/lib/domain/access/password-rule';
import { type Failure, refuse } from '@/lib/domain/kernel/failure';
import { type Refusal, refusal } from '@/lib/domain/kernel/refusal';

let common: ReadonlySet<string> | undefined;

/** Some 49,000 passwords in lower case, the most common first; they hold the 10,000 most common. */
const isCommon = (plainPassword: string): boolean => {
  common ??= new Set(dictionary['passwords-common']);
  return common.has(plainPassword);
};

const REFUSALS: Readonly<Record<PasswordFault, Refusal>> = {
  too_short: refusal('password_too_short', { least: MIN_PASSWORD_LENGTH }),
  too_long: refusal('password_too_long', { most: MAX_PASSWORD_LENGTH }),
  common: refusal('password_common', {}),
  own_address: refusal('password_own_address', {}),
  organisation_name: refusal('password_organisation_name', {}),
};

/**
 * The one rule for every password that somebody chooses: with an invitation, after forgetting one, on the account page. Null
 * when it can be chosen; otherwise why not, beside the form's `field`.
 */
export function checkNewPassword(password: string, owner: PasswordOwner, field = 'password'): Failure | null {
  const fault = findPasswordFault(password, owner, isCommon);
  if (fault === null) return null;
  const { reason, params } = REFUSALS[fault];
  return refuse('invalid', reason, params, { fieldRefusals: { [field]: REFUSALS[fault] } });
}
