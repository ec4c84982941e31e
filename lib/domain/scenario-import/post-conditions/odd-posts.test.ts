import { describe, expect, it } from 'vitest';
import { type OddPost, oddPost } from '@/tests/support/odd-posts';
import { parseScenarioPost } from '../parse-scenario-post';
import type { ParsedItem } from '../parsed-post';
import { holdPostConditions } from './post-conditions';

/** How many posts are tried. Some three seconds on an idle processor. */
const POSTS = 600;

/** What went wrong without an error that says so, in words. */
function silentFaults({ source, questions }: OddPost): readonly string[] {
  const post = holdPostConditions(parseScenarioPost(source), { text: source, format: 'scenario-post' });
  const ready = post.items.filter((item) => item.ready);
  const faults: string[] = [];
  for (const item of ready) {
    const at = /q(\d)stem/.exec(item.stem)?.[1];
    const truth = questions[Number(at ?? -1)];
    if (truth === undefined) faults.push(`a question that is none: ${item.stem.slice(0, 60)}`);
    else if (keyTexts(item) !== [...truth.key].map((place) => `q${at}o${place}x`).join()) {
      faults.push(`q${at}: the key is ${keyTexts(item)} instead of ${truth.key.join()}`);
    } else if (item.options.length !== truth.options.length) {
      faults.push(`q${at}: ${item.options.length} options instead of ${truth.options.length}`);
    } else if (/q\d(?:stem|o)/.test(item.stem.replace(/q\dstem/, '')))
      faults.push(`q${at}: the stem holds more`);
  }
  const isBlocked = post.messages.some(({ level }) => level === 'error');
  for (const at of questions.keys()) {
    const isFound = ready.some(({ stem }) => stem.includes(`q${at}stem`));
    if (!isFound && !isBlocked) faults.push(`q${at} is lost`);
  }
  return faults;
}

function keyTexts({ options }: ParsedItem): string {
  return options
    .filter(({ correct }) => correct)
    .map(({ text }) => text.match(/q\do\dx/g)?.join('+') ?? '')
    .join();
}

describe('posts written and damaged in every way', () => {
  it('give no wrong key and lose no question without an error', () => {
    const faults: string[] = [];
    for (let seed = 1; seed <= POSTS; seed += 1) {
      const post = oddPost(seed);
      for (const fault of silentFaults(post)) faults.push(`${seed}: ${post.recipe}: ${fault}`);
    }
    expect(faults).toEqual([]);
  }, 120_000);

  it('are read as they are, where nothing is odd about them', () => {
    for (let seed = 1; seed <= 200; seed += 1) {
      const { source, recipe } = oddPost(seed, true);
      const post = holdPostConditions(parseScenarioPost(source), { text: source, format: 'scenario-post' });
      const blocked = post.messages.filter(({ level }) => level === 'error');
      expect([recipe, post.items.length, blocked], source).toEqual([recipe, 3, []]);
    }
  });
});
