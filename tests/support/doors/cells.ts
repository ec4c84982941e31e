import { can } from '@/lib/domain/access/policy';
import { idsIn } from '../tenant-world';
import type { Answer } from './ask';
import type { PageDoor } from './pages-table';
import { actorOf, type Scene, type Visitor, type Whose } from './visitors';

/** Counts what was asserted, for the line that says so. */
export class Tally {
  private readonly counts = new Map<string, number>();
  add(what: string): void {
    this.counts.set(what, (this.counts.get(what) ?? 0) + 1);
  }
  toString(): string {
    const total = [...this.counts.values()].reduce((sum, count) => sum + count, 0);
    const parts = [...this.counts].map(([what, count]) => `${count} ${what}`);
    return `${total} cells (${parts.join(', ')})`;
  }
}

/** `in`: past the door. The others are where a visitor ends. */
export type Expected = 'in' | 'sign in' | 'not allowed' | 'no such thing';

type Asked = Pick<PageDoor, 'needs' | 'learnersOwn' | 'ofCohort'> & { readonly hasIds: boolean };

/** What the policy says that this visitor finds behind a door whose ids are these. */
export function expectedOf(door: Asked, scene: Scene, visitor: Visitor, whose: Whose): Expected {
  const { needs } = door;
  if (needs === 'anybody') return 'in';
  if (visitor === 'nobody') return 'sign in';
  if (needs === 'somebody') return 'in';
  const actor = actorOf(scene.own, visitor);
  if (!can(actor, needs)) return 'not allowed';
  if (!door.hasIds) return 'in';
  if (whose !== 'own' && whose !== 'otherCohort') return 'no such thing';
  if (door.learnersOwn) return visitor === 'learner' && whose === 'own' ? 'in' : 'no such thing';
  const outside = whose === 'otherCohort' && door.ofCohort && visitor === 'instructor';
  return outside ? 'no such thing' : 'in';
}

/**
 * What somebody can tell from an answer: its status and its words. The ids that were asked for and what is new with every
 * request have one name each.
 */
export function telling({ status, headers, body }: Answer, asked: readonly string[]): string {
  const named = asked.reduce((text, id) => text.replaceAll(id, '<asked>'), body);
  const words = named
    .replace(/<script[\s\S]*?<\/script>/g, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/"requestId":"[^"]*"/g, '"requestId"')
    .replace(/"remainingMs":\d+/g, '"remainingMs"')
    .replace(/\s+/g, ' ');
  return `${status} ${headers['content-type'] ?? ''} ${words}`;
}

/** Ids of another organisation that an answer shows and that were not asked for. */
export const leakedIds = ({ body }: Answer, owned: ReadonlySet<string>, asked: readonly string[]) =>
  idsIn(body).filter((id) => owned.has(id) && !asked.includes(id));
