import { ensureBuild } from '@/scripts/build-application';
import { generateClient } from '@/scripts/prisma-client';

/** The application as it is deployed; built again only when its sources changed. */
export default async function setup(): Promise<void> {
  await generateClient();
  await ensureBuild();
}
