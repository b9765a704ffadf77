// Our own lint rules: which way the arrows between rooms point, and what nobody may write. They know files by their path
// below the root, and say what to use instead. docs: style.md "Which way the arrows point", security.md 8.
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, normalize, relative, sep } from 'node:path'

/** Rooms by height. A room may use those below it, through their door; beside it and above it is nothing for it. */
const heights = {
  kernel: 0,
  people: 1,
  files: 1,
  search: 1,
  published: 1,
  threads: 2,
  goals: 2,
  releases: 2,
  items: 3,
  // A view is run as its reader, over items.
  views: 4,
  workflow: 4,
  vulnerabilities: 4,
  // Ending one decides about items; an item only knows the number of the one that it is in.
  iterations: 4,
  ideas: 4,
  requests: 4,
  reviews: 4,
  questionnaires: 4,
  answers: 4,
  rfcs: 4,
  syncs: 4,
  rotation: 4,
  clearance: 5,
  poker: 5,
  notifications: 5,
  integrations: 5,
  reports: 5,
  imports: 6,
  exports: 6,
  api: 6,
  wiring: 7,
  instruments: 7,
}

/** What of a room holds no server code, so that client components may take it past the door. */
const pure = /^(?:[a-z]+-)?(schema|rules|fields|labels)$/
/** What of the kernel must never reach a browser. */
const serverKernel =
  /^(db|command|cursor|secrets|settings|log|metrics|live|audit|jobs|stream|background|front)(\/|$)/
/** All that the public side may know of the house. */
const publicLib = /^lib\/(published|kernel\/(markdown|settings|errors))(\/|$)/
const publicComponents = /^components\/(public|ui|frame)(\/|$)/

const isTest = (path) =>
  /\.(test|spec)\.tsx?$|^lib\/instruments\/|^e2e\/|^lib\/kernel\/db\/walls-world/.test(path)

