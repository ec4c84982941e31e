import { describe, expect, it } from 'vitest';
import { toFunctionFiles } from './function-files';

const order = (texts: Record<string, string>) => toFunctionFiles(texts).map(({ path }) => path);

describe('the order of functions, views and policies', () => {
  it('comes from what their texts mention, also inside the bodies of functions', () => {
    expect(
      order({
        'app/count.sql': 'CREATE OR REPLACE FUNCTION app.count() ... $$ SELECT count(*) FROM hr.ready $$;',
        'ctx/org.sql': 'CREATE OR REPLACE FUNCTION ctx.org() ...;',
        'hr/ready.sql': 'CREATE OR REPLACE VIEW hr.ready AS SELECT ctx.org();',
        'public/bank.policies.sql': 'CREATE POLICY tenant ON public.bank USING (id = ctx.org());',
        'app/apart.sql': 'CREATE OR REPLACE FUNCTION app.apart() ...;',
      }),
    ).toEqual(['app/apart.sql', 'ctx/org.sql', 'hr/ready.sql', 'app/count.sql', 'public/bank.policies.sql']);
  });

  it('does not come from comments, from a part of a name, or from the name of a table with policies', () => {
    const texts = {
      'app/a.sql': '-- See app.b.\nSELECT app.bc, public.bank;',
      'app/b.sql': 'SELECT app.a();',
      'public/bank.policies.sql': 'SELECT app.a();',
    };
    expect(order(texts)).toEqual(['app/a.sql', 'app/b.sql', 'public/bank.policies.sql']);
  });

  it('does not exist for a circle, which is named', () => {
    const texts = {
      'app/a.sql': 'SELECT app.b();',
      'app/b.sql': 'SELECT app.c();',
      'app/c.sql': 'SELECT app.b();',
    };
    expect(() => order(texts)).toThrow('in a circle: app/b.sql -> app/c.sql -> app/b.sql');
  });

  it('does not mind a function that calls itself', () => {
    expect(order({ 'app/a.sql': 'SELECT app.a();' })).toEqual(['app/a.sql']);
  });
});
