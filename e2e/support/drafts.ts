import { readFileSync } from 'node:fs';
import { applicationUrl } from './application';
import { requestsAs } from './personas';

/** An unfinished import, as somebody leaves it behind. */
export async function keepDraft(): Promise<void> {
  const admin = await requestsAs('admin');
  const answer = await admin.post('/api/v1/imports/drafts?name=unfinished.txt', {
    data: readFileSync('tests/golden/scenario-import/s2/input.txt'),
    headers: { origin: applicationUrl(), 'Content-Type': 'application/octet-stream' },
  });
  if (!answer.ok()) throw new Error(`No draft could be kept: ${answer.status()} ${await answer.text()}`);
  await admin.dispose();
}
