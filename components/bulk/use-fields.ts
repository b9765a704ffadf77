'use client'

import { useEffect, useMemo, useState } from 'react'
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

/** What the fields may become, read once a minute at most and only when somebody is about to change something. */
export function useBulkChoices(): BulkChoices | null {
  const [known, setKnown] = useState<BulkChoices | null>(null)
  useEffect(() => {
    let wanted = true
    readChoices().then(
      (choices) => wanted && setKnown(choices),
      () => undefined,
    )
    return () => void (wanted = false)
  }, [])
  return known
}

export function useBulkFields(): { fields: BulkField[]; me: string | null } {
  const choices = useBulkChoices()
  return useMemo(() => ({ fields: choices ? bulkFields(choices) : [], me: choices?.me ?? null }), [choices])
}
