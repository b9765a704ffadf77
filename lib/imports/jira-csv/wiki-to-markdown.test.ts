import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { textKind, wikiToMarkdown } from './wiki-to-markdown'

const wiki = (text: string) => wikiToMarkdown(text, { undecidedAs: 'wiki' })

describe('wiki markup', () => {
  test.each([
    ['h1. One', '# One'],
    ['h6. Six', '###### Six'],
    ['a *bold* word', 'a **bold** word'],
    ['an _italic_ word', 'an _italic_ word'],
    ['a -struck- word', 'a ~~struck~~ word'],
    ['a +new+ word', 'a new word'],
    ['{*}half{*}bold', '*half*bold'],
    ['run {{make *all*}} now', 'run `make *all*` now'],
    ['[the text|https://example.org/a_b_c]', '[the text](https://example.org/a_b_c)'],
    ['[*bold* text|https://example.org]', '[**bold** text](https://example.org)'],
    ['[https://example.org|https://example.org|smart-link]', '<https://example.org>'],
    ['[https://example.org/-x-/*y*]', '<https://example.org/-x-/*y*>'],
    ['[wiki|https://example.org/A (b)]', '[wiki](<https://example.org/A%20(b)>)'],
    ['[top|#top]', 'top'],
    ['[not a link]', '[not a link]'],
    ['!shot.png!', '![shot.png](shot.png)'],
    ['!https://example.org/shot.png|width=300!', '![shot.png](https://example.org/shot.png)'],
    ['[^log.txt]', 'log.txt'],
    ['ask [~kim]', 'ask @kim'],
    ['bq. said', '> said'],
    ['{color:red}red{color}', 'red'],
    ['a\n----\nb', 'a\n\n---\n\nb'],
    ['one\ntwo', 'one\\\ntwo'],
    ['one\\\\\ntwo', 'one\\\ntwo'],
    ['* a\n** b\n*** c\n* d', '- a\n  - b\n    - c\n- d'],
    ['# a\n## b\n#* c\n# d', '1. a\n   1. b\n   - c\n1. d'],
    ['- a\n- b', '- a\n- b'],
    ['text\n* a\n* b', 'text\n\n- a\n- b'],
    ['*** deep', '- deep'],
    ['||a||b||\n|1|{{x|y}}|', '| a | b |\n| --- | --- |\n| 1 | `x\\|y` |'],
    ['|1|2|', '|  |  |\n| --- | --- |\n| 1 | 2 |'],
    ['{code:java}\nint *a*;\n{code}', '```java\nint *a*;\n```'],
    ['{code:title=A.sql|language=sql}\nx\n{code}', '```sql\nx\n```'],
    ['{noformat}\nh1. x\n```\n{noformat}', '````\nh1. x\n```\n````'],
    ['{quote}one\n\n*two*{quote}', '> one\n>\n> **two**'],
    ['{panel:title=Note|borderColor=#ccc}take care{panel}', '> **Note**\n>\n> take care'],
    ['before {code}x{code} after', 'before\n\n```\nx\n```\n\nafter'],
    ['{code}never closed', '{code}never closed'],
    ['2 * 3 * 4 and snake_case_name and a-b-c', '2 * 3 * 4 and snake_case_name and a-b-c'],
    ['https://example.org/a-b-c_d_*e*', 'https://example.org/a-b-c_d_*e*'],
  ])('%j becomes %j', (source, expected) => {
    expect(wiki(source).replace(/ +$/gm, '')).toBe(expected)
  })
})

describe('a text that is Markdown already', () => {
  test.each([
    'an _italic_ and *italic* word, **bold**, snake_case',
    '```\nh1. not wiki\n{code}\n||a||\n```',
    'see <https://example.org/{code}> and [a](https://example.org)',
    'escaped \\_\\_ and \\[x\\] and x86\\_64',
    '# Heading\n\n* one\n  * two\n\n1. three',
    'pass {{ user }} as in `{{ user }}` here',
    '```yaml\n- name: "{{ item }}"\n```\n\nand {{command}} outside',
    '| a | b |\n|---|---|\n| 1 | 2 |',
    '- [x] done\n- [ ] open',
    'plain words, 2 * 3, a -b- c, #1 and !important!',
    '',
    '   leading space\r\nand Windows lines',
    'Partial status:\n\n#### Group\n\nhost-1\\\nhost-2',
  ])('%j comes out unchanged', (text) => {
    expect(wikiToMarkdown(text)).toBe(text)
  })
})

test('a text says its own language, as far as it shows', () => {
  expect(textKind('h2. Steps\n# one\n# two')).toBe('wiki')
  expect(textKind('ask [~kim]')).toBe('wiki')
  expect(textKind('{code}\n```\n{code}')).toBe('wiki')
  expect(textKind('see [a](https://example.org)')).toBe('markdown')
  expect(textKind('a *word*')).toBe('either')
  expect(wikiToMarkdown('a *word*')).toBe('a *word*')
})

test('no text whatever makes it fail, hang or lose its letters', () => {
  const piece = fc.constantFrom(
    '{code}',
    '{quote}',
    '{{',
    '}}',
    '[',
    '|',
    ']',
    '||',
    '\n',
    '*',
    '_',
    '-',
    '# ',
    'h1. ',
    'x',
    ' ',
    '`',
    '```\n',
    '\ue0000\ue001',
    'https://a.b',
    '!a.png!',
    '\\\\',
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      const text = pieces.join('')
      const letters = (words: string) => words.replace(/[^x]/g, '')
      expect(letters(wiki(text))).toBe(letters(text))
    }),
    { numRuns: 500 },
  )
  for (const unit of [
    '{code}',
    '{{',
    '[a|',
    '[',
    '*a ',
    '-a ',
    '||',
    '!a.',
    '<https://',
    '{quote}',
    '```\n',
    '** a\n',
  ]) {
    const start = performance.now()
    wiki(unit.repeat(Math.floor(60_000 / unit.length)))
    expect(performance.now() - start).toBeLessThan(5_000)
  }
})
