// Jira's wiki markup as Markdown. Files also hold texts that are Markdown already (some exports convert, and people
// type it anyway); those must come out untouched, because `*word*` is bold in the one and italic in the other.
// So every text is weighed first, by marks that only one of the two languages knows.

export type TextKind = 'wiki' | 'markdown' | 'either'

// Lengths are bounded so that no text makes the search slow. Weights: 3 for what nobody writes by accident, 1 for what plain text may contain too.
const WIKI_MARKS: [RegExp, number][] = [
  [/\{(?:code|noformat|quote|panel|color)(?::[^}\n]{0,200})?\}/, 3],
  [/^[ \t]*h[1-6]\.[ \t]+\S/m, 3],
  [/^[ \t]*bq\.[ \t]+\S/m, 3],
  [/^[ \t]*\|\|[^\n]+\|\|[ \t]*$/m, 3],
  [/(?<!\\)\[~[^\]\s]{1,200}\]/, 3],
  [/(?<!\\)\[[^\]|\n]{1,500}\|[^\]\n]{1,2000}\](?!\()/, 3],
  [/(?<!\\)\[\^[^\]\n]{1,200}\.\w{1,5}\](?![(:])/, 3],
  [/(?<![\w!])![^\s!|]+\.(?:png|jpe?g|gif|svg|webp)(?:\|[^!\n]*)?!/i, 3],
  [/^[ \t]*#[ \t]+\S[^\n]*\n[ \t]*#{1,2}[ \t]+\S/m, 2],
  [/^[ \t]*[*#-][ \t]+\S[^\n]*\n[ \t]*(?:\*\*|#\*|\*#|-#|#-)[ \t]+\S/m, 2],
  [/\{\{[^{}\n]{1,1000}\}\}/, 1],
  [/(?<!\\)\[(?:https?:\/\/|mailto:)[^\]\s]{1,2000}\](?!\()/, 1],
]
const MARKDOWN_MARKS: [RegExp, number][] = [
  [/^ {0,3}(?:```|~~~)/m, 3],
  [/\]\((?:<|https?:|mailto:|\/|#)/, 3],
  [/<(?:https?:\/\/|mailto:)[^>\s]{1,2000}>/, 2],
  [/\\[_*[\]#`~<>|-]/, 2],
  [/&#x?[0-9a-f]{1,6};/i, 2],
  [/\*\*[^\s*][^\n]*?\*\*/, 2],
  [/^[ \t]*[-*+][ \t]+\[[ xX]\][ \t]/m, 3],
  [/^\|?(?:[ \t]*:?-{3,}:?[ \t]*\|)+/m, 3],
  [/(?:^|\n\n)#{1,6} [^\n#]+(?:\n\n|$)/, 2],
  [/`[^`\n]+`/, 2],
]

/** Which language a text is written in, as far as it shows; `either` when nothing in it tells. */
export function textKind(text: string): TextKind {
  if (KEPT_MARKS.test(text)) return 'either'
  const wiki = weigh(withoutMarkdownCode(text), WIKI_MARKS)
  const markdown = weigh(withoutWikiCode(text), MARKDOWN_MARKS)
  if (wiki > markdown) return 'wiki'
  return markdown > 0 ? 'markdown' : 'either'
}

/**
 * Turns wiki markup into Markdown. A text without signs of wiki markup comes out as it went in, unless the caller
 * knows from the rest of the file that it is wiki markup all the same (then `*word*` is bold).
 */
export function wikiToMarkdown(
  text: string,
  { undecidedAs = 'markdown' }: { undecidedAs?: 'wiki' | 'markdown' } = {},
): string {
  const kind = textKind(text)
  const wiki = kind === 'wiki' || (kind === 'either' && undecidedAs === 'wiki')
  // The two characters that mark kept pieces below are for private use; a text with them is nothing to touch.
  return wiki && !KEPT_MARKS.test(text) ? convert(text.replace(/\r\n?/g, '\n')) : text
}

function weigh(text: string, marks: [RegExp, number][]): number {
  return marks.reduce((sum, [mark, weight]) => (mark.test(text) ? sum + weight : sum), 0)
}

function withoutMarkdownCode(text: string): string {
  return text
    .replace(/^ {0,3}(```+|~~~+)[^\n]*\n[\s\S]*?(?:^ {0,3}\1|(?![\s\S]))/gm, '')
    .replace(/`[^`\n]+`/g, '')
}

function withoutWikiCode(text: string): string {
  const kept: string[] = []
  const isCode = (name: string) => name === 'code' || name === 'noformat'
  return restore(
    blocks(text, ({ name, content }) => (isCode(name) ? '' : content), kept),
    kept,
  )
}

// Pieces that are finished (code, links) are put aside while the rest is worked on.
const OPEN = '\ue000'
const CLOSE = '\ue001'
const KEPT_MARKS = /[\ue000\ue001]/
const KEPT = /\ue000(\d+)\ue001/g
const KEPT_LINE = /^\ue000(\d+)\ue001$/

function convert(text: string): string {
  const kept: string[] = []
  return restore(convertPart(text, kept), kept)
    .replace(/\n{3,}/g, '\n\n')
    .replace(/^\n+|\n+$/g, '')
}

function convertPart(text: string, kept: string[]): string {
  const separated = blocks(text, (block) => convertBlock(block, kept), kept)
  return lines(inline(separated, kept), kept)
}

type Block = { name: 'code' | 'noformat' | 'quote' | 'panel'; settings: string; content: string }

// Takes {code}, {noformat}, {quote} and {panel} out of a text, the outermost first and each to its own end. What is
// never closed stays as it is written.
function blocks(text: string, replace: (block: Block) => string, kept: string[]): string {
  const opening =
    /\{(code|noformat|quote|panel)(?::([^}\n]{0,200}))?\}|^ {0,3}```[^\n]*\n[\s\S]*?^ {0,3}```/gm
  const unclosed = new Set<string>()
  let out = ''
  let from = 0
  for (let match = opening.exec(text); match; match = opening.exec(text)) {
    const name = match[1] as Block['name'] | undefined
    if (name && unclosed.has(name)) continue
    const start = match.index + match[0].length
    const end = name ? text.indexOf(`{${name}}`, start) : start
    if (end < 0) {
      unclosed.add(name ?? '')
      continue
    }
    const done = name
      ? replace({ name, settings: match[2] ?? '', content: text.slice(start, end) })
      : keep(match[0], kept)
    out += text.slice(from, match.index) + done
    from = name ? end + name.length + 2 : start
    opening.lastIndex = from
  }
  return out + text.slice(from)
}

function convertBlock({ name, settings, content }: Block, kept: string[]): string {
  if (name === 'code' || name === 'noformat')
    return `\n\n${keep(fence(content, languageOf(settings)), kept)}\n\n`
  const title = /(?:^|\|)title=([^|]+)/.exec(settings)?.[1]
  const inner = restore(convertPart(title ? `*${title.trim()}*\n\n${content}` : content, kept), kept)
  const quoted = inner
    .replace(/^\n+|\n+$/g, '')
    .replace(/\n{3,}/g, '\n\n')
    .replace(/^/gm, '> ')
    .replace(/ +$/gm, '')
  return `\n\n${keep(quoted, kept)}\n\n`
}

function fence(content: string, language: string): string {
  const longest = Math.max(2, ...[...content.matchAll(/`+/g)].map(([ticks]) => ticks.length))
  const ticks = '`'.repeat(longest + 1)
  return `${ticks}${language}\n${content.replace(/^\n|\s+$/g, '')}\n${ticks}`
}

