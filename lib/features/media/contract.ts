import * as z from 'zod';

export const mediaParams = z.object({ sha256: z.string().regex(/^[0-9a-f]{64}$/) });

/** A file of 5 MB in base64; what is larger is refused in words after decoding. */
export const uploadInput = z.strictObject({
  base64: z.base64('The picture did not arrive whole. Choose it again.').min(1, 'Choose a picture.'),
});

/** What an upload answers with. */
export interface UploadedPicture {
  readonly sha256: string;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
}
