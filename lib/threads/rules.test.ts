import { expect, test } from 'vitest'
import { handleBefore, handlesIn } from './rules'

test('a name after an @ is found once, whatever stands around it', () => {
  expect(handlesIn(['@security-lead, ask @sales. And @Security-Lead again.'])).toEqual([
    'security-lead',
    'sales',
  ])
})

test('an address, code and a decorator name nobody', () => {
  expect(handlesIn(['sales@daylight.example', '`@sales`', '```\n@sales\n```', 'a/@sales'])).toEqual([])
})

test('what is being typed is completed, and only right at the caret', () => {
  expect(handleBefore('ask @sec', 8)).toEqual({ from: 4, typed: 'sec' })
  expect(handleBefore('ask @', 5)).toEqual({ from: 4, typed: '' })
  expect(handleBefore('ask @sec now', 12)).toBeNull()
  expect(handleBefore('me@sec', 6)).toBeNull()
})
