/** What the tabs of one browser tell each other about who is signed in. */
export type BrowserNews =
  | { readonly kind: 'signed_out' }
  /** A page of this person was opened; `mark` is the word that unsent answers are kept under. */
  | { readonly kind: 'person'; readonly mark: string };

const CHANNEL = 'cutscore-person';

export function tellTabs(news: BrowserNews): void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.postMessage(news);
  channel.close();
}

/** Calls back with what another tab tells; the result stops listening. */
export function onBrowserNews(callback: (news: BrowserNews) => void): () => void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.addEventListener('message', ({ data }: MessageEvent<BrowserNews>) => callback(data));
  return () => channel.close();
}
