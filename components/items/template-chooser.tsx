'use client'

import { useRef } from 'react'
import { Button } from '@/components/ui/button'
import { Select } from '@/components/ui/inputs'
import type { DrawnTemplate } from '@/lib/items'

/** A template's values as the form's fields have them. */
export function valuesOf(template: DrawnTemplate | undefined): Record<string, string> {
  if (!template) return {}
  return {
    title: template.title,
    origin: template.origin,
    description: template.description,
    type: template.type,
    priority: template.priority,
    labels: template.labels.join(', '),
    checklist: template.checklist.join('\n'),
  }
}

type Props = { templates: readonly DrawnTemplate[]; chosen?: DrawnTemplate }

/**
 * Fills the form below. What somebody has typed there stays: only fields that are empty, or that still say what the
 * template before said, are filled. Without a script the page is drawn anew with the template in it.
 */
export function TemplateChooser({ templates, chosen }: Props) {
  const before = useRef(valuesOf(chosen))

  function fill(id: string) {
    const form = document.getElementById('new-item')
    if (!(form instanceof HTMLFormElement)) return
    const next = valuesOf(templates.find((template) => template.id === id))
    for (const name of Object.keys({ ...before.current, ...next })) {
      const field = form.elements.namedItem(name)
      const value = next[name] ?? ''
      if (field instanceof RadioNodeList) {
        if (field.value === '' || field.value === before.current[name]) field.value = value
      } else if (
        field instanceof HTMLInputElement ||
        field instanceof HTMLTextAreaElement ||
        field instanceof HTMLSelectElement
      ) {
        const untouched = ['', 'none', before.current[name]].includes(field.value)
        if (untouched) field.value = value || (name === 'priority' ? 'none' : '')
      }
    }
    before.current = next
  }

  return (
    <form method="get" className="mb-5 flex flex-wrap items-end gap-2">
      <label className="grid gap-1.5 font-medium">
        Begin with a template
        <Select
          name="template"
          defaultValue={chosen?.id ?? ''}
          onChange={(event) => fill(event.target.value)}
          className="min-w-64"
        >
          <option value="">None</option>
          {templates.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
      </label>
      <noscript>
        <Button type="submit">Use it</Button>
      </noscript>
    </form>
  )
}
