// Keys (SEC-1, REQ-1) and mentions (@alex) in running text. Whether one becomes a link is the caller's answer,
// because only the caller knows what this viewer may see: an unresolved key stays the plain text it was.
import type { Link, Nodes, PhrasingContent, Root, Strong, Text } from 'mdast'

export type Reference = { kind: 'key' | 'mention'; text: string }
/** Without an address it stands out in bold, such as somebody who has no page. */
export type Resolve = (reference: Reference) => { href: string | null; label: string } | null

const REFERENCE =
  /(?<![\p{L}\p{N}_/@.#&=-])(?:(?<key>[A-Z][A-Z0-9]{1,9}-[1-9]\d{0,8})(?![\p{L}\p{N}_-])|@(?<mention>[\p{L}\p{N}](?:[\p{L}\p{N}._-]{0,62}[\p{L}\p{N}])?))/gu

/** Links the references that `resolve` knows; code, links and anything else that is no running text is left. */
export function references({ resolve }: { resolve?: Resolve }) {
  return (tree: Root) => {
    if (resolve) visit(tree, resolve)
  }
}

function visit(node: Nodes, resolve: Resolve) {
  if (!('children' in node) || node.type === 'link' || node.type === 'linkReference') return
  const children = node.children as Nodes[]
  node.children = children.flatMap((child): Nodes[] => {
    if (child.type === 'text') return split(child, resolve)
    visit(child, resolve)
    return [child]
  }) as never
}

function split(node: Text, resolve: Resolve): PhrasingContent[] {
  const parts: PhrasingContent[] = []
  let from = 0
  for (const match of node.value.matchAll(REFERENCE)) {
    const { key, mention } = match.groups as { key?: string; mention?: string }
    const found = resolve(key ? { kind: 'key', text: key } : { kind: 'mention', text: mention ?? '' })
    if (!found) continue
    if (match.index > from) parts.push(text(node.value.slice(from, match.index)))
    parts.push(found.href === null ? strong(found.label) : link(found.href, found.label))
    from = match.index + match[0].length
  }
  if (from < node.value.length) parts.push(text(node.value.slice(from)))
  return parts.length > 0 ? parts : [node]
}

function text(value: string): Text {
  return { type: 'text', value }
}

function link(href: string, label: string): Link {
  return { type: 'link', url: href, children: [text(label)] }
}

function strong(label: string): Strong {
  return { type: 'strong', children: [text(label)] }
}
