// The planted world's planning: the words that stand in stages of work, clocks, risks, views and templates.
import type pg from 'pg'
import { named, team, teammates, type Aviary, type Ear } from './canaries'
import type { Person, World } from './world'

/** Fields of an item that hold words of their own, a canary in each. */
export function plantedFields(aviary: Aviary, what: string, may: readonly Ear[]) {
  return {
    blocked: `Waits ${aviary.hatch(`${what}: blocked`, may)}`,
    checklist: [{ text: `Point ${aviary.hatch(`${what}: checklist`, may)}` }],
    ownerTeam: aviary.hatch(`${what}: owner team`, may),
    sourceLink: `https://example.com/${aviary.hatch(`${what}: link to the source`, may)}`,
    custom: { 'planted-text': aviary.hatch(`${what}: own field`, may) },
  }
}

/** The team's own fields, which must be there before an item has values of them. Their names are no secret among teammates. */
export async function plantSettings(owner: pg.Client, aviary: Aviary): Promise<void> {
  await owner.query(
    `INSERT INTO work.custom_field (id, slug, label, kind, position) VALUES (gen_random_uuid(), 'planted-text', $1, 'text', 1)
     ON CONFLICT (slug) DO NOTHING`,
    [aviary.hatch('own field: label', teammates)],
  )
}

/** What hangs on items, and what people keep. */
export async function plantPlanning(
  owner: pg.Client,
  aviary: Aviary,
  people: World['people'],
  items: World['things']['items'],
): Promise<World['things']['views']> {
  const idOf = async (key: string) =>
    (await owner.query<{ id: string }>('SELECT id FROM work.item WHERE key = $1', [key])).rows[0]!.id
  const risks = { internal: team, private: team, restricted: named } as const
  for (const [light, may] of Object.entries(risks) as [keyof typeof risks, readonly Ear[]][]) {
    await owner.query(`UPDATE work.item SET severity = 'low' WHERE key = $1`, [items[light]])
    await owner.query(
      `INSERT INTO work.risk_decision (id, item_id, kind, severity, why, mitigations, effort, review_on, asked_by_id, asked_at)
       VALUES (gen_random_uuid(), $1, 'acceptance', 'low', $2, $3, $4, current_date + 30, $5, now())`,
      [
        await idOf(items[light]),
        ...['why', 'mitigations', 'effort'].map((field) =>
          aviary.hatch(`risk of the ${light} item: ${field}`, may),
        ),
        people.security.id,
      ],
    )
  }
  const view = async (person: Person, shared: boolean, may: readonly Ear[]) => {
    const what = `${shared ? 'shared' : 'own'} view`
    const slug = `planted-${shared}-${people[person].id.slice(0, 8)}`
    await owner.query(
      `INSERT INTO work.saved_view (id, slug, name, place, query, owner_id, shared, created_at, updated_at)
       VALUES (gen_random_uuid(), $1, $2, 'table', $3, $4, $5, now(), now())`,
      [
        slug,
        aviary.hatch(`${what}: name`, may),
        `text ~ "${aviary.hatch(`${what}: query`, may)}"`,
        people[person].id,
        shared,
      ],
    )
    return slug
  }
  const views = {
    own: await view('security', false, ['security']),
    shared: await view('security', true, team),
  }
  await owner.query(
    `INSERT INTO work.item_template (id, name, type, origin, title, description) VALUES (gen_random_uuid(), $1, 'task', 'small', $2, $3)`,
    ['name', 'title', 'description'].map((field) => aviary.hatch(`template: ${field}`, team)),
  )
  return views
}
