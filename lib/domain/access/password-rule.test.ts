import { describe, expect, it } from 'vitest';
import { findPasswordFault } from './password-rule';

const owner = { email: 'Ana.Lopes-Sousa@northwind.example', organisationName: 'Northwind Traders 42' };
const isCommon = (password: string) => password === 'unbelievable' || password === 'longpassword1';
const faultOf = (password: string) => findPasswordFault(password, owner, isCommon);

describe('a new password', () => {
  it.each([
    ['eleven char', 'too_short'],
    ['a'.repeat(201), 'too_long'],
    ['unbelievable', 'common'],
    ['UNBelievable', 'common'],
    ['ｕｎｂｅｌｉｅｖａｂｌｅ', 'common'],
    ['long password 1', 'common'],
    [' unbelievable ', 'common'],
    ['ana.lopes-sousa@northwind.example', 'own_address'],
    ['ANA.LOPES-SOUSA@northwind.example1', 'own_address'],
    ['AnaLopesSousa', 'own_address'],
    ['ana.lopes-sousa2026!', 'own_address'],
    ['Northwind Traders', 'organisation_name'],
    ['northwindtraders', 'organisation_name'],
    ['NORTHWIND-TRADERS-2026', 'organisation_name'],
    ['Ｎｏｒｔｈｗｉｎｄ Traders!', 'organisation_name'],
  ])('"%s" is refused as %s', (password, fault) => {
    expect(faultOf(password)).toBe(fault);
  });

  it.each([
    'four words in a row',
    'northwind traders sell good tea',
    'ana.lopes likes her tea',
    '902174450131',
  ])('"%s" is accepted', (password) => {
    expect(faultOf(password)).toBeNull();
  });

  it('without letters is never taken for the letters of an address or a name without any', () => {
    const numbers = { email: '4711@1.2', organisationName: '20 26' };
    expect(findPasswordFault('902174450131', numbers, () => false)).toBeNull();
    expect(findPasswordFault('902174450131', { email: '', organisationName: null }, () => false)).toBeNull();
  });

  it('is refused when it is a name that is long and has no letters', () => {
    const owner = { email: 'a@b.example', organisationName: '902174450131' };
    expect(findPasswordFault('902174450131', owner, () => false)).toBe('organisation_name');
  });
});
