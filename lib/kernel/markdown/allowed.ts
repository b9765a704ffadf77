// All that a drawn text may consist of. The sanitiser runs last and drops whatever is not on this list.
import type { Options } from 'rehype-sanitize'

/** No style, no handlers, no forms, no frames; ids and classes only where the renderer itself makes them. */
export const allowed: Options = {
  tagNames: [
    ...['p', 'br', 'hr', 'blockquote', 'pre', 'code', 'em', 'strong', 'del', 'a', 'img', 'sup', 'section'],
    ...['h2', 'h3', 'h4', 'h5', 'h6', 'ul', 'ol', 'li', 'input'],
    ...['table', 'thead', 'tbody', 'tr', 'th', 'td'],
  ],
  attributes: {
    a: [
      'href',
      ['rel', 'noopener', 'noreferrer', 'nofollow'],
      'id',
      'dataFootnoteRef',
      'dataFootnoteBackref',
      'ariaLabel',
      'ariaDescribedBy',
    ],
    code: [['className', /^language-[\w+#.-]{1,40}$/]],
    h2: ['id', ['className', 'sr-only']],
    h3: ['id', ['className', 'sr-only']],
    img: [['src', /^\/api\/v1\/files\//], 'alt', ['loading', 'lazy']],
    input: [['disabled', true], ['type', 'checkbox'], 'checked'],
    li: ['id', ['className', 'task-list-item']],
    ol: ['start'],
    section: ['dataFootnotes'],
    td: [['align', 'left', 'center', 'right']],
    th: [['align', 'left', 'center', 'right']],
    ul: [['className', 'contains-task-list']],
  },
  // Our own addresses have no protocol, so they pass; links-and-pictures.ts has judged them.
  protocols: { href: ['http', 'https', 'mailto'] },
  required: { input: { disabled: true, type: 'checkbox' } },
  // The footnote ids carry a prefix already, one per text, since many texts stand on one page.
  clobber: [],
  allowComments: false,
  allowDoctypes: false,
}
