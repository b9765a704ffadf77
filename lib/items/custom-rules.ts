// What a value of a team's own field may be. Pure, so that a form in the browser says the same as the command.
import { cleanText } from '../kernel/text'
import type { ItemType } from './schema'

export const customKinds = ['text', 'number', 'date', 'choice', 'choices', 'person', 'link'] as const
export type CustomKind = (typeof customKinds)[number]
export const customKindLabels = {
  text: 'Text',
  number: 'Number',
  date: 'Date',
  choice: 'One of several',
  choices: 'Some of several',
  person: 'Person',
  link: 'Link',
} satisfies Record<CustomKind, string>

export type CustomField = {
  slug: string
  label: string
  kind: CustomKind
  choices: string[]
  /** The types of item that have it; none: all. */
  types: ItemType[]
  hint: string
}

/** A day is `2027-03-31`, a person is an id, a link is a whole address. */
export type CustomValue = string | number | string[]

/** One point of a checklist, as it is kept. */
export type ChecklistPoint = { id: string; text: string; doneAt: string | null; doneById: string | null }

/** Reads a value for a field; whoever stands behind a person's id is still to be looked up. */
export function readCustom(
  field: Pick<CustomField, 'kind' | 'label' | 'choices'>,
  value: unknown,
): { value: CustomValue } | { problem: string } {
  switch (field.kind) {
    case 'number': {
      const number = typeof value === 'string' ? Number(value.trim()) : value
      return typeof number === 'number' && Number.isFinite(number) && Math.abs(number) < 1e15
        ? { value: number }
        : { problem: `${field.label} is a number.` }
    }
    case 'date':
      return typeof value === 'string' && isDay(value)
        ? { value }
        : { problem: `${field.label} is a day such as 2027-03-31.` }
    case 'choice':
      return typeof value === 'string' && field.choices.includes(value)
        ? { value }
        : { problem: `Choose one of: ${field.choices.join(', ')}.` }
    case 'choices':
      return Array.isArray(value) && value.every((each) => field.choices.includes(each as string))
        ? { value: field.choices.filter((each) => value.includes(each)) }
        : { problem: `Choose some of: ${field.choices.join(', ')}.` }
    case 'link': {
      const read = readText(field.label, value)
      if ('problem' in read || isAddress(read.value)) return read
      return { problem: `${field.label} is a whole address that begins with https://.` }
    }
    case 'person':
      return typeof value === 'string' && value.length <= 320
        ? { value }
        : { problem: `${field.label} is a person.` }
    case 'text':
      return readText(field.label, value)
  }
}

function readText(label: string, value: unknown): { value: string } | { problem: string } {
  const cleaned = cleanText(value, { max: 2000 })
  return cleaned.ok ? { value: cleaned.text } : { problem: `${label}: ${cleaned.problem}` }
}

function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const date = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)
}

function isAddress(text: string): boolean {
  if (text.length > 2000 || text.includes('\0')) return false
  try {
    return ['https:', 'http:'].includes(new URL(text.trim()).protocol)
  } catch {
    return false
  }
}
