import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('.', import.meta.url));
// `server-only` throws when it is imported outside a server bundle; under test every module is on the server.
const alias = { '@': root.replace(/\/$/, ''), 'server-only': `${root}tests/support/server-only.ts` };

export default defineConfig({
  test: {
    projects: [
      {
        resolve: { alias },
        test: {
          name: 'unit',
          include: [
            'lib/**/*.test.ts',
            'components/**/*.test.ts',
            'components/**/*.test.tsx',
            'scripts/**/*.test.ts',
            'tests/architecture/**/*.test.ts',
          ],
          setupFiles: ['tests/support/silent-console.ts'],
          env: { TZ: 'Asia/Kathmandu' },
          testTimeout: 30_000,
          // As many as the smallest machine has cores; without a number Vitest leaves one of them idle.
          maxWorkers: 2,
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'integration',
          include: ['tests/integration/**/*.test.ts'],
          setupFiles: ['tests/support/silent-console.ts'],
          globalSetup: ['tests/support/postgres.global.ts'],
          env: { TZ: 'Asia/Kathmandu' },
          testTimeout: 30_000,
          hookTimeout: 60_000,
          maxWorkers: 2,
        },
      },
      {
        resolve: { alias },
        test: {
          // Over HTTP, against the built application.
          name: 'doors',
          include: ['tests/doors/**/*.test.ts'],
          setupFiles: ['tests/support/silent-console.ts'],
          globalSetup: ['tests/support/build.global.ts', 'tests/support/postgres.global.ts'],
          env: { TZ: 'Asia/Kathmandu' },
          testTimeout: 60_000,
          hookTimeout: 120_000,
          maxWorkers: 1,
        },
      },
      {
        resolve: { alias },
        test: {
          // `npm run check:lists`: over HTTP too, in the organisation of 5,000 people.
          name: 'lists',
          include: ['tests/lists/**/*.test.ts'],
          setupFiles: ['tests/support/silent-console.ts'],
          globalSetup: ['tests/support/build.global.ts', 'tests/support/postgres.global.ts'],
          env: { TZ: 'Asia/Kathmandu' },
          testTimeout: 120_000,
          hookTimeout: 300_000,
          maxWorkers: 1,
        },
      },
    ],
  },
});
