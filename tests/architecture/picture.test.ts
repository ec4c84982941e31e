import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { DOCUMENT, drawPicture, withPicture } from '@/scripts/architecture-picture';

it('shows the architecture as it stands (npm run picture draws it again)', { timeout: 60_000 }, () => {
  const text = readFileSync(DOCUMENT, 'utf8');
  expect(text).toBe(withPicture(text, drawPicture()));
});
