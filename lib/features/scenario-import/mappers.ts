import 'server-only';
import { lintItems } from '@/lib/domain/cue-lint/bank-cues';
import type { IncomingItem } from '@/lib/domain/scenario-import/incoming-item';
import type { ChangeKind, RowKind } from '@/lib/domain/scenario-import/row-kind';
import { countSettled, type SettledPlan, type SettledRow } from '@/lib/domain/scenario-import/settle-plan';
import type { PreparedSource } from '@/lib/infra/import-store/source-reading';
import type { ItemChange, PlanAction, PreviewItem, PreviewView } from './contract';

/** The post as the preview shows it. `settled` is null while no bank is chosen. */
export function toPreview(
  { post, incoming, bodies }: PreparedSource,
  settled: SettledPlan | null,
): PreviewView {
  const items = incoming.map((item, index) => toPreviewItem(item, settled?.rows[index]));
  return {
    stimuli: post.stimuli.map(({ firstLine, lastLine }, at) => ({
      body: bodies[at] ?? [],
      firstLine,
      lastLine,
    })),
    items,
    lines: post.lines,
    lineKinds: post.lineKinds,
    messages: post.messages,
    cues: lintItems(items.filter((item) => item.ready).map((item) => item.content)),
    counts: settled === null ? null : countSettled(settled),
  };
}

const PART_BY_CHANGE: Readonly<Record<ChangeKind, ItemChange>> = {
  key: 'key',
  stem: 'stem',
  options: 'options',
  order: 'options',
  rationale: 'rationale',
  title: 'title',
  lock: 'options',
  stimulus: 'stimulus',
  stimulus_text: 'stimulus',
};

const ACTION_BY_KIND: Readonly<Record<RowKind, PlanAction>> = {
  blocked: 'blocked',
  contradiction: 'blocked',
  near_duplicate: 'new',
  changed: 'changed',
  new: 'new',
  repeated: 'duplicate',
  same: 'same',
  gone: 'same',
};

function toPreviewItem({ source, content }: IncomingItem, row: SettledRow | undefined): PreviewItem {
  const { number, stimulus, firstLine, lastLine, ready } = source;
  const changes: readonly ItemChange[] = [...new Set(row?.changes.map((change) => PART_BY_CHANGE[change]))];
  return {
    number,
    stimulus,
    firstLine,
    lastLine,
    ready,
    content,
    plan: row === undefined ? null : { action: ACTION_BY_KIND[row.kind], changes },
  };
}
