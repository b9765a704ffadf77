// The only way from a text that somebody wrote to a page. It makes React elements, never a string of HTML, and
// nothing in it runs code, loads from elsewhere or leads anywhere but to a web or mail address.
import { toJsxRuntime } from 'hast-util-to-jsx-runtime'
import type { Html, Nodes, Root } from 'mdast'
import type { ReactElement } from 'react'
import { Fragment, jsx, jsxs } from 'react/jsx-runtime'
import rehypeSanitize from 'rehype-sanitize'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import remarkRehype from 'remark-rehype'
import { unified } from 'unified'
import { allowed } from './markdown/allowed'
import { tooMuchToDraw, tooMuchToParse } from './markdown/limits'
import { linksAndPictures } from './markdown/links-and-pictures'
import { references, type Resolve } from './markdown/references'

export type MarkdownOptions = {
  /** Says where a key or a mention leads for this viewer, or null: then it stays plain text. */
  resolve?: Resolve
  /** Tells the footnotes of several texts on one page apart; any short word that is unique on the page. */
  id?: string
}

/** Draws Markdown (GitHub's kind). Raw HTML in it is shown as the text it is. */
export function renderMarkdown(source: string, options: MarkdownOptions = {}): ReactElement {
  const tree = parse(source)
  if (!tree) return <pre>{source}</pre>
  const prefix = `${(options.id ?? 'text').replace(/[^\w-]/g, '')}-`
  const page = unified()
    .use(references, { resolve: options.resolve })
    .use(remarkRehype, { clobberPrefix: prefix, footnoteLabelTagName: 'h2', handlers: { html: asText } })
    .use(linksAndPictures, { prefix })
    .use(rehypeSanitize, allowed)
    .runSync(tree)
  // Alignment as an attribute: a style attribute would need a hole in the content security policy.
  return toJsxRuntime(page, { Fragment, jsx, jsxs, tableCellAlignToStyle: false }) as ReactElement
}

/** The words alone, on one line, for an excerpt: whole sentences when they fill half of `maxLength`, else `…`. */
export function plainText(source: string, maxLength: number): string {
  const tree = parse(source)
  const text = (tree ? wordsOf(tree) : source).replace(/\s+/g, ' ').trim()
  if (text.length <= maxLength) return text
  const room = text.slice(0, maxLength)
  const sentence = /^.*[.!?](?=\s)/u.exec(text.slice(0, maxLength + 1))?.[0]
  if (sentence && sentence.length >= maxLength / 2) return sentence
  const cut = room.slice(0, -1)
  const space = cut.lastIndexOf(' ')
  const words = text[cut.length] === ' ' || space <= 0 ? cut : cut.slice(0, space)
  // Never half an emoji.
  return `${words.replace(/[\ud800-\udbff]$/, '').trimEnd()}…`.slice(0, Math.max(maxLength, 0))
}

const parser = unified().use(remarkParse).use(remarkGfm)

// Null when the text must be shown as it was typed.
function parse(source: string): Root | null {
  if (tooMuchToParse(source)) return null
  const tree = parser.parse(source)
  return tooMuchToDraw(tree) ? null : tree
}

// A block of HTML stands where paragraphs stand; inside a paragraph it is part of the sentence.
function asText(_state: unknown, node: Html, parent: Nodes | undefined) {
  const text = { type: 'text' as const, value: node.value }
  if (parent && ['root', 'blockquote', 'listItem', 'footnoteDefinition'].includes(parent.type)) {
    return { type: 'element' as const, tagName: 'p', properties: {}, children: [text] }
  }
  return text
}

const BLOCKS = new Set([
  'paragraph',
  'heading',
  'listItem',
  'blockquote',
  'tableRow',
  'tableCell',
  'code',
  'break',
])

function wordsOf(node: Nodes): string {
  if (node.type === 'footnoteDefinition' || node.type === 'footnoteReference') return ''
  if (node.type === 'image' || node.type === 'imageReference') return node.alt ?? ''
  const words =
    'children' in node ? (node.children as Nodes[]).map(wordsOf).join('') : 'value' in node ? node.value : ''
  return BLOCKS.has(node.type) ? ` ${words} ` : words
}
