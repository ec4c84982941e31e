import { expect, it } from 'vitest';
import { placesOf, shippedFiles } from './source-files';

const files = shippedFiles();
const beside = (...paths: readonly string[]) => files.filter(({ path }) => !paths.includes(path));

it('keeps nothing in a browser but what signing out knows by name', () => {
  expect(placesOf(beside('lib/ui/browser-stores.ts'), /\b(localStorage|sessionStorage)[.[]/)).toEqual([]);
  const database = beside('components/quiz/player/answer-store.ts');
  expect(placesOf(database, /\bindexedDB\b|from 'idb'|\bopenDB\(/)).toEqual([]);
  // Pages of running exams, which `forgetPerson` knows too.
  const exams = beside('components/quiz/player/kept-exam.ts', 'lib/ui/browser-stores.ts');
  expect(
    placesOf(exams, /\bcaches\.(open|match|keys|has|delete)\b|serviceWorker\.register|navigator\.storage\b/),
  ).toEqual([]);
});

it('sets no cookie from a script but the appearance, which the server takes back', () => {
  const found = placesOf(files, /document\.cookie\s*=|cookieStore\.set/);
  expect(found.filter((place) => !place.startsWith('components/shell/theme-switch.tsx'))).toEqual([]);
});

it('never clears storage or cookies wholesale: unsent answers and the mark of the device stay', () => {
  expect(placesOf(files, /Clear-Site-Data.*(storage|cookies|\*)/i)).toEqual([]);
});