// {code:java}, {code:title=A.java|borderStyle=solid}, {code:language=sql}
function languageOf(settings: string): string {
  const parts = settings.split('|').map((part) => part.trim())
  const named = parts.find((part) => /^lang(?:uage)?=/.test(part))?.split('=')[1]
  const language = named ?? parts.find((part) => part && !part.includes('=')) ?? ''
  return /^[\w+#-]{1,20}$/.test(language) && language !== 'none' ? language : ''
}

function inline(text: string, kept: string[]): string {
  return (
    text
      .replace(/`[^`\n]+`/g, (code) => keep(code, kept))
      .replace(/\{\{([^\n]{1,1000}?)\}\}/g, (_, code: string) => keep(codeSpan(code), kept))
      .replace(/<(?:https?:\/\/|mailto:)[^>\s]{1,2000}>/g, (link) => keep(link, kept))
      .replace(/(?<![\w!])!([^\s!|]+\.\w{2,5}|https?:\/\/[^\s!|]+)(?:\|[^!\n]*)?!/g, (_, file: string) =>
        keep(picture(file), kept),
      )
      .replace(/(?<!\\)\[([^[\]\n]{1,2000})\](?!\()/g, (whole, inside: string) =>
        bracket(whole, inside, kept),
      )
      .replace(/(?:https?:\/\/|mailto:)[^\s|\]<>"{}\ue000\ue001]+/g, (address) => keep(address, kept))
      .replace(/\{color(?::[^}\n]{0,40})?\}|\{anchor:[^}\n]{0,200}\}/g, '')
      // The editor writes {*}so{*} where a bold word touches its neighbours.
      .replace(/\{([*_+^~-])\}/g, '$1')
      .replace(/(?<![\w*\\])\*(?=[^\s*])([^*\n]*[^\s*])\*(?![\w*])/g, '**$1**')
      .replace(/(?<![\w\\-])-(?=[^\s-])([^\n-]*[^\s-])-(?![\w-])/g, '~~$1~~')
      .replace(/(?<![\w\\+])\+(?=[^\s+])([^\n+]*[^\s+])\+(?![\w+])/g, '$1')
      .replace(/\?\?(?=\S)([^\n?]+)\?\?/g, '_$1_')
      .replace(/\\\\(?=\s|$)[ \t]*\n?/g, '\\\n')
  )
}

function bracket(whole: string, inside: string, kept: string[]): string {
  if (/^~[^\s|]+$/.test(inside)) return `@${inside.slice(1).replace(/^accountid:/, '')}`
  if (inside.startsWith('^')) return inside.slice(1)
  const [label = '', target, ...more] = inside.split('|')
  // [text|address] and Jira's [text|address|smart-link]; further bars mean that this is no link.
  if (target !== undefined && more.length <= 1) {
    const address = target.trim()
    if (isAddress(address)) return link(label.trim(), address, kept)
    return address.startsWith('#') ? label : `${label} (${address})`
  }
  return isAddress(inside.trim()) ? keep(`<${inside.trim()}>`, kept) : whole
}

function link(label: string, address: string, kept: string[]): string {
  const target = /[\s()<>]/.test(address) ? `<${address.replace(/[<>\s]/g, encodeURIComponent)}>` : address
  // The words of a link may be bold or code themselves, so only its address is put aside.
  return label && label !== address
    ? `${keep('[', kept)}${label}${keep(`](${target})`, kept)}`
    : keep(`<${address}>`, kept)
}

function picture(file: string): string {
  return `![${file.split('/').pop() ?? file}](${file})`
}

function codeSpan(code: string): string {
  const ticks = code.includes('`') ? '``' : '`'
  return code.includes('`') ? `${ticks} ${code} ${ticks}` : `${ticks}${code}${ticks}`
}

function isAddress(text: string): boolean {
  return /^(?:https?:\/\/|mailto:)\S/i.test(text)
}

type LineKind = 'blank' | 'plain' | 'list' | 'table' | 'other'

function lines(text: string, kept: string[]): string {
  const out: string[] = []
  let before = 'blank' as LineKind
  let list: string[] = []
  const push = (kind: LineKind, line: string) => {
    // Lists continue lists; everything else that is a block needs a blank line before it.
    const joins =
      kind === 'blank' ||
      before === 'blank' ||
      (kind === before && kind !== 'other') ||
      (before === 'list' && kind === 'plain')
    if (!joins) out.push('')
    // A new line in Jira is a new line on the page; in Markdown it takes a backslash.
    if (kind === 'plain' && before === 'plain' && !out.at(-1)?.endsWith('\\'))
      out.push(`${out.pop() ?? ''}\\`)
    out.push(line)
    before = kind
  }
  for (const line of text.split('\n')) {
    const item = /^[ \t]*([*#]+|-)[ \t]+(\S.*)$/.exec(line)
    const heading = /^[ \t]*h([1-6])\.[ \t]+(.*)$/.exec(line)
    const quote = /^[ \t]*bq\.[ \t]+(.*)$/.exec(line)
    if (!line.trim()) push('blank', '')
    else if (heading) push('other', `${'#'.repeat(Number(heading[1]))} ${(heading[2] ?? '').trim()}`)
    else if (quote) push('other', `> ${quote[1]}`)
    else if (/^[ \t]*-{4,}[ \t]*$/.test(line)) push('other', '---')
    else if (/^[ \t]*\|/.test(line)) {
      const isFirst = before !== 'table'
      for (const row of tableRow(line, { isFirst, kept })) push('table', row)
    } else if (item) {
      // A level that was skipped would be so deep in Markdown that it were code.
      const marks = item[1] ?? '-'
      list = [...list.slice(0, marks.length - 1), marks.slice(-1)]
      const indent = list
        .slice(0, -1)
        .map((mark) => (mark === '#' ? '   ' : '  '))
        .join('')
      push('list', `${indent}${list.at(-1) === '#' ? '1.' : '-'} ${item[2]}`)
      continue
    } else if (kept[Number(KEPT_LINE.exec(line.trim())?.[1] ?? -1)]?.includes('\n')) push('other', line)
    else push('plain', line.trim())
    if (line.trim()) list = []
  }
  return out.join('\n')
}

function tableRow(line: string, { isFirst, kept }: { isFirst: boolean; kept: string[] }): string[] {
  const isHead = line.trim().startsWith('||')
  const cells = line
    .trim()
    .replace(/^\|\|?|\|\|?$/g, '')
    .split(/\|\|?/)
    // Inside a cell a bar must not end it, not even in code.
    .map((cell) => restore(cell, kept).replace(/\|/g, '\\|').replace(/\n/g, ' ').trim())
  const row = `| ${cells.join(' | ')} |`
  if (!isFirst) return [row]
  const rule = `|${cells.map(() => ' --- ').join('|')}|`
  return isHead ? [row, rule] : [`|${cells.map(() => '  ').join('|')}|`, rule, row]
}

function keep(piece: string, kept: string[]): string {
  kept.push(piece)
  return `${OPEN}${kept.length - 1}${CLOSE}`
}

// A kept piece may hold pieces that were kept before it, never later ones, so this ends.
function restore(text: string, kept: string[]): string {
  return text.replace(KEPT, (_, index: string) => restore(kept[Number(index)] ?? '', kept))
}
