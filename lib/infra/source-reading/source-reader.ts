import 'server-only';
import type { Failure } from '@/lib/domain/kernel/failure';
import type { Result } from '@/lib/domain/kernel/result';
import type { ParsedPost } from '@/lib/domain/scenario-import/parsed-post';

/** What pictures are stored as, whatever they came as. */
export const MEDIA_TYPES = ['image/png', 'image/jpeg', 'image/gif', 'image/webp'] as const;
export type MediaType = (typeof MEDIA_TYPES)[number];

/** A picture that a source holds, decoded and encoded anew. */
export interface ExtractedMedia {
  /** Of `bytes`, 64 hexadecimal digits; texts name the picture by it. */
  readonly sha256: string;
  readonly mime: MediaType;
  readonly bytes: Uint8Array;
  /** As in the source, for people; never a path. */
  readonly name: string;
}

/** A picture with its size in pixels, as it will be stored: encoding it once more would give other bytes and another name. */
export interface ReadPicture extends ExtractedMedia {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly mime: 'image/png' | 'image/jpeg' | 'image/webp';
  readonly width: number;
  readonly height: number;
}

/** What every reader gives. */
export interface ReaderOutput {
  /**
   * What the admin sees beside the preview and edits; lines and columns of `post` count in it. Moodle XML and QTI stay what
   * they are, and the same reader reads the text again: a package as its XML files one after the other, pictures as their
   * SHA-256 (`media:...`), whose bytes the first reading gave. HTML and DOCX become a scenario post.
   */
  readonly text: string;
  readonly post: ParsedPost;
  /** Each picture once. */
  readonly media: readonly ReadPicture[];
}

/** A file as it was uploaded. The name is data: nothing is opened by it. */
export interface SourceFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What every reader answers: any bytes give a post with messages, or a refusal in words. It never throws. */
export type ReadAnswer = Promise<Result<ReaderOutput, Failure>>;
