import { expect, test } from 'vitest'
import { guarded } from './rules'

test('what a spreadsheet would take for a formula is text again', () => {
  for (const text of ['=1+1', '+49', '-cmd', '@SUM(A1)', '  =1', '\u200b=1', '\t=1', '\rx', '＝1', '-1+1'])
    expect(guarded(text), JSON.stringify(text)).toBe(`'${text}`)
})

test('words, numbers and what is guarded already stay as they are', () => {
  for (const text of ['', 'Rotate the keys', '-12', '3.5', "'=1", 'a=b', '2027-03-31'])
    expect(guarded(text)).toBe(text)
})
