/**
 * Length is the only rule about characters: composition rules make passwords shorter and more alike (NIST SP 800-63B, section
 * 3.1.1.2). The upper bound keeps a request from buying seconds of hashing.
 */
export const MIN_PASSWORD_LENGTH = 12;
export const MAX_PASSWORD_LENGTH = 200;

export const PASSWORD_FAULTS = [
  'too_short',
  'too_long',
  'common',
  'own_address',
  'organisation_name',
] as const;
/** Why a password can't be chosen. */
export type PasswordFault = (typeof PASSWORD_FAULTS)[number];

/** Whose password it becomes: what a guesser who knows the person tries first. */
export interface PasswordOwner {
  readonly email: string;
  /** Null for somebody who belongs to no organisation yet. */
  readonly organisationName: string | null;
}

/** One spelling for what looks the same: full-width letters, capitals and composed accents make no other password here. */
const plain = (text: string): string => text.normalize('NFKC').trim().toLowerCase().normalize('NFKC');

/** Letters alone: "Northwind-Traders 2026!" is the name of the organisation with what guessers add to it. */
const letters = (text: string): string => plain(text).replace(/[^\p{L}\p{M}]/gu, '');

/**
 * Why `password` can't be chosen by `owner`; null when it can. `isCommon` is asked for the plain spelling and knows the
 * passwords that most people choose.
 */
export function findPasswordFault(
  password: string,
  owner: PasswordOwner,
  isCommon: (plainPassword: string) => boolean,
): PasswordFault | null {
  if (password.length < MIN_PASSWORD_LENGTH) return 'too_short';
  if (password.length > MAX_PASSWORD_LENGTH) return 'too_long';
  if (isCommon(plain(password)) || isCommon(plain(password).replaceAll(/\s/g, ''))) return 'common';
  if (plain(password) === plain(owner.email)) return 'own_address';
  const guessed = letters(password);
  const [local = ''] = owner.email.split('@');
  // An address without letters ("12345@...") says nothing about a password without letters.
  if (guessed !== '' && [letters(owner.email), letters(local)].includes(guessed)) return 'own_address';
  const organisation = owner.organisationName ?? '';
  if (organisation !== '' && plain(password) === plain(organisation)) return 'organisation_name';
  return guessed !== '' && guessed === letters(organisation) ? 'organisation_name' : null;
}
