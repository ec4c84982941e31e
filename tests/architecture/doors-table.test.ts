import { describe, expect, it } from 'vitest';
import { ACTIONS } from '../support/doors/actions-table';
import { listPages, listRoutes, listSourceActions } from '../support/doors/manifest';
import { PAGES } from '../support/doors/pages-table';
import { ROUTES } from '../support/doors/routes-table';

/* Which doors there are, before anything is built: tests/doors asks them. */

describe('the tables of doors', () => {
  it('have every page: a new one gets a row in tests/support/doors/pages-table.ts', () => {
    expect(Object.keys(PAGES).sort()).toEqual(listPages());
  });

  it('have every method of every route: rows are in routes-table.ts', () => {
    expect(Object.keys(ROUTES).sort()).toEqual(listRoutes());
  });

  it('have every action: rows are in actions-table.ts', () => {
    expect(Object.keys(ACTIONS).sort()).toEqual(listSourceActions());
  });
});
