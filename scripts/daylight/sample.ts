// The sample workspace: in, out, and the ways in for its people.
import { withDatabase } from '../house/connect'
import { json, table, type Command } from './command-line'

const system = { kind: 'system' } as const

export const sample: Command[] = [
  {
    name: 'sample load',
    says: 'Fills an empty workspace with a believable year.',
    run: () =>
      withDatabase(async () => {
        const { loadSample } = await import('@/prisma/sample/load')
        await loadSample()
        console.log('The sample workspace is there. Its people come in by: npm run daylight -- sample links')
      }),
  },
  {
    name: 'sample clear',
    says: 'Takes the sample out again and leaves what you made.',
    options: { json },
    run: ({ flag }) =>
      withDatabase(async () => {
        const { clearSample } = await import('@/prisma/sample/clear')
        const kept = await clearSample()
        if (flag('json')) console.log(JSON.stringify({ kept }))
        else console.log(['The sample is out.', ...kept].join('\n'))
      }),
  },
  {
    name: 'sample links',
    says: 'Prints a one-time sign-in link for each person of the sample.',
    options: { json },
    run: ({ flag }) =>
      withDatabase(async () => {
        const { linkAddress, listPeople, makeSignInLink } = await import('@/lib/people')
        const { castDomain } = await import('@/prisma/sample/cast')
        const { people } = await listPeople(system, { words: `@${castDomain}` })
        const links = []
        for (const { name, role, email } of people.sort(
          (a, b) => order.indexOf(a.role) - order.indexOf(b.role),
        )) {
          const { secret } = await makeSignInLink(system, { email: email! }, { via: 'tool' })
          links.push({ name, role, email, link: linkAddress(secret) })
        }
        if (flag('json')) console.log(JSON.stringify(links))
        else if (links.length === 0)
          console.log('Nobody of the sample is here. Your own people: npm run daylight -- user add --help')
        else
          console.log(
            `One way in each, for one use within a day:\n${table(links.map((link) => [`  ${link.name}`, link.role, link.link]))}`,
          )
      }),
  },
]

/** Who publishes and plans first: it takes two of them. */
const order = ['admin', 'security', 'sales', 'employee', 'guest']
