import clsx from 'clsx'
import type { ComponentType, ReactNode } from 'react'
import { Select, TextArea, TextInput } from './inputs'

export type FieldProps = {
  name: string
  label: ReactNode
  hint?: ReactNode
  error?: ReactNode
  required?: boolean
  id?: string
  className?: string
}

/** What a control must carry to belong to its label, hint and error. Spread it on the control. */
export type FieldWire = {
  id: string
  name: string
  required?: boolean
  'aria-describedby'?: string
  'aria-invalid'?: true
}

/** Label above, hint below, and an error in place of the hint that says what to do. */
export function Field({ children, ...field }: FieldProps & { children: (wire: FieldWire) => ReactNode }) {
  const { name, label, hint, error, required, id = name, className } = field
  const note = error ?? hint
  return (
    <div className={clsx('grid min-w-0 gap-1.5', className)}>
      <label htmlFor={id} className="justify-self-start font-medium">
        {label} {required && <RequiredMark />}
      </label>
      {children({
        id,
        name,
        required,
        'aria-describedby': note ? `${id}-note` : undefined,
        'aria-invalid': error ? true : undefined,
      })}
      {note && <FieldNote id={`${id}-note`} wrong={Boolean(error)} note={note} />}
    </div>
  )
}

export const TextField = fieldAround(TextInput)
export const AreaField = fieldAround(TextArea)
export const SelectField = fieldAround(Select)

/** A control together with its label, hint and error. */
function fieldAround<Props extends object>(Control: ComponentType<Props>) {
  return function LabelledControl(props: FieldProps & Omit<Props, keyof FieldProps>) {
    const { name, label, hint, error, required, id, className, ...rest } = props
    return (
      <Field {...{ name, label, hint, error, required, id, className }}>
        {(wire) => <Control {...(rest as unknown as Props)} {...wire} />}
      </Field>
    )
  }
}

export function RequiredMark() {
  return <span className="font-normal text-ink-3">(required)</span>
}

export function FieldNote({ id, wrong, note }: { id: string; wrong: boolean; note: ReactNode }) {
  return (
    <p id={id} className={clsx('text-sm', wrong ? 'font-medium text-danger' : 'text-ink-3')}>
      {note}
    </p>
  )
}
