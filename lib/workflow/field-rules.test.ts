import { expect, test } from 'vitest'
import { choicesAfter } from './field-rules'

const was = ['API', 'Site', 'Mail']
const used = { API: 3, Site: 1 }
const kept = (...texts: string[]) => texts.map((text) => ({ was: text, text }))

test('choices are renamed, put in order and added in one go', () => {
  const after = choicesAfter(
    { choices: [{ was: 'Site', text: 'Website' }, ...kept('API', 'Mail'), { text: 'App' }] },
    { was, used },
  )
  expect(after).toEqual({
    choices: ['Website', 'API', 'Mail', 'App'],
    becomes: new Map([['Site', 'Website']]),
  })
})

test('one that nobody has is taken out without a word, one in use is not', () => {
  expect(choicesAfter({ choices: kept('API', 'Site') }, { was, used })).toMatchObject({
    choices: ['API', 'Site'],
  })
  expect(choicesAfter({ choices: kept('Site', 'Mail') }, { was, used })).toMatchObject({
    path: 'becomes.0',
    problem: expect.stringContaining('3 items have “API”'),
  })
})

test('what is taken out becomes another choice, or nothing', () => {
  const to = (text: string | null) =>
    choicesAfter({ choices: kept('Site', 'Mail'), becomes: [{ was: 'API', text }] }, { was, used })
  expect(to('Site')).toMatchObject({ becomes: new Map([['API', 'Site']]) })
  expect(to(null)).toMatchObject({ becomes: new Map([['API', null]]) })
  expect(to('Nowhere')).toMatchObject({ path: 'becomes.0' })
})

test('two choices change their names with each other', () => {
  const after = choicesAfter(
    {
      choices: [
        { was: 'API', text: 'Site' },
        { was: 'Site', text: 'API' },
        { was: 'Mail', text: 'Mail' },
      ],
    },
    { was, used },
  )
  expect(after).toMatchObject({
    becomes: new Map([
      ['API', 'Site'],
      ['Site', 'API'],
    ]),
  })
})

test('no name twice, no unknown one, and never an empty list', () => {
  expect(
    choicesAfter({ choices: [...kept('API', 'Site', 'Mail'), { text: 'api' }] }, { was, used }),
  ).toMatchObject({
    path: 'choices.3',
  })
  expect(choicesAfter({ choices: [{ was: 'Gone', text: 'Here' }] }, { was, used })).toMatchObject({
    path: 'choices.0',
  })
  expect(choicesAfter({ choices: [] }, { was, used })).toMatchObject({ path: 'choices' })
})
