import { Banner } from '@/components/ui/banner'
import { AreaField, SelectField, TextField } from '@/components/ui/field'
import { originLabels, priorities, priorityLabels, typeLabels, types } from '@/lib/items/schema'
import type { FormState } from '@/lib/kernel/forms'
import { templateOrigins, type SetTemplate } from '@/lib/workflow/template-schema'

type Props = { id: string; state: FormState; template: SetTemplate | null }

/** The words of a template; what was typed comes back with a refusal. */
export function TemplateFields({ id, state, template }: Props) {
  const { fields = {}, values = {} } = state
  const startsWith = (name: string) =>
    Object.entries(fields).find(([path]) => path === name || path.startsWith(`${name}.`))?.[1]
  const known = ['name', 'title', 'description', 'labels', 'checklist'].some((name) => startsWith(name))
  const shared = (name: string) => ({ id: `${id}-${name}`, name, error: startsWith(name) })
  return (
    <>
      {state.problem && !known && (
        <Banner tone="danger" className="sm:col-span-3">
          {state.problem}
        </Banner>
      )}
      <TextField
        {...shared('name')}
        label="Name of the template"
        maxLength={80}
        required
        autoComplete="off"
        className="sm:col-span-3"
        defaultValue={values.name ?? template?.name}
      />
      <SelectField {...shared('type')} label="Type" defaultValue={values.type ?? template?.type ?? 'task'}>
        {types.map((type) => (
          <option key={type} value={type}>
            {typeLabels[type]}
          </option>
        ))}
      </SelectField>
      <SelectField
        {...shared('origin')}
        label="Where it comes from"
        defaultValue={values.origin ?? template?.origin ?? 'small'}
      >
        {templateOrigins.map((origin) => (
          <option key={origin} value={origin}>
            {originLabels[origin]}
          </option>
        ))}
      </SelectField>
      <SelectField
        {...shared('priority')}
        label="Priority"
        defaultValue={values.priority ?? template?.priority ?? 'none'}
      >
        {priorities.map((priority) => (
          <option key={priority} value={priority}>
            {priorityLabels[priority]}
          </option>
        ))}
      </SelectField>
      <TextField
        {...shared('title')}
        label="Title to begin with"
        maxLength={255}
        autoComplete="off"
        className="sm:col-span-3"
        defaultValue={values.title ?? template?.title}
      />
      <AreaField
        {...shared('description')}
        label="Description"
        className="sm:col-span-3"
        defaultValue={values.description ?? template?.description}
      />
      <AreaField
        {...shared('checklist')}
        label="Checklist"
        hint="A point a line."
        rows={4}
        className="sm:col-span-3"
        defaultValue={values.checklist ?? template?.checklist.join('\n')}
      />
      <TextField
        {...shared('labels')}
        label="Labels"
        hint="With commas between them."
        autoComplete="off"
        className="sm:col-span-3"
        defaultValue={values.labels ?? template?.labels.join(', ')}
      />
    </>
  )
}
