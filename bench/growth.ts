// A tracker that has been in use for long: so many items with their history, the newest first. A team ends about twenty
// things a day, so a larger tracker is an older one; what is open grows with it, but slower.
import { randomUUID } from 'node:crypto'
import { withClient } from './workspace'

const iterationLength = 14
const perDay = 20
/** What a security team works on; each word stands in a few of a hundred titles, as words do. */
const things =
  `scanner keys build guests questionnaire backup headers tokens laptops firewall proxy secrets tickets audit log alerts phishing training vendor contract
  certificate bucket cluster images runners policy exercise incident report dashboard rotation access review password session cookie webhook mail domain endpoint agent`
    .split(/\s+/)
    .slice(0, 41)

/** People, goals, and an iteration for each fortnight of `days`. Answers the people. */
export function makeTeam(ownerUrl: string, days: number): Promise<string[]> {
  return withClient(ownerUrl, async (client) => {
    const people = Array.from({ length: 8 }, () => randomUUID())
    for (const [n, id] of people.entries())
      await client.query(
        `INSERT INTO work.person (id, email, name, role, claimed_at) VALUES ($1, 'team' || $2 || '@daylight.example', 'Team ' || $2, 'security', now())`,
        [id, n],
      )
    await client.query(
      `INSERT INTO work.goal (id, slug, title, problem, health, audience, created_at, updated_at)
       SELECT gen_random_uuid(), 'goal-' || n, 'Goal ' || n, 'Why', 'on track', 'internal', now(), now() FROM generate_series(1, 12) n`,
    )
    await client.query(
      `INSERT INTO work.iteration (id, number, starts_on, ends_on, created_at, started_at, closed_at)
       SELECT gen_random_uuid(), $1 - n, current_date - n * ${iterationLength} - 5, current_date - n * ${iterationLength} + 8,
         now() - make_interval(days => n * ${iterationLength} + 8), now() - make_interval(days => n * ${iterationLength} + 5),
         CASE WHEN n > 0 THEN now() - make_interval(days => n * ${iterationLength} - 8) END
       FROM generate_series(0, $1 - 1) n`,
      [Math.ceil(days / iterationLength)],
    )
    return people
  })
}

/** Items from..to with what happened to them; number 1 is the newest. */
export function growTo(
  ownerUrl: string,
  { from, to, people }: { from: number; to: number; people: string[] },
): Promise<void> {
  return withClient(ownerUrl, async (client) => {
    await client.query(
      `CREATE TEMPORARY TABLE made AS
       SELECT gen_random_uuid() AS id, n, born, born + make_interval(hours => 20) AS ready, born + make_interval(hours => 30 + n % 50) AS begun,
         born + make_interval(hours => 90 + n % 120) AS reviewed, born + make_interval(hours => 220 + n % 90) AS ended,
         CASE WHEN n <= 300 OR n % 50 = 0 THEN (ARRAY['backlog', 'backlog', 'ready', 'in-progress', 'in-review'])[1 + (n / 50 + n) % 5] ELSE 'done' END AS status
       FROM (SELECT n, now() - make_interval(mins => n * ${(24 * 60) / perDay}) - interval '1 hour' AS born FROM generate_series($1::int, $2::int) n) s`,
      [from, to],
    )
    await client.query(
      `INSERT INTO work.item (id, key, title, description, type, origin, status, status_since, priority, estimate, assignee_id, iteration_id, labels, due,
         rank, audience, created_at, updated_at, done_at)
       SELECT id, 'OLD-' || n, (ARRAY['Tighten', 'Renew', 'Review', 'Write down', 'Take out', 'Ask for'])[1 + n % 6] || ' ' ||
           ($2::text[]) [1 + n % 41] || ' ' || n,
         'Why, and what is done when it is done.', (ARRAY['task', 'task', 'bug', 'ask', 'vulnerability'])[1 + n % 5],
         (ARRAY['small', 'small', 'bug', 'ask', 'bug'])[1 + n % 5], status,
         CASE status WHEN 'done' THEN ended WHEN 'in-review' THEN least(reviewed, now()) WHEN 'in-progress' THEN least(begun, now()) WHEN 'ready' THEN least(ready, now()) ELSE born END,
         (ARRAY['urgent', 'high', 'medium', 'medium', 'low', 'none'])[1 + n % 6], CASE WHEN n % 4 > 0 THEN 1 + n % 8 END,
         CASE WHEN n % 3 > 0 THEN ($1::uuid[])[1 + n % 8] END,
         CASE WHEN n % 2 = 0 OR status = 'done' THEN (SELECT x.id FROM work.iteration x WHERE born::date BETWEEN x.starts_on AND x.ends_on LIMIT 1) END,
         ARRAY['label-' || n % 20], CASE WHEN n % 9 = 0 THEN (born + interval '20 days')::date END,
         'c' || lpad(n::text, 8, '0') || 'V', (ARRAY['internal', 'private', 'private', 'public'])[1 + n % 4], born,
         CASE status WHEN 'done' THEN ended ELSE born END, CASE status WHEN 'done' THEN ended END
       FROM made`,
      [people, things],
    )
    await client.query(
      `INSERT INTO work.item_goal (item_id, goal_id) SELECT m.id, g.id FROM made m JOIN work.goal g ON g.slug = 'goal-' || 1 + m.n % 12 WHERE m.n % 3 = 0`,
    )
    // In the order in which it happened, as it is in a table that was only ever added to.
    await client.query(
      `INSERT INTO work.history (kind, subject_id, version, field, was, "is", person_id, at, command, command_id)
       SELECT 'item', m.id, h.version, h.field, to_jsonb(h.was), to_jsonb(h.now), ($1::uuid[])[1 + m.n % 8], h.at, 'item.update', gen_random_uuid()
       FROM made m, LATERAL (VALUES (1, 'created', NULL, NULL, born, 0), (2, 'status', 'backlog', 'ready', ready, 1), (3, 'status', 'ready', 'in-progress', begun, 2),
         (4, 'status', 'in-progress', 'in-review', reviewed, 3), (5, 'status', 'in-review', 'done', ended, 4), (6, 'priority', 'none', 'medium', begun, 0)) h (version, field, was, now, at, step)
       WHERE h.at <= now() AND h.step <= array_position(ARRAY['backlog', 'ready', 'in-progress', 'in-review', 'done'], m.status) - 1
       ORDER BY m.n DESC, h.version`,
      [people],
    )
    await client.query('DROP TABLE made')
    // As the server does by itself before long.
    await client.query('VACUUM (ANALYZE) work.item, work.item_goal, work.history, work.iteration')
  })
}
