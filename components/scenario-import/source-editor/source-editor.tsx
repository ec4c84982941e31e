'use client';

import { defaultKeymap, history, historyKeymap, redo, undo } from '@codemirror/commands';
import { EditorState, type Extension } from '@codemirror/state';
import {
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
} from '@codemirror/view';
import { type Ref, useEffect, useImperativeHandle, useRef } from 'react';
import { FIRST_REPAIR_ID } from '../first-repair';
import { editorTheme } from './editor-theme';
import { lineKinds, setChosenLines, setLineKinds } from './line-kinds';
import { editStep, marksOf, offsetOf, problemMarks } from './problem-marks';
import type { SourceEditorHandle, SourceReading } from './source-reading';

interface SourceEditorProps {
  readonly ref: Ref<SourceEditorHandle>;
  /** Only the first one counts: from then on the editor holds the text. Give another `key` to replace it. */
  readonly initialText: string;
  readonly isReadOnly: boolean;
  readonly reading: SourceReading | undefined;
  readonly chosen: { readonly first: number; readonly last: number } | null;
  readonly describedBy: string;
  readonly onChange: (text: string) => void;
  /** The caret moved to another line. */
  readonly onLine: (line: number) => void;
  /** The sign beside a line was pressed. */
  readonly onProblemLine: (line: number) => void;
  /** Another line is at the top. */
  readonly onTopLine: (line: number) => void;
}

/** The source in an editor. It holds the text itself: an answer about an older text never takes a keystroke back. */
export function SourceEditor(props: SourceEditorProps) {
  const { ref, reading, chosen, isReadOnly } = props;
  const place = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const latest = useRef(props);
  latest.current = props;
  useEffect(() => {
    if (place.current === null) return;
    const editor = openEditor(place.current, () => latest.current);
    view.current = editor;
    // Lines were measured in whatever face was there before the editor's own was loaded.
    const measure = () => editor.requestMeasure();
    document.fonts.addEventListener('loadingdone', measure);
    return () => {
      view.current = null;
      document.fonts.removeEventListener('loadingdone', measure);
      editor.destroy();
    };
  }, []);
  useEffect(() => {
    const editor = view.current;
    if (editor === null || reading === undefined || editor.state.doc.toString() !== reading.text) return;
    const marks = marksOf(editor, reading.messages);
    editor.dispatch(marks, { effects: setLineKinds.of(reading.lineKinds) });
  }, [reading]);
  useEffect(() => {
    view.current?.dispatch({ effects: setChosenLines.of(chosen) });
  }, [chosen]);
  useImperativeHandle(ref, () => handleOf(() => view.current), []);
  return (
    <div
      ref={place}
      data-editor={isReadOnly ? 'read-only' : 'editable'}
      className="h-full min-w-0 text-left"
    />
  );
}

function handleOf(current: () => EditorView | null): SourceEditorHandle {
  return {
    goTo: (line, column) => {
      const editor = current();
      if (editor === null) return;
      const at = offsetOf(editor, line, column);
      editor.dispatch({ selection: { anchor: at }, effects: EditorView.scrollIntoView(at, { y: 'center' }) });
      editor.focus();
    },
    reveal: (line) => {
      const editor = current();
      if (editor === null) return;
      const at = offsetOf(editor, line, 1);
      editor.dispatch({ effects: EditorView.scrollIntoView(at, { y: 'start', yMargin: 8 }) });
    },
    apply: (edits) => {
      const editor = current();
      const step = editor === null ? null : editStep(editor, edits);
      if (editor && step) editor.dispatch(step);
    },
    undo: () => {
      const editor = current();
      if (editor) undo(editor);
    },
    redo: () => {
      const editor = current();
      if (editor) redo(editor);
    },
  };
}

/** The page's own nonce, so that the editor's style element passes the content security policy. */
const pageNonce = (): string => document.querySelector<HTMLScriptElement>('script[nonce]')?.nonce ?? '';

function openEditor(parent: HTMLElement, props: () => SourceEditorProps): EditorView {
  const editor = new EditorView({
    parent,
    state: EditorState.create({ doc: props().initialText, extensions: extensionsOf(props) }),
  });
  const announceTop = everyFrame(() => {
    const top = editor.scrollDOM.getBoundingClientRect().top - editor.documentTop;
    props().onTopLine(editor.state.doc.lineAt(editor.lineBlockAtHeight(top + 8).from).number);
  });
  editor.scrollDOM.addEventListener('scroll', announceTop, { passive: true });
  return editor;
}

function extensionsOf(props: () => SourceEditorProps): Extension {
  const { isReadOnly, describedBy } = props();
  return [
    EditorView.cspNonce.of(pageNonce()),
    editorTheme,
    // Tab is left to the browser: it leads on through the page.
    keymap.of([{ key: 'Mod-.', run: toRepairs }, ...defaultKeymap, ...historyKeymap]),
    history(),
    problemMarks((line) => props().onProblemLine(line)),
    lineNumbers(),
    lineKinds,
    highlightActiveLine(),
    highlightActiveLineGutter(),
    EditorView.lineWrapping,
    EditorState.tabSize.of(4),
    EditorState.readOnly.of(isReadOnly),
    EditorView.contentAttributes.of({
      'aria-label': 'Text of the source',
      'aria-describedby': describedBy,
      tabindex: '0',
      spellcheck: 'false',
      autocapitalize: 'off',
      autocorrect: 'off',
      ...(isReadOnly ? { 'aria-readonly': 'true' } : {}),
    }),
    EditorView.updateListener.of((update) => {
      const { doc, selection } = update.state;
      if (update.docChanged) props().onChange(doc.toString());
      if (!update.selectionSet) return;
      const line = doc.lineAt(selection.main.head).number;
      const before = update.startState.doc.lineAt(update.startState.selection.main.head).number;
      if (line !== before) props().onLine(line);
    }),
  ];
}

/** Moves the focus to the repairs of the problem that is being looked at. */
function toRepairs(): boolean {
  const button = document.getElementById(FIRST_REPAIR_ID);
  button?.focus();
  return button !== null;
}

/** At most once per drawn frame, however often it is called. */
function everyFrame(act: () => void): () => void {
  let asked = false;
  return () => {
    if (asked) return;
    asked = true;
    requestAnimationFrame(() => {
      asked = false;
      act();
    });
  };
}
