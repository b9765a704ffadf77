// Whoever runs the machine can take out what one person may see. That it was done stands in the audit log.
import { command } from '../kernel/command'
import { conflict, refuseIf } from '../kernel/errors'
import { exportAsSchema } from './schema'

/** Looks up whose eyes a file is made with, and writes down that it is made. */
export const exportAs = command({
  name: 'export.as',
  input: exportAsSchema,
  may: (viewer) => viewer.role === 'system',
  async run({ tx, input, note }) {
    const person = await tx.person.findUnique({
      where: { email: input.email },
      select: { id: true, name: true, disabledAt: true },
    })
    if (!person) throw conflict('Nobody here has this address.')
    refuseIf(person.disabledAt, 'This person is disabled, and so sees nothing.')
    note.detail({ as: person.id })
    return { id: person.id, name: person.name }
  },
})
