// The step before the sanitiser: every link and picture is checked and rewritten, headings step down.
import type { Element, ElementContent, Root } from 'hast'
import { isOwnPicture, safeAddress } from './addresses'

const FOOTNOTE_LABEL = 'footnote-label'

/** Checks addresses, turns pictures from elsewhere into links, and leaves the page's only h1 to the page. */
export function linksAndPictures({ prefix }: { prefix: string }) {
  return (tree: Root) => {
    tree.children = rewriteAll(tree.children as ElementContent[], false)
    nameFootnoteLabel(tree.children as ElementContent[], prefix + FOOTNOTE_LABEL)
  }
}

// The library gives every text's footnotes the same label id; two comments on a page would share it.
function nameFootnoteLabel(nodes: ElementContent[], id: string) {
  for (const node of nodes) {
    if (node.type !== 'element') continue
    if (node.properties.id === FOOTNOTE_LABEL) node.properties.id = id
    if (node.properties.ariaDescribedBy) node.properties.ariaDescribedBy = [id]
    nameFootnoteLabel(node.children, id)
  }
}

function rewriteAll(nodes: ElementContent[], insideLink: boolean): ElementContent[] {
  return nodes.flatMap((node) => (node.type === 'element' ? rewrite(node, insideLink) : [node]))
}

function rewrite(node: Element, insideLink: boolean): ElementContent[] {
  if (node.tagName === 'a') return link(node, insideLink)
  if (node.tagName === 'img') return picture(node, insideLink)
  if (/^h[1-5]$/.test(node.tagName)) node.tagName = `h${Number(node.tagName[1]) + 1}`
  node.children = rewriteAll(node.children, insideLink)
  return [node]
}

function link(node: Element, insideLink: boolean): ElementContent[] {
  const address = insideLink ? null : safeAddress(String(node.properties.href ?? ''))
  if (!address) return rewriteAll(node.children, insideLink)
  node.properties.href = address.href
  // Outsiders learn neither the page one came from nor get a hold of its window, and gain no search rank.
  if (address.outside) node.properties.rel = ['noopener', 'noreferrer', 'nofollow']
  node.children = rewriteAll(node.children, true)
  return [node]
}

function picture(node: Element, insideLink: boolean): ElementContent[] {
  const source = String(node.properties.src ?? '')
  const alt = String(node.properties.alt ?? '')
  const address = safeAddress(source)
  if (address && isOwnPicture(source)) {
    return [element('img', { src: address.href, alt, loading: 'lazy' }, [])]
  }
  const words: ElementContent = { type: 'text', value: alt || source }
  if (!address || insideLink) return [words]
  return link(element('a', { href: address.href }, [words]), false)
}

function element(tagName: string, properties: Element['properties'], children: ElementContent[]): Element {
  return { type: 'element', tagName, properties, children }
}
