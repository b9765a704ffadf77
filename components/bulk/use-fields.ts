'use client'

import { useEffect, useState } from 'react'
import type { BulkChoices } from '@/lib/items'
import { bulkFields, type BulkField } from './fields'

let reading: { at: number; choices: Promise<BulkChoices> } | null = null
const freshFor = 60_000

function readChoices(): Promise<BulkChoices> {
  if (reading && Date.now() - reading.at < freshFor) return reading.choices
  const choices = fetch('/table/choices').then((response) => {
    if (!response.ok) throw new Error(`choices answered ${response.status}`)
    return response.json() as Promise<BulkChoices>
  })
  choices.catch(() => (reading = null))
  reading = { at: Date.now(), choices }
  return choices
}

/** What the fields may become, read once a minute at most and only when something is selected. */
export function useBulkFields(): { fields: BulkField[]; me: string | null } {
  const [known, setKnown] = useState<{ fields: BulkField[]; me: string | null }>({ fields: [], me: null })
  useEffect(() => {
    let wanted = true
    readChoices().then(
      (choices) => wanted && setKnown({ fields: bulkFields(choices), me: choices.me }),
      () => undefined,
    )
    return () => void (wanted = false)
  }, [])
  return known
}
