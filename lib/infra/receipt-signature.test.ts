import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { AttemptReceipt } from '@/lib/domain/attempt/receipt';

const receipt: AttemptReceipt = {
  attemptId: '0192f0c1-2345-7678-9abc-def012345678',
  closedAt: '2026-12-01T05:00:00.123+00:00',
  closedBy: 'submitted',
  items: 20,
  answered: 19,
  sha256: 'a'.repeat(64),
};
const [older, newer] = [`2025-12:${'o'.repeat(32)}`, `2026-12:${'n'.repeat(31)}=`];

/** The module as a server has it that was started with these keys. */
async function signing(RECEIPT_KEYS: string, AUTH_SECRET = 'x'.repeat(32)) {
  vi.resetModules();
  const given = {
    ...{ RECEIPT_KEYS, AUTH_SECRET, APP_URL: 'http://localhost:3000' },
    APP_DATABASE_URL: 'postgresql://app_rw:x@localhost/cutscore',
    HR_DATABASE_URL: 'postgresql://app_hr:x@localhost/cutscore',
    JOBS_DATABASE_URL: 'postgresql://app_jobs:x@localhost/cutscore',
  };
  for (const [name, value] of Object.entries(given)) vi.stubEnv(name, value);
  return import('./receipt-signature');
}

beforeEach(() => vi.unstubAllEnvs());

describe('a receipt', () => {
  it('is signed by the first key, the same each time, however its moment is written', async () => {
    const { signReceipt } = await signing(`${newer},${older}`);
    const signature = signReceipt(receipt, 2);
    expect(signature.keyId).toBe('2026-12');
    expect(signReceipt({ ...receipt, closedAt: '2026-12-01T06:00:00.123+01:00' }, 2)).toEqual(signature);
  });

  it('that an older key signed is verified as long as that key is in the list', async () => {
    const signature = (await signing(older)).signReceipt(receipt, 0);
    expect((await signing(`${newer},${older}`)).isSignedReceipt(receipt, 0, signature)).toBe(true);
    expect((await signing(newer)).isSignedReceipt(receipt, 0, signature)).toBe(false);
  });

  it('is signed without keys of its own, by one that follows from AUTH_SECRET', async () => {
    const signature = (await signing('')).signReceipt(receipt, 0);
    expect(signature.keyId).toBe('auth');
    expect((await signing(newer)).isSignedReceipt(receipt, 0, signature)).toBe(true);
    expect((await signing('', 'y'.repeat(32))).isSignedReceipt(receipt, 0, signature)).toBe(false);
  });

  it('that says anything else is not the one that was signed', async () => {
    const { signReceipt, isSignedReceipt } = await signing(newer);
    const signature = signReceipt(receipt, 1);
    expect(isSignedReceipt(receipt, 1, signature)).toBe(true);
    expect(isSignedReceipt(receipt, 0, signature)).toBe(false);
    const others: Partial<AttemptReceipt>[] = [
      { answered: 20 },
      { items: 19 },
      { closedBy: 'expired' },
      { closedAt: '2026-12-01T05:00:00.124+00:00' },
      { sha256: 'b'.repeat(64) },
      { attemptId: '0192f0c1-2345-7678-9abc-def012345679' },
    ];
    for (const other of others) expect(isSignedReceipt({ ...receipt, ...other }, 1, signature)).toBe(false);
    expect(isSignedReceipt(receipt, 1, { ...signature, keyId: 'auth' })).toBe(false);
    expect(isSignedReceipt(receipt, 1, { ...signature, code: '' })).toBe(false);
  });

  it.each(['short:secret', `auth:${'n'.repeat(32)}`, `${newer},${newer}`, 'n'.repeat(40)])(
    'is signed by no list like %s',
    async (list) => {
      const { signReceipt } = await signing(list);
      expect(() => signReceipt(receipt, 0)).toThrow(/RECEIPT_KEYS/);
    },
  );
});
