import { describe, expect, it } from 'vitest';
import { loginEnvironment, loginUrls, readLoginUrls } from './cluster-roles';

const admin = 'postgresql://postgres:secret@db.example.test:5432/cutscore';
const urls = loginUrls(admin, { app: 'a', hr: 'b', jobs: 'c' });

describe('the connections of the running application', () => {
  it('come from the administrator, each with its own role and never with the administrator’s password', () => {
    expect(urls).toEqual({
      app: 'postgresql://app_rw:a@db.example.test:5432/cutscore',
      hr: 'postgresql://app_hr:b@db.example.test:5432/cutscore',
      jobs: 'postgresql://app_jobs:c@db.example.test:5432/cutscore',
    });
  });

  it('survive the way through the environment', () => {
    expect(readLoginUrls(loginEnvironment(urls))).toEqual(urls);
  });

  it('are refused all at once, each by its name', () => {
    const environment = {
      APP_DATABASE_URL: admin,
      HR_DATABASE_URL: 'postgresql://app_hr@db.example.test/cutscore',
    };
    const read = () => readLoginUrls(environment);
    expect(read).toThrow(/APP_DATABASE_URL logs in as "postgres"/);
    expect(read).toThrow(/HR_DATABASE_URL holds no password/);
    expect(read).toThrow(/JOBS_DATABASE_URL is not set/);
  });
});
