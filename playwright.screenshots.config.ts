import base from './playwright.config';

/** `npm run screenshots`: the pictures of the README, taken of the seeded demonstration. */
export default { ...base, testMatch: '**/*.pictures.ts', reporter: 'list' };
