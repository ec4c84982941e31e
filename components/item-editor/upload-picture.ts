import { err, ok, type Result } from '@/lib/domain/kernel/result';
import type { UploadedPicture } from '@/lib/features/media/contract';
import { paths } from '@/lib/ui/paths';

const UNREACHABLE = 'The server can’t be reached. Nothing was lost; try again in a moment.';
const MAX_BYTES = 5 * 1024 * 1024;

/** Sends a picture to the server; the error is in words for the person. */
export async function uploadPicture(file: File): Promise<Result<UploadedPicture, string>> {
  if (file.size > MAX_BYTES) return err('The picture is larger than 5 MB. Save it smaller or as a JPEG.');
  try {
    const response = await fetch(paths.mediaUpload, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ base64: await toBase64(file) }),
    });
    const answer = (await response.json()) as UploadedPicture & { readonly detail?: string };
    return response.ok ? ok(answer) : err(answer.detail ?? UNREACHABLE);
  } catch {
    return err(UNREACHABLE);
  }
}

/** A data URL is `data:<type>;base64,<content>`. */
function toBase64(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).split(',')[1] ?? '');
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
}
