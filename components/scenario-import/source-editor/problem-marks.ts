import { type Diagnostic, setDiagnostics } from '@codemirror/lint';
import {
  ChangeSet,
  type Extension,
  RangeSet,
  StateEffect,
  StateField,
  type Text,
  type Transaction,
  type TransactionSpec,
} from '@codemirror/state';
import { type EditorView, GutterMarker, gutter } from '@codemirror/view';
import type { ImportMessage, MessageLevel, SourceEdit } from '@/lib/domain/scenario-import/message';
import { LEVELS } from '../message-words';

/** A thousand marks show where it is wrong as well as a hundred thousand would. */
const MAX_MARKS = 1000;
const RANK: Readonly<Record<MessageLevel, number>> = { error: 0, warning: 1, info: 2 };

/** The text that the messages count in, and what was typed since they were asked for. */
interface Reading {
  readonly text: Text;
  readonly since: ChangeSet;
}

const readingBegins = StateEffect.define<null>();

const readingField = StateField.define<Reading>({
  create: (state) => ({ text: state.doc, since: ChangeSet.empty(state.doc.length) }),
  update(reading, transaction: Transaction) {
    const fresh = transaction.effects.some((effect) => effect.is(readingBegins));
    if (fresh) return { text: transaction.state.doc, since: ChangeSet.empty(transaction.state.doc.length) };
    return transaction.docChanged
      ? { text: reading.text, since: reading.since.compose(transaction.changes) }
      : reading;
  },
});

const placeOf = (text: Text, line: number, column: number): number => {
  if (line > text.lines) return text.length;
  const { from, to } = text.line(Math.max(1, line));
  return Math.min(to, from + Math.max(0, column - 1));
};

/** Where a place of the reading stands in the text as it is now. */
export function offsetOf(view: EditorView, line: number, column: number): number {
  const { text, since } = view.state.field(readingField);
  return since.mapPos(placeOf(text, line, column));
}

/** Edits of the reading as one step that undo takes back; what was typed meanwhile stays. */
export function editStep(view: EditorView, edits: readonly SourceEdit[]): TransactionSpec | null {
  const { text, since } = view.state.field(readingField);
  let end = 0;
  const changes = edits
    .map(({ line, column, endLine, endColumn, text: insert }) => ({
      from: since.mapPos(placeOf(text, line, column), 1),
      to: since.mapPos(placeOf(text, endLine, endColumn), -1),
      insert,
    }))
    .map((change) => ({ ...change, to: Math.max(change.from, change.to) }))
    .sort((one, other) => one.from - other.from)
    .filter(({ from, to }) => {
      if (from < end) return false;
      end = to;
      return true;
    });
  return changes.length === 0 ? null : { changes, userEvent: 'input.repair', scrollIntoView: true };
}

/** The marks of a reading of the text as it is now. */
export function marksOf(view: EditorView, messages: readonly ImportMessage[]): TransactionSpec {
  const { doc } = view.state;
  const worst = [...messages].sort((one, other) => RANK[one.level] - RANK[other.level]).slice(0, MAX_MARKS);
  const diagnostics = worst.map((message): Diagnostic => {
    const at = placeOf(doc, message.line, message.column);
    const line = doc.lineAt(at);
    const word = /^\S+/.exec(line.text.slice(at - line.from))?.[0] ?? '';
    const wholeLine = message.column <= line.text.length - line.text.trimStart().length + 1;
    return {
      from: at,
      to: wholeLine ? line.to : at + word.length,
      severity: message.level,
      message: `${LEVELS[message.level].word}: ${message.message}`,
      actions: (message.fixes ?? []).map(({ label, edits }) => ({
        name: label,
        apply: () => {
          const step = editStep(view, edits);
          if (step) view.dispatch(step);
        },
      })),
    };
  });
  const { effects = [] } = setDiagnostics(view.state, diagnostics);
  return {
    effects: [
      ...(Array.isArray(effects) ? effects : [effects]),
      readingBegins.of(null),
      setProblemLines.of(levelByOffset(doc, worst)),
    ],
  };
}

function levelByOffset(doc: Text, worstFirst: readonly ImportMessage[]): ReadonlyMap<number, MessageLevel> {
  const levels = new Map<number, MessageLevel>();
  for (const { line, level } of worstFirst) {
    const { from } = doc.line(Math.min(doc.lines, Math.max(1, line)));
    if (!levels.has(from)) levels.set(from, level);
  }
  return levels;
}

const setProblemLines = StateEffect.define<ReadonlyMap<number, MessageLevel>>();

class ProblemMarker extends GutterMarker {
  readonly level: MessageLevel;

  constructor(level: MessageLevel) {
    super();
    this.level = level;
  }

  override toDOM(): Node {
    const mark = document.createElement('span');
    mark.className = `cm-problem-mark cm-problem-${this.level}`;
    mark.textContent = { error: '✕', warning: '!', info: 'i' }[this.level];
    mark.title = LEVELS[this.level].word;
    return mark;
  }
}

const MARKERS = {
  error: new ProblemMarker('error'),
  warning: new ProblemMarker('warning'),
  info: new ProblemMarker('info'),
} as const;

const problemsField = StateField.define<RangeSet<GutterMarker>>({
  create: () => RangeSet.empty,
  update(marks, transaction) {
    for (const effect of transaction.effects) {
      if (!effect.is(setProblemLines)) continue;
      const ranges = [...effect.value].map(([from, level]) => MARKERS[level].range(from));
      return RangeSet.of(ranges, true);
    }
    return transaction.docChanged ? marks.map(transaction.changes) : marks;
  },
});

/** A sign beside every line that has a problem; pressing it goes there. */
export function problemMarks(onLine: (line: number) => void): Extension {
  return [
    readingField,
    problemsField,
    gutter({
      class: 'cm-problems',
      markers: (view) => view.state.field(problemsField),
      initialSpacer: () => MARKERS.error,
      domEventHandlers: {
        click: (view, block) => {
          onLine(view.state.doc.lineAt(block.from).number);
          return true;
        },
      },
    }),
  ];
}
