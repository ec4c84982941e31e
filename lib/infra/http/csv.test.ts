import { describe, expect, it } from 'vitest';
import { toCsv } from './csv';

describe('toCsv', () => {
  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\rx', ' =1', '＝1+1', '＠SUM(A1)'])(
    'disarms %j',
    (name) => {
      expect(toCsv(['Name'], [[name]])).toContain(`"'${name}"`);
    },
  );

  it('leaves numbers, ordinary names and inner signs alone', () => {
    expect(toCsv(['Name', 'n'], [['Ada-Grace = "AG"', -3]])).toBe(
      '\ufeff"Name","n"\r\n"Ada-Grace = ""AG""",-3\r\n',
    );
  });
});
