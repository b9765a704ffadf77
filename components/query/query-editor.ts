'use client'
// The editor behind QueryField: loaded when somebody first types a query. One line that may wrap; Enter runs it, Tab leaves it.
import {
  acceptCompletion,
  autocompletion,
  completionKeymap,
  startCompletion,
  type Completion as Offered,
  type CompletionContext,
  type CompletionResult,
} from '@codemirror/autocomplete'
import { history, historyKeymap, standardKeymap } from '@codemirror/commands'
import { EditorState, Prec, StateEffect, StateField } from '@codemirror/state'
import { Decoration, EditorView, keymap, placeholder, type DecorationSet } from '@codemirror/view'
import { getNonce } from 'get-nonce'
import '@/components/ui/style-nonce'
import {
  complete,
  limits,
  readQuery,
  suggestedValue,
  type QueryProblem,
  type Suggestion,
  type Vocabulary,
} from '@/lib/kernel/query'
import { look, words } from './query-look'

export type QueryEditor = {
  focus(): void
  write(text: string): void
  mark(problem: QueryProblem | null): void
  close(): void
}

type Options = {
  parent: HTMLElement
  text: string
  cursor: number
  vocabulary: Vocabulary
  label: string
  placeholder: string
  noteId: string
  onText(text: string): void
  /** Something is wrong, and its writer has paused or wants to run it; null: not any more. */
  onProblem(problem: QueryProblem | null): void
  onRun(): void
}

/** So long after the last key somebody has stopped typing. */
const pause = 800

const markWrong = StateEffect.define<QueryProblem | null>()
const wrongPlace = Decoration.mark({ class: 'cm-query-wrong' })

const marks = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(set, transaction) {
    let next = transaction.docChanged ? Decoration.none : set
    for (const effect of transaction.effects)
      if (effect.is(markWrong)) next = marksOf(effect.value, transaction.newDoc.length)
    return next
  },
  provide: (field) => EditorView.decorations.from(field),
})

function marksOf(problem: QueryProblem | null, length: number): DecorationSet {
  if (!problem) return Decoration.none
  // An end has no letters to mark: the last one stands for it.
  const from = Math.min(problem.from, length - 1)
  const to = Math.min(Math.max(problem.to, from + 1), length)
  return from < 0 || from >= to ? Decoration.none : Decoration.set([wrongPlace.range(from, to)])
}

export function openQueryEditor(options: Options): QueryEditor {
  let timer: ReturnType<typeof setTimeout> | undefined
  const problemOf = (text: string) => {
    const read = readQuery(text, options.vocabulary)
    return read.ok ? null : read.problem
  }
  const changed = (text: string) => {
    options.onText(text)
    options.onProblem(null)
    clearTimeout(timer)
    timer = setTimeout(() => {
      const problem = problemOf(text)
      // What is only not finished is not wrong yet.
      if (problem && problem.from < text.trimEnd().length) options.onProblem(problem)
    }, pause)
  }
  const run = (view: EditorView) => {
    clearTimeout(timer)
    const problem = problemOf(view.state.doc.toString())
    options.onProblem(problem)
    if (!problem) options.onRun()
    return true
  }
  const nonce = getNonce()
  const view = new EditorView({
    parent: options.parent,
    state: EditorState.create({
      doc: oneLine(options.text),
      selection: { anchor: Math.min(options.cursor, options.text.length) },
      extensions: [
        nonce ? EditorView.cspNonce.of(nonce) : [],
        look,
        words,
        marks,
        history(),
        EditorView.lineWrapping,
        EditorView.clipboardInputFilter.of(oneLine),
        EditorState.transactionFilter.of((transaction) =>
          transaction.newDoc.lines > 1 || transaction.newDoc.length > limits.characters ? [] : transaction,
        ),
        autocompletion({
          override: [(context) => offers(context, options)],
          // Enter runs the query until somebody chose something.
          selectOnOpen: false,
          // A choice is made with an arrow and never by accident, so the list answers from the moment that it is there.
          interactionDelay: 0,
          icons: false,
          maxRenderedOptions: 60,
        }),
        Prec.highest(
          keymap.of([
            { key: 'Enter', run: (each) => acceptCompletion(each) || run(each) },
            { key: 'Mod-Enter', run },
          ]),
        ),
        keymap.of([...completionKeymap, ...historyKeymap, ...standardKeymap]),
        placeholder(options.placeholder),
        EditorView.contentAttributes.of({
          'aria-label': options.label,
          'aria-describedby': options.noteId,
          'aria-multiline': 'false',
          autocapitalize: 'off',
          autocorrect: 'off',
          spellcheck: 'false',
        }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) changed(update.state.doc.toString())
        }),
      ],
    }),
  })
  return {
    focus() {
      view.focus()
      if (view.state.doc.length === 0) startCompletion(view)
    },
    write(text) {
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: oneLine(text) } })
    },
    mark: (problem) => view.dispatch({ effects: markWrong.of(problem) }),
    close() {
      clearTimeout(timer)
      view.destroy()
    },
  }
}

function oneLine(text: string): string {
  return text.replace(/\s*[\n\r\u2028\u2029]\s*/g, ' ')
}

async function offers(context: CompletionContext, { vocabulary }: Options): Promise<CompletionResult | null> {
  const { from, to, suggestions, ask } = complete(context.state.doc.toString(), context.pos, vocabulary)
  // Behind a finished word there is nothing to say until somebody goes on.
  if (!context.explicit && from === context.pos && !/[\s(,=<>~]$|^$/.test(context.state.sliceDoc(0, from)))
    return null
  const known = ask ? await asked(context, ask) : []
  const all = [...known, ...suggestions]
  return all.length === 0 ? null : { from, to, options: all.map(offered), filter: false }
}

async function asked(
  context: CompletionContext,
  { field, prefix }: { field: string; prefix: string },
): Promise<Suggestion[]> {
  const stop = new AbortController()
  context.addEventListener('abort', () => stop.abort())
  try {
    const answer = await fetch(
      `/help/query/values?${new URLSearchParams({ field, typed: prefix }).toString()}`,
      {
        signal: stop.signal,
      },
    )
    if (!answer.ok) return []
    const { data } = (await answer.json()) as { data: { value: string; label: string }[] }
    return data.map(suggestedValue)
  } catch {
    // Without the server the words of the language are still there.
    return []
  }
}

function offered({ label, insert, says, kind }: Suggestion): Offered {
  return {
    label,
    type: kind,
    ...(says ? { detail: says } : {}),
    apply(view, _completion, from, to) {
      const gap = insert === '(' ? '' : ' '
      view.dispatch({
        changes: { from, to, insert: insert + gap },
        selection: { anchor: from + insert.length + gap.length },
        userEvent: 'input.complete',
      })
      startCompletion(view)
    },
  }
}
