// A process that writes as fast as it can and says what it was told is done, for scripts/crash/kill.db.test.ts to kill.
// Each write is one command, so one change with its history, audit line and news.
import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { isHouse } from '@/lib/kernel/audience'
import { command } from '@/lib/kernel/command'

const addGoal = command({
  name: 'crash.add-goal',
  input: z.strictObject({ title: z.string() }),
  may: isHouse,
  async run({ tx, input, now, note }) {
    const id = randomUUID()
    await tx.goal.create({ data: { id, slug: id, title: input.title, createdAt: now } })
    note.created({ kind: 'goal', id, version: 1 })
    return { id }
  },
})

const [, , person, hands = '8'] = process.argv
let stopping = false
process.once('SIGTERM', () => (stopping = true))

await Promise.all(
  Array.from({ length: Number(hands) }, async () => {
    while (!stopping) {
      try {
        const { id } = await addGoal({ kind: 'person', id: person! }, { title: 'written while things die' })
        process.stdout.write(`${id}\n`)
      } catch {
        // Not acknowledged: whoever asked would have been told so, and would ask again.
        await new Promise((done) => setTimeout(done, 100))
      }
    }
  }),
)
process.exit(0)
