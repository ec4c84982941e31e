import sharp from 'sharp';
import { addPicture } from '@/lib/features/media/commands';
import type { TenantScope } from '@/lib/infra/tenant-scope';

let drawn = 0;

/** A small picture that no other test has drawn, as the file that a person would choose. */
export async function drawPicture(
  given: { format?: 'png' | 'jpeg' | 'webp'; width?: number; height?: number } = {},
): Promise<Buffer> {
  drawn += 1;
  const { format = 'png', width = 12, height = 8 } = given;
  // Every process starts to count at 0, and two worlds must not hold the same picture.
  const background = { r: drawn % 256, g: Math.floor(drawn / 256) % 256, b: process.pid % 256 };
  return sharp({ create: { width, height, channels: 3, background } })
    .toFormat(format)
    .toBuffer();
}

/** Keeps a new picture in the organisation of the scope. @returns its SHA-256 */
export async function createPicture(scope: TenantScope): Promise<string> {
  const added = await addPicture(scope, await drawPicture());
  if (!added.ok) throw new Error(added.error.message);
  return added.value.sha256;
}
