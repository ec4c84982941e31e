import { EditorView } from '@codemirror/view';

/** The editor in the product's own colours and face; both themes come with the tokens. */
export const editorTheme = EditorView.theme({
  '&': { height: '100%', backgroundColor: 'var(--color-raised)', color: 'var(--color-ink)' },
  // The frame around it shows the focus: an outline in here would lie under the gutter.
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': {
    fontFamily: 'var(--font-code)',
    fontSize: 'var(--text-13)',
    lineHeight: 'var(--leading-reading)',
  },
  '.cm-content': { padding: '0.5rem 0', caretColor: 'var(--color-ink)' },
  '.cm-line': { padding: '0 0.75rem 0 0.5rem' },
  '.cm-gutters': {
    backgroundColor: 'var(--color-raised)',
    color: 'var(--color-muted)',
    borderRight: '1px solid var(--color-hairline)',
  },
  '.cm-lineNumbers .cm-gutterElement': {
    minWidth: '2.5rem',
    padding: '0 0.375rem 0 0.25rem',
    fontVariantNumeric: 'tabular-nums',
  },
  '.cm-activeLine': { backgroundColor: 'transparent', boxShadow: 'inset 0 0 0 1px var(--color-hairline)' },
  '.cm-activeLineGutter': { backgroundColor: 'transparent', color: 'var(--color-ink)', fontWeight: '600' },
  '.cm-selectionMatch': { backgroundColor: 'transparent' },
  '.cm-chosen-line': { backgroundColor: 'var(--color-accent-soft)' },

  // How a line was read: a bar whose shape says the same as its colour.
  '.cm-kinds': { width: '0.75rem' },
  '.cm-kinds .cm-gutterElement': { display: 'flex', justifyContent: 'center', padding: '0' },
  '.cm-kind': { display: 'block', height: '100%' },
  '.cm-kind-item': { borderLeft: '3px solid var(--color-accent)' },
  '.cm-kind-stimulus': { borderLeft: '6px double var(--color-ink)' },
  '.cm-kind-noise': { borderLeft: '3px dotted var(--color-line)' },
  '.cm-kind-unrecognised': { borderLeft: '6px solid var(--color-danger)' },
  '.cm-read-noise': { color: 'var(--color-muted)' },

  // What was noticed: a letter beside the line and a line under the place.
  '.cm-problems': { width: '1.25rem' },
  '.cm-problems .cm-gutterElement': { padding: '0', textAlign: 'center', cursor: 'pointer' },
  '.cm-problem-mark': { fontWeight: '700', lineHeight: '1.5' },
  '.cm-problem-error': { color: 'var(--color-danger)' },
  '.cm-problem-warning': { color: 'var(--color-below)' },
  '.cm-problem-info': { color: 'var(--color-accent)' },
  '.cm-lintRange': {
    backgroundImage: 'none',
    textDecorationLine: 'underline',
    textUnderlineOffset: '0.2em',
    textDecorationThickness: '2px',
  },
  '.cm-lintRange-error': { textDecorationStyle: 'wavy', textDecorationColor: 'var(--color-danger)' },
  '.cm-lintRange-warning': { textDecorationStyle: 'dashed', textDecorationColor: 'var(--color-below)' },
  '.cm-lintRange-info': { textDecorationStyle: 'dotted', textDecorationColor: 'var(--color-accent)' },
  '.cm-lintRange-active': { backgroundColor: 'var(--color-selection)' },
  '.cm-lintPoint::after': { borderBottomColor: 'var(--color-danger)' },
  '.cm-tooltip': {
    maxWidth: 'min(34rem, 90vw)',
    backgroundColor: 'var(--color-raised)',
    color: 'var(--color-ink)',
    border: '1px solid var(--color-line)',
    borderRadius: 'var(--radius-control)',
    boxShadow: 'var(--shadow-float)',
    fontFamily: 'var(--font-ui)',
    fontSize: 'var(--text-15)',
    lineHeight: 'var(--leading-interface)',
  },
  '.cm-diagnostic': { padding: '0.625rem 0.75rem', border: '0', whiteSpace: 'normal' },
  '.cm-diagnostic + .cm-diagnostic': { borderTop: '1px solid var(--color-hairline)' },
  '.cm-diagnosticAction': {
    minHeight: '2.25rem',
    margin: '0.5rem 0.5rem 0 0',
    padding: '0.25rem 0.75rem',
    border: '1px solid var(--color-line)',
    borderRadius: 'var(--radius-control)',
    backgroundColor: 'var(--color-ground)',
    color: 'var(--color-ink)',
    font: 'inherit',
    fontWeight: '600',
  },
});
