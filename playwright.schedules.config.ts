import base from './playwright.config';

/** `npm run check:two-devices-browser`: schedules of two devices through the real player, held to the model. Ends by itself. */
export default {
  ...base,
  testMatch: '**/*.schedules.ts',
  reporter: 'list',
  workers: 1,
  timeout: 600_000,
  use: { ...base.use, actionTimeout: 15_000, navigationTimeout: 30_000 },
};
