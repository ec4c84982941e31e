import { defineConfig } from '@playwright/test';
import { applicationUrl, choosePorts, LANES } from './e2e/support/application';
import { findChromium } from './e2e/support/chromium';

await choosePorts();

const report = process.env.CUTSCORE_PLAYWRIGHT_REPORT;

export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results',
  globalSetup: './e2e/support/global-setup.ts',
  // A database and a server for each worker; the tests of a file run one after the other and need no retry to pass.
  workers: LANES,
  fullyParallel: false,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list'], ...(report ? ([['json', { outputFile: report }]] as const) : [])],
  use: {
    baseURL: applicationUrl(),
    launchOptions: await findChromium(),
    locale: 'en-GB',
    timezoneId: 'Asia/Kathmandu',
    // A trace records every step of every test and makes them slower by half; ask for it when one has failed.
    trace: process.env.CUTSCORE_TRACE ? 'retain-on-failure' : 'off',
    screenshot: 'only-on-failure',
  },
});
