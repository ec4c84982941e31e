/** What a browser seals unsent answers with. Only sessions of this person ever get it. */
export interface AnswerSeal {
  /** Whose answers they are, in a word that means nothing to anybody else. */
  readonly owner: string;
  /** 256 bits for AES-GCM, in base64url. */
  readonly key: string;
}