function zoneOf(path) {
  if (/^app\/\(public\)\/_viewer\//.test(path)) return 'viewer'
  if (/^app\/(\(public\)|feeds)\/|^app\/(sitemap|robots)\.tsx?$|^components\/public\//.test(path))
    return 'public'
  return path.split('/')[0]
}

/** The sentence that says what is wrong with this import, or null. Exported for the tests of the rule. */
export function refuseArrow({ from, to, isClient, isType }) {
  if (isTest(from)) return null
  const zone = zoneOf(from)
  const [top, room, ...inside] = to.split('/')
  const deep = inside.join('/').replace(/\.tsx?$/, '')

  if (['e2e', 'bench'].includes(top) && zone !== top) return `Nothing of the product knows ${top}/.`
  if (top === 'scripts' && !/^(scripts|prisma|bench|e2e|[\w.-]+\.[jt]s)$/.test(zone))
    return 'scripts/ stands outside the product: what both need belongs into lib/kernel.'
  if (top === 'prisma' && !['scripts', 'prisma'].includes(zone))
    return 'Only scripts/ may load prisma/; the product reads through lib/kernel/db.'
  if (/^lib\/kernel\/db\/(generated|clients)/.test(to) && !/^lib\/kernel\/db\//.test(from))
    return 'The bare client is not for use: go through asViewer, asAnyone or atGate of lib/kernel/db.'

  if (zone === 'public' || zone === 'viewer') return refuseForPublic({ zone, to, top })
  if (zone === 'lib') return refuseForLib({ from, top, room, deep, isType })
  if (zone === 'components') {
    if (top === 'app')
      return 'Components are drawn by app/, not the other way round: an action is handed in, or stands beside what calls it.'
    if (/^components\/(ui|frame)\//.test(from) && top === 'lib' && room !== 'kernel')
      return `components/${from.split('/')[1]} is drawn on both sides, so it knows no room: pass in what it draws.`
    if (/^components\/ui\//.test(from) && top === 'components' && room !== 'ui')
      return 'components/ui is the lowest of the components.'
  }
  if (top === 'lib' && ['app', 'components'].includes(zone))
    return refuseForDrawing({ room, deep, isClient, isType })
  if (top === 'lib' && room !== 'kernel' && deep && deep !== 'index') return door(room)
  return null
}

function refuseForPublic({ zone, to, top }) {
  if (top === 'components' && !publicComponents.test(to) && zone === 'public')
    return 'The public side is drawn from components/public, components/ui and components/frame alone.'
  if (top !== 'lib' || publicLib.test(to)) return null
  if (
    zone === 'viewer' &&
    /^lib\/(people|ideas|kernel\/audience)(\/(index|schema|rules))?(\.tsx?)?$/.test(to)
  )
    return null
  return 'The public side reads lib/published, and of the kernel markdown, settings and errors: what is not put there cannot leak there. Who is known belongs into app/(public)/_viewer.'
}

function refuseForLib({ from, top, room, deep, isType }) {
  const own = from.split('/')[1]
  if (top === 'app' || top === 'components') return `lib/ is drawn by ${top}/ and does not know it.`
  if (top !== 'lib' || room === own || room === 'kernel') return null
  if (own === 'kernel')
    return `lib/kernel is below all rooms and does not know lib/${room}; news travels up through the outbox.`
  if (own === 'published') return 'lib/published knows nothing but lib/kernel.'
  const [here, there] = [heights[own], heights[room]]
  if (here === undefined || there === undefined)
    return `Give lib/${here === undefined ? own : room} its height in scripts/lint/house.js.`
  if (there >= here)
    return `lib/${own} does not know lib/${room}, which is ${there === here ? 'beside' : 'above'} it: news travels up through the outbox, or the wiring.`
  // What is pure stays so only if it takes what is pure: the door would bring the database along.
  const stem = from
    .split('/')
    .at(-1)
    .replace(/\.tsx?$/, '')
  if (pure.test(deep) && (isType || pure.test(stem))) return null
  return deep && deep !== 'index' ? door(room) : null
}

function refuseForDrawing({ room, deep, isClient, isType }) {
  if (isType) return null
  if (room === 'kernel')
    return isClient && serverKernel.test(deep)
      ? `lib/kernel/${deep} is server code, and this component runs in a browser.`
      : null
  if (isClient)
    return pure.test(deep)
      ? null
      : `The door of lib/${room} leads to server code, and this component runs in a browser: take lib/${room}/schema or lib/${room}/rules.`
  return deep && deep !== 'index' && !pure.test(deep) ? door(room) : null
}

function door(room) {
  return `lib/${room} is entered through its door: import from '@/lib/${room}'.`
}

function pathOf(context) {
  return relative(context.cwd, context.filename).split(sep).join('/')
}

/** Where an import leads, below the root; null for packages. */
function targetOf(specifier, from) {
  if (specifier.startsWith('@/')) return specifier.slice(2)
  if (!specifier.startsWith('.')) return null
  return normalize(join(dirname(from), specifier))
    .split(sep)
    .join('/')
}

function isClientFile(program) {
  return program.body.some((node) => node.type === 'ExpressionStatement' && node.directive === 'use client')
}

const arrows = {
  meta: { type: 'problem', schema: [], messages: { wrong: '{{words}}' } },
  create(context) {
    const from = pathOf(context)
    let isClient = false
    const check = (node, source, isType = false) => {
      if (typeof source?.value !== 'string') return
      const to = targetOf(source.value, from)
      const words = to && refuseArrow({ from, to, isClient, isType })
      if (words) context.report({ node: source, messageId: 'wrong', data: { words } })
    }
    const isOnlyTypes = (node) =>
      node.importKind === 'type' ||
      node.exportKind === 'type' ||
      (node.specifiers?.length > 0 && node.specifiers.every((each) => each.importKind === 'type'))
    return {
      Program: (node) => void (isClient = isClientFile(node)),
      ImportDeclaration: (node) => check(node, node.source, isOnlyTypes(node)),
      ExportNamedDeclaration: (node) => check(node, node.source, isOnlyTypes(node)),
      ExportAllDeclaration: (node) => check(node, node.source, isOnlyTypes(node)),
      ImportExpression: (node) => check(node, node.source),
    }
  },
}

/** Who may tell a past. */
const mayTellPast = /^(prisma\/sample|lib\/imports|scripts\/house|bench)\//
/** Who may call other hosts, or is not the product. */
const mayFetch = /^(lib\/integrations|scripts|bench|e2e)\/|^lib\/kernel\/fetch-outside\.ts$/
const mayStartProcesses = /^(scripts|bench|e2e)\//
const maySet = /^(lib\/kernel\/db|scripts\/house|bench)\//
const mayBeRandom = /^(bench|e2e)\//
const cacheApis = new Set([
  'unstable_cache',
  'cacheLife',
  'cacheTag',
  'unstable_cacheLife',
  'unstable_cacheTag',
])

const bans = {
  meta: { type: 'problem', schema: [], messages: { wrong: '{{words}}' } },
  create(context) {
    const path = pathOf(context)
    const test = isTest(path)
    let isClient = false
    const report = (node, words) => context.report({ node, messageId: 'wrong', data: { words } })
    const sql = (node, text) => {
      if (
        !test &&
        !maySet.test(path) &&
        /^\s*SET\s+(?!TRANSACTION\b)(?:LOCAL|SESSION|ROLE|[a-z_.]+\s*(?:=|TO\b))|\bset_config\s*\(/.test(text)
      )
        report(node, 'Only asViewer (lib/kernel/db) says who is looking: no SET and no set_config elsewhere.')
    }
    return {
      Program(node) {
        isClient = isClientFile(node)
      },
      'Identifier[name=/^\\$(queryRawUnsafe|executeRawUnsafe)$/]'(node) {
        report(node, 'SQL is a tagged template here: $queryRaw`…`, whose values are parameters.')
      },
      Literal(node) {
        if (typeof node.value === 'string') sql(node, node.value)
      },
      TemplateElement(node) {
        sql(node, node.value.raw)
      },
      'ExpressionStatement[directive=/^use cache/]'(node) {
        report(node, 'Nothing is cached where somebody is known; public pages are kept by lib/kernel/front.')
      },
      ImportSpecifier(node) {
        const name = node.imported.name
        if (node.parent.source.value === 'next/cache' && cacheApis.has(name))
          report(
            node,
            'Nothing is cached where somebody is known; public pages are kept by lib/kernel/front.',
          )
        if (name === 'atTime' && !test && !mayTellPast.test(path))
          report(node, 'Only the sample and the importer may tell a past (atTime).')
      },
      'ExportNamedDeclaration > VariableDeclaration > VariableDeclarator'(node) {
        const { name } = node.id
        if (!path.startsWith('app/')) return
        if (
          name === 'revalidate' ||
          name === 'fetchCache' ||
          (name === 'dynamic' && /^(force-static|error)$/.test(node.init?.value))
        )
          report(node, 'Pages are not kept by the framework; public pages are kept by lib/kernel/front.')
      },
      'MemberExpression[object.name="Math"][property.name="random"]'(node) {
        if (!test && !mayBeRandom.test(path))
          report(
            node,
            'Math.random can be guessed, and cannot be repeated: use node:crypto, or a seeded generator.',
          )
      },
      'JSXAttribute[name.name="dangerouslySetInnerHTML"]'(node) {
        report(node, 'HTML is made from elements; Markdown by lib/kernel/markdown.')
      },
      'JSXAttribute[name.name="style"]'(node) {
        if (!test)
          report(
            node,
            'The content policy lets no style attribute in: use a class, or a presentation attribute of SVG.',
          )
      },
      'CallExpression[callee.name="fetch"]'(node) {
        if (test || mayFetch.test(path)) return
        const [first] = node.arguments
        const start =
          first?.type === 'Literal'
            ? first.value
            : first?.type === 'TemplateLiteral'
              ? first.quasis[0].value.cooked
              : null
        if (isClient && typeof start === 'string' && /^\/[^/\\]/.test(start)) return
        report(
          node,
          isClient
            ? 'A component asks only our own server: write the address so that it begins with a slash, here.'
            : 'Other hosts are asked through fetchOutside and the named clients alone.',
        )
      },
      ImportDeclaration(node) {
        if (/^(node:)?child_process$/.test(node.source.value) && !test && !mayStartProcesses.test(path))
          report(node, 'Other programs are started from scripts/ alone.')
      },
    }
  },
}

/** Imports that exist when the program runs, by file. Read once with a pattern: a parser takes minutes for the same. */
const importsOf = new Map()
const importing = /^(?:import|export)\s+(?!type\b)(?:[^'";]*?\sfrom\s+)?'([^']+)'/gm

function readImports(cwd, path) {
  let found = importsOf.get(path)
  if (!found) {
    const text = readFileSync(join(cwd, path), 'utf8')
    found = [...text.matchAll(importing)].flatMap(
      ([, specifier]) => fileOf(cwd, targetOf(specifier, path)) ?? [],
    )
    importsOf.set(path, found)
  }
  return found
}

function fileOf(cwd, target) {
  if (!target || /\/generated\//.test(target)) return null
  const tries = /\.(m?js|css)$/.test(target)
    ? []
    : ['.ts', '.tsx', '/index.ts', '/index.tsx'].map((end) => target + end)
  return tries.find((path) => existsSync(join(cwd, path))) ?? null
}

/** The shortest way from a file back to itself, or null. Exported for the tests of the rule. */
export function circleFrom(start, next) {
  const cameFrom = new Map()
  const waiting = [start]
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift())
    for (const each of next(path)) {
      if (each === start) {
        const way = [start]
        for (let at = path; at !== start; at = cameFrom.get(at)) way.unshift(at)
        return [start, ...way]
      }
      if (cameFrom.has(each)) continue
      cameFrom.set(each, path)
      waiting.push(each)
    }
  return null
}

const circles = {
  meta: {
    type: 'problem',
    schema: [],
    messages: { wrong: 'These files import each other in a circle: {{way}}.' },
  },
  create(context) {
    const path = pathOf(context)
    return {
      Program(node) {
        if (!/\.tsx?$/.test(path) || !existsSync(join(context.cwd, path))) return
        const way = circleFrom(path, (each) => readImports(context.cwd, each))
        if (way)
          context.report({
            node,
            loc: { line: 1, column: 0 },
            messageId: 'wrong',
            data: { way: way.join(' → ') },
          })
      },
    }
  },
}

export default { meta: { name: 'house' }, rules: { arrows, bans, circles } }
