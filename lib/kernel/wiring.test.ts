import { expect, test } from 'vitest'
import { pull, wire } from './wiring'

test('all that is wired to something happens with it, one after the other, and a failure fails the whole', async () => {
  const heard: string[] = []
  const room = (name: string) => async () => async (what: string) => void heard.push(`${name}: ${what}`)
  wire('bell', 'first', room('first'))
  wire('bell', 'second', room('second'))
  // The same room again takes its own place: a file that is loaded twice rings once.
  wire('bell', 'first', room('first'))
  await pull('bell', 'rung')
  expect(heard).toEqual(['first: rung', 'second: rung'])
  wire('bell', 'third', async () => async () => {
    throw new Error('cracked')
  })
  await expect(pull('bell', 'rung')).rejects.toThrow('cracked')
})

test('where nobody loaded the wiring, something would be lost, and that is said', async () => {
  await expect(pull('nothing is wired to this')).rejects.toThrow('lib/wiring')
})
