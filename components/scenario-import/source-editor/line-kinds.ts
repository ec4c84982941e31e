import {
  type EditorState,
  type Extension,
  RangeSetBuilder,
  StateEffect,
  StateField,
} from '@codemirror/state';
import { Decoration, EditorView, GutterMarker, gutter } from '@codemirror/view';
import type { LineKind } from '@/lib/domain/scenario-import/line-kind';

/** One kind per line of the text as it is now. */
export const setLineKinds = StateEffect.define<readonly LineKind[]>();
/** The lines of the chosen question, or null for none. */
export const setChosenLines = StateEffect.define<{ readonly first: number; readonly last: number } | null>();

class KindMarker extends GutterMarker {
  readonly kind: LineKind;

  constructor(kind: LineKind) {
    super();
    this.kind = kind;
  }

  override eq(other: GutterMarker): boolean {
    return other instanceof KindMarker && other.kind === this.kind;
  }

  override toDOM(): Node {
    const bar = document.createElement('span');
    bar.className = `cm-kind cm-kind-${this.kind}`;
    return bar;
  }
}

const MARKERS = {
  stimulus: new KindMarker('stimulus'),
  item: new KindMarker('item'),
  noise: new KindMarker('noise'),
  unrecognised: new KindMarker('unrecognised'),
} as const;
const QUIET = Decoration.line({ class: 'cm-read-noise' });
const CHOSEN = Decoration.line({ class: 'cm-chosen-line' });

function markKinds(state: EditorState, kinds: readonly LineKind[]) {
  const builder = new RangeSetBuilder<GutterMarker>();
  for (let line = 1; line <= Math.min(state.doc.lines, kinds.length); line += 1) {
    const kind = kinds[line - 1];
    if (kind === undefined || kind === 'blank') continue;
    const { from } = state.doc.line(line);
    builder.add(from, from, MARKERS[kind]);
  }
  return builder.finish();
}

/** Marks follow the text while it is edited and are set anew by the next reading. */
const kindsField = StateField.define({
  create: (state) => markKinds(state, []),
  update(marks, transaction) {
    for (const effect of transaction.effects) {
      if (effect.is(setLineKinds)) return markKinds(transaction.state, effect.value);
    }
    return transaction.docChanged ? marks.map(transaction.changes) : marks;
  },
});

/** Text that was left out is drawn quietly, only where it is seen: a long source has many lines. */
const quietLines = EditorView.decorations.of((view) => {
  const builder = new RangeSetBuilder<Decoration>();
  const { from, to } = view.viewport;
  view.state.field(kindsField).between(from, to, (at, _end, marker) => {
    if (marker === MARKERS.noise) builder.add(at, at, QUIET);
  });
  return builder.finish();
});

const chosenField = StateField.define({
  create: () => Decoration.none,
  update(chosen, transaction) {
    for (const effect of transaction.effects) {
      if (!effect.is(setChosenLines)) continue;
      if (effect.value === null) return Decoration.none;
      const { doc } = transaction.state;
      const [first, last] = [Math.max(1, effect.value.first), Math.min(doc.lines, effect.value.last)];
      const lines = Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => doc.line(first + at));
      return Decoration.set(lines.map(({ from }) => CHOSEN.range(from)));
    }
    return transaction.docChanged ? chosen.map(transaction.changes) : chosen;
  },
  provide: (field) => EditorView.decorations.from(field),
});

/** How each line was read, beside it; and the chosen question. */
export const lineKinds: Extension = [
  kindsField,
  chosenField,
  quietLines,
  gutter({ class: 'cm-kinds', markers: (view) => view.state.field(kindsField) }),
];
