import { beforeEach, describe, expect, it, vi } from 'vitest';

const complete = {
  AUTH_SECRET: 'x'.repeat(32),
  APP_DATABASE_URL: 'postgresql://app_rw:x@localhost/cutscore',
  HR_DATABASE_URL: 'postgresql://app_hr:x@localhost/cutscore',
  JOBS_DATABASE_URL: 'postgresql://app_jobs:x@localhost/cutscore',
};

/** The configuration is parsed once per process: each test loads the module anew. */
async function parse(given: Readonly<Record<string, string>>) {
  vi.resetModules();
  for (const [name, value] of Object.entries({ ...complete, ...given })) vi.stubEnv(name, value);
  return (await import('./env')).env();
}

beforeEach(() => vi.unstubAllEnvs());

describe('the configuration', () => {
  it.each([
    'https://cutscore.example',
    'https://localhost:3000',
    'http://localhost:3000',
    'http://127.0.0.1:80',
    'http://127.9.9.9',
    'http://[::1]:3000',
    'http://exam.localhost',
  ])('takes %s for the address of the installation', async (url) => {
    expect((await parse({ APP_URL: url })).APP_URL).toBe(url);
  });

  it.each([
    'http://cutscore.example',
    'http://10.0.0.7:3000',
    'http://localhost.example',
    'http://128.0.0.1',
    'http://evil127.0.0.1.example',
    'ftp://localhost',
    'localhost:3000',
  ])('refuses %s: passwords and cookies would travel in the open', async (url) => {
    await expect(parse({ APP_URL: url })).rejects.toThrow(/APP_URL: must be/);
  });

  it('reads further hosts as a list', async () => {
    const APP_URL = 'https://cutscore.example';
    expect((await parse({ APP_URL })).ALLOWED_HOSTS).toEqual([]);
    const listed = await parse({ APP_URL, ALLOWED_HOSTS: 'app:3000, 10.0.0.7:3000 [::1]:3000' });
    expect(listed.ALLOWED_HOSTS).toEqual(['app:3000', '10.0.0.7:3000', '[::1]:3000']);
    await expect(parse({ APP_URL, ALLOWED_HOSTS: 'https://app' })).rejects.toThrow(/ALLOWED_HOSTS/);
  });
});
