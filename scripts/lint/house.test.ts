import { fileURLToPath } from 'node:url'
import { ESLint } from 'eslint'
import typescript from 'typescript-eslint'
import { expect, test } from 'vitest'
import house from './house.js'
import { circleFrom } from './house.js'

const cwd = fileURLToPath(new URL('../..', import.meta.url))
const eslint = new ESLint({
  cwd,
  overrideConfigFile: true,
  overrideConfig: [
    {
      files: ['**/*.{ts,tsx}'],
      plugins: { house: house as never },
      languageOptions: { parser: typescript.parser as never, parserOptions: { ecmaFeatures: { jsx: true } } },
      rules: { 'house/arrows': 'error', 'house/bans': 'error' },
    },
  ],
})

async function words(path: string, code: string): Promise<string[]> {
  const [result] = await eslint.lintText(code, { filePath: `${cwd}${path}` })
  return result!.messages.map(({ message }) => message)
}

const arrows: [string, string, string, RegExp][] = [
  [
    'a person’s settings that fetch the action of a page',
    'components/people/x.tsx',
    "import { renameAction } from '@/app/(team)/(frame)/settings/actions'",
    /an action is handed in/,
  ],
  [
    'a lower room that knows a higher one',
    'lib/items/x.ts',
    "import { promoteIdea } from '../ideas'",
    /lib\/items does not know lib\/ideas, which is above/,
  ],
  ['two rooms beside each other', 'lib/ideas/x.ts', "import { ask } from '../requests'", /beside/],
  ['a kernel that knows a room', 'lib/kernel/x.ts', "import { x } from '../people'", /below all rooms/],
  ['a way past the door', 'lib/requests/x.ts', "import { x } from '../items/commands'", /through its door/],
  [
    'a way past the door by an alias',
    'app/(team)/board/page.tsx',
    "import { x } from '@/lib/items/queries'",
    /through its door/,
  ],
  [
    'a way past the door by a dynamic import',
    'app/(team)/board/page.tsx',
    "const x = import('@/lib/items/queries')",
    /through its door/,
  ],
  [
    'a way past the door by an export',
    'lib/requests/index.ts',
    "export { x } from '../items/queries'",
    /through its door/,
  ],
  [
    'a room that draws',
    'lib/items/x.ts',
    "import { Button } from '@/components/ui/button'",
    /drawn by components\//,
  ],
  [
    'a room that nobody gave a height',
    'lib/weather/x.ts',
    "import { x } from '../items'",
    /Give lib\/weather its height/,
  ],
  [
    'a component that draws a page',
    'components/board/x.tsx',
    "import Page from '@/app/(team)/board/page'",
    /not the other way round/,
  ],
  [
    'a primitive that knows a room',
    'components/ui/x.tsx',
    "import { x } from '@/lib/items/schema'",
    /knows no room/,
  ],
  [
    'a frame that knows a room',
    'components/frame/x.tsx',
    "import { x } from '@/lib/people'",
    /knows no room/,
  ],
  [
    'a browser that would get server code',
    'components/board/x.tsx',
    "'use client'\nimport { x } from '@/lib/items'",
    /runs in a browser/,
  ],
  [
    'a browser that would get the database',
    'components/board/x.tsx',
    "'use client'\nimport { x } from '@/lib/kernel/db'",
    /runs in a browser/,
  ],
  [
    'a public page that reads items',
    'app/(public)/roadmap/page.tsx',
    "import { x } from '@/lib/items'",
    /reads lib\/published/,
  ],
  [
    'a public page that knows who is there',
    'app/(public)/page.tsx',
    "import { x } from '@/lib/people'",
    /_viewer/,
  ],
  [
    'a public page that opens the database',
    'app/(public)/page.tsx',
    "import { asViewer } from '@/lib/kernel/db'",
    /reads lib\/published/,
  ],
  [
    'a feed that reads ideas',
    'app/feeds/roadmap.atom/route.ts',
    "import { x } from '../../../lib/ideas'",
    /reads lib\/published/,
  ],
  ['a sitemap that reads goals', 'app/sitemap.ts', "import { x } from '@/lib/goals'", /reads lib\/published/],
  [
    'a public component that reads the team’s',
    'components/public/x.tsx',
    "import { x } from '@/lib/clearance/schema'",
    /reads lib\/published/,
  ],
  [
    'a public page drawn by a team component',
    'app/(public)/page.tsx',
    "import { x } from '@/components/board/card'",
    /components\/public, components\/ui/,
  ],
  [
    'the part for known people that reads requests',
    'app/(public)/_viewer/x.tsx',
    "import { x } from '@/lib/requests'",
    /reads lib\/published/,
  ],
  [
    'published that reads work',
    'lib/published/x.ts',
    "import { x } from '../items'",
    /knows nothing but lib\/kernel/,
  ],
  [
    'the bare database client',
    'lib/items/x.ts',
    "import { appClient } from '../kernel/db/clients'",
    /bare client/,
  ],
  [
    'the product that needs a script',
    'lib/items/x.ts',
    "import { root } from '@/scripts/house/setup.mjs'",
    /outside the product/,
  ],
  [
    'the product that needs the sample',
    'app/page.tsx',
    "import { x } from '@/prisma/sample/load'",
    /Only scripts\//,
  ],
]

test.each(arrows)('refuses %s', async (_what, path, code, sentence) => {
  expect((await words(path, code)).join()).toMatch(sentence)
})

