import 'server-only';
import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { type Failure, failure } from '@/lib/domain/kernel/failure';
import { err, ok, type Result } from '@/lib/domain/kernel/result';

/** What may come in. */
export const MAX_PICTURE_BYTES = 5 * 1024 * 1024;
/** Longest side of what is kept, in pixels; a larger picture is scaled down. */
const MAX_SIDE = 4096;
/** Decoded, a pixel takes four bytes: a file of a few kilobytes can claim to be a picture of gigabytes. */
const MAX_PIXELS = 50_000_000;

/** A picture as it is stored. `sha256` is that of `bytes`, in hexadecimal. */
export interface Picture {
  readonly sha256: string;
  readonly mime: 'image/png' | 'image/jpeg' | 'image/webp';
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly width: number;
  readonly height: number;
}

const refuse = (message: string): Result<never, Failure> =>
  err(failure('invalid', message, { picture: message }));

const TOO_LARGE = 'The picture is larger than 5 MB. Save it smaller or as a JPEG, then choose it again.';
const NOT_A_PICTURE = 'This is not a picture that can be read. Use a PNG, JPEG or WebP file.';
const SVG = 'SVG files are not taken, because they can carry scripts. Export the drawing as a PNG.';
const ANIMATED = 'The picture is animated. Use a still one: movement distracts and can’t be printed.';
const TOO_MANY_PIXELS = 'The picture has more than 50 million pixels. Scale it down, then choose it again.';

/** sharp's names of formats -> what they are kept as. A still GIF has no more than a PNG can hold. */
const KEPT_AS = { png: 'png', gif: 'png', jpeg: 'jpeg', webp: 'webp' } as const;
type Readable = keyof typeof KEPT_AS;
const isReadable = (format: string): format is Readable => Object.hasOwn(KEPT_AS, format);

/**
 * Decodes a picture and encodes it anew: what isn't pixels (metadata, places, profiles, scripts, a second file behind the
 * first) doesn't survive, and a photograph is turned upright. The same file gives the same bytes. Fails with `invalid`.
 */
export async function reEncode(file: Uint8Array): Promise<Result<Picture, Failure>> {
  if (file.byteLength > MAX_PICTURE_BYTES) return refuse(TOO_LARGE);
  if (looksLikeSvg(file)) return refuse(SVG);
  if (isAnimatedPng(file)) return refuse(ANIMATED);
  const options = { limitInputPixels: MAX_PIXELS, failOn: 'error', sequentialRead: true } as const;
  try {
    const { format, pages = 1 } = await sharp(file, options).metadata();
    if (!isReadable(format)) return refuse(NOT_A_PICTURE);
    if (pages > 1) return refuse(ANIMATED);
    const kept = KEPT_AS[format];
    const upright = sharp(file, options)
      .autoOrient()
      .resize({ width: MAX_SIDE, height: MAX_SIDE, fit: 'inside', withoutEnlargement: true });
    const encoded =
      kept === 'png' ? upright.png() : kept === 'jpeg' ? upright.jpeg({ quality: 88 }) : upright.webp();
    const { data, info } = await encoded.toBuffer({ resolveWithObject: true });
    return ok({
      sha256: createHash('sha256').update(data).digest('hex'),
      mime: `image/${kept}`,
      bytes: new Uint8Array(data),
      width: info.width,
      height: info.height,
    });
  } catch (error) {
    // The library tells its refusals apart by their words only.
    return refuse(/pixel limit/i.test(String(error)) ? TOO_MANY_PIXELS : NOT_A_PICTURE);
  }
}

const beginning = (file: Uint8Array): string => Buffer.from(file.subarray(0, 1024)).toString('latin1');

const looksLikeSvg = (file: Uint8Array): boolean =>
  /^[^\x20-\x7e]*\s*<(?:\?xml|!doctype|!--|svg)/i.test(beginning(file));

/** The chunk that makes a PNG move stands before its first pixels; the decoder would keep the first frame without a word. */
function isAnimatedPng(file: Uint8Array): boolean {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  const pixels = bytes.indexOf('IDAT');
  return (
    bytes.subarray(1, 4).equals(Buffer.from('PNG')) && bytes.subarray(0, Math.max(0, pixels)).includes('acTL')
  );
}
