import { useSyncExternalStore } from 'react';

/** What the player shows. It stands in the address after the #, so that Back, Forward and reload do what they should. */
export type PlayerView =
  | { readonly name: 'question'; readonly position: number }
  | { readonly name: 'review' }
  | { readonly name: 'confirm' };

const hashOf = (view: PlayerView): string => (view.name === 'question' ? `q${view.position}` : view.name);

/** Anything unknown is the question to begin with. */
export function parseView(hash: string, itemCount: number, beginWith: number): PlayerView {
  const name = hash.replace(/^#/, '');
  if (name === 'review' || name === 'confirm') return { name };
  const position = /^q\d{1,4}$/.test(name) ? Number(name.slice(1)) : beginWith;
  return { name: 'question', position: position >= 1 && position <= itemCount ? position : beginWith };
}

export function goTo(view: PlayerView): void {
  window.location.hash = hashOf(view);
}

function subscribe(notify: () => void): () => void {
  window.addEventListener('hashchange', notify);
  return () => window.removeEventListener('hashchange', notify);
}

export function usePlayerView(itemCount: number, beginWith: number): PlayerView {
  const hash = useSyncExternalStore(
    subscribe,
    () => window.location.hash,
    () => '',
  );
  return parseView(hash, itemCount, beginWith);
}