const bans: [string, string, string, RegExp][] = [
  ['SQL from pieces', 'lib/items/x.ts', 'tx.$queryRawUnsafe(`SELECT ${x}`)', /tagged template/],
  [
    'SQL from pieces that changes',
    'scripts/daylight/x.ts',
    "tx['x']; tx.$executeRawUnsafe('x')",
    /tagged template/,
  ],
  [
    'another viewer by SET',
    'lib/items/x.ts',
    'tx.$executeRaw`SET LOCAL ROLE daylight_owner`',
    /Only asViewer/,
  ],
  [
    'another viewer by set_config',
    'app/api/x/route.ts',
    "tx.$queryRaw`SELECT set_config('daylight.viewer_role', 'admin', true)`",
    /Only asViewer/,
  ],
  ['a cached function', 'lib/items/x.ts', "import { unstable_cache } from 'next/cache'", /Nothing is cached/],
  [
    'a cached component',
    'app/(team)/x/page.tsx',
    "export async function X() { 'use cache'; return 1 }",
    /Nothing is cached/,
  ],
  [
    'a page that is kept for a minute',
    'app/(public)/x/page.tsx',
    'export const revalidate = 60',
    /not kept by the framework/,
  ],
  [
    'a page that is kept for ever',
    'app/(public)/x/page.tsx',
    "export const dynamic = 'force-static'",
    /not kept by the framework/,
  ],
  ['chance that can be guessed', 'lib/items/x.ts', 'const x = Math.random()', /node:crypto/],
  [
    'HTML from text',
    'components/items/x.tsx',
    'const x = <p dangerouslySetInnerHTML={{ __html: y }} />',
    /made from elements/,
  ],
  ['a style attribute', 'components/items/x.tsx', 'const x = <p style={{ color: y }} />', /content policy/],
  ['a request to another host', 'lib/items/x.ts', "fetch('https://example.com')", /fetchOutside/],
  [
    'a request to a host that a browser is told',
    'components/x/x.tsx',
    "'use client'\nfetch(url)",
    /only our own server/,
  ],
  [
    'a request that only looks like ours',
    'components/x/x.tsx',
    "'use client'\nfetch('//evil.example')",
    /only our own server/,
  ],
  ['another program', 'lib/items/x.ts', "import { spawn } from 'node:child_process'", /scripts\/ alone/],
  ['a told past', 'lib/items/x.ts', "import { atTime } from '../kernel/now'", /may tell a past/],
]

test.each(bans)('bans %s', async (_what, path, code, sentence) => {
  expect((await words(path, code)).join()).toMatch(sentence)
})

const fine: [string, string, string][] = [
  ['a higher room through a lower one’s door', 'lib/ideas/x.ts', "import { makeItem } from '../items'"],
  ['a room among itself', 'lib/items/commands/x.ts', "import { x } from '../queries'"],
  [
    'a browser that takes words and rules',
    'components/board/x.tsx',
    "'use client'\nimport { x } from '@/lib/items/schema'\nimport type { Y } from '@/lib/items'",
  ],
  [
    'a component that calls an action beside it',
    'components/board/x.tsx',
    "'use client'\nimport { move } from './actions'",
  ],
  [
    'a public page',
    'app/(public)/page.tsx',
    "import { x } from '@/lib/published'\nimport { settings } from '@/lib/kernel/settings'\nimport { y } from '@/components/ui/button'",
  ],
  [
    'the part for known people',
    'app/(public)/_viewer/x.tsx',
    "import { x } from '@/lib/people'\nimport { y } from '@/lib/ideas'",
  ],
  [
    'our own server asked from a browser',
    'components/x/x.tsx',
    "'use client'\nfetch(`/api/v1/ideas?q=${x}`)",
  ],
  ['a script that starts a program', 'scripts/house/x.ts', "import { spawn } from 'node:child_process'"],
  ['the importer’s past', 'lib/imports/x.ts', "import { atTime } from '../kernel/now'"],
  [
    'pure words that take a lower room’s pure words',
    'lib/ideas/schema.ts',
    "import { x } from '../items/schema'",
  ],
  ['a transaction that can write nothing', 'scripts/x.ts', 'tx.$executeRaw`SET TRANSACTION READ ONLY`'],
  ['words that only begin like SQL', 'lib/items/x.ts', "const x = 'Set a due date first.'"],
]

test.each(fine)('lets %s through', async (_what, path, code) => {
  expect(await words(path, code)).toEqual([])
})

test('finds a circle, and the way around it', () => {
  const imports: Record<string, string[]> = { a: ['b', 'd'], b: ['c'], c: ['a'], d: [] }
  expect(circleFrom('a', (path: string) => imports[path]!)).toEqual(['a', 'b', 'c', 'a'])
  expect(circleFrom('d', (path: string) => imports[path]!)).toBeNull()
})

test('the project’s own configuration has these rules on, for every kind of file', async () => {
  const real = new ESLint({ cwd })
  for (const path of [
    'lib/items/x.ts',
    'app/(public)/page.tsx',
    'components/board/board.tsx',
    'scripts/serve.ts',
    'scripts/start.mjs',
  ]) {
    const { rules, linterOptions } = (await real.calculateConfigForFile(`${cwd}${path}`)) as {
      rules: Record<string, [number]>
      linterOptions: { noInlineConfig: boolean }
    }
    expect([path, rules['house/arrows']?.[0], rules['house/bans']?.[0], rules['house/circles']?.[0]]).toEqual(
      [path, 2, 2, 2],
    )
    // No comment in a file switches a rule off.
    expect(linterOptions.noInlineConfig).toBe(true)
  }
})
