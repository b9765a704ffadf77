// How a query looks while it is typed: our tokens in both themes, words of the language apart from names and values.
import { EditorView, Decoration, ViewPlugin, type DecorationSet, type ViewUpdate } from '@codemirror/view'
import { isReserved, lex } from '@/lib/kernel/query'

export const look = EditorView.theme({
  '&': {
    border: '1px solid var(--line-2)',
    borderRadius: '6px',
    backgroundColor: 'var(--sheet)',
    color: 'var(--ink)',
    fontSize: '13px',
    minHeight: '32px',
    maxHeight: '9.5em',
  },
  '&.cm-focused': { outline: '2px solid var(--accent)', outlineOffset: '0' },
  '.cm-scroller': {
    fontFamily: 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace',
    lineHeight: '20px',
    overflow: 'auto',
  },
  '.cm-content': { padding: '5px 0', caretColor: 'var(--accent)', outline: 'none' },
  '.cm-line': { padding: '0 10px' },
  '.cm-placeholder': { color: 'var(--ink-3)' },
  '.cm-query-keyword': { color: 'var(--accent)' },
  '.cm-query-text': { color: 'var(--ink-2)' },
  '.cm-query-wrong': {
    textDecoration: 'underline wavy var(--danger)',
    textUnderlineOffset: '3px',
    backgroundColor: 'var(--danger-soft)',
  },
  '.cm-tooltip': {
    border: '1px solid var(--line)',
    borderRadius: '10px',
    backgroundColor: 'var(--sheet)',
    color: 'var(--ink)',
    boxShadow: 'var(--shadow-float)',
    overflow: 'hidden',
    zIndex: '60',
  },
  '.cm-tooltip.cm-tooltip-below': { marginTop: '9px' },
  '.cm-tooltip.cm-tooltip-above': { marginBottom: '9px' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': {
    fontFamily: 'inherit',
    maxHeight: '17em',
    minWidth: '220px',
    maxWidth: 'min(560px, 92vw)',
    padding: '4px',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': {
    display: 'flex',
    alignItems: 'baseline',
    gap: '12px',
    padding: '4px 8px',
    borderRadius: '6px',
    lineHeight: '20px',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]': {
    backgroundColor: 'var(--accent-soft)',
    color: 'var(--ink)',
  },
  '.cm-completionLabel': { whiteSpace: 'nowrap', overflow: 'hidden', textOverflow: 'ellipsis' },
  '.cm-completionDetail': {
    marginLeft: 'auto',
    color: 'var(--ink-3)',
    fontStyle: 'normal',
    fontSize: '12px',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected] .cm-completionDetail': {
    color: 'var(--ink-2)',
  },
})

const keyword = Decoration.mark({ class: 'cm-query-keyword' })
const string = Decoration.mark({ class: 'cm-query-text' })

/** Keywords and quoted texts, found by the language's own lexer. */
export const words = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet

    constructor(view: EditorView) {
      this.decorations = drawn(view)
    }

    update(update: ViewUpdate) {
      if (update.docChanged) this.decorations = drawn(update.view)
    }
  },
  { decorations: (plugin) => plugin.decorations },
)

function drawn(view: EditorView): DecorationSet {
  const marks = lex(view.state.doc.toString()).flatMap(({ kind, text, from, to }) => {
    if (kind === 'word' && isReserved(text)) return [keyword.range(from, to)]
    return kind === 'string' ? [string.range(from, to)] : []
  })
  return Decoration.set(marks)
}
