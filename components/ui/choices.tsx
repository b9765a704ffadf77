import clsx from 'clsx'
import type { ComponentProps, ReactNode } from 'react'
import { FieldNote, RequiredMark } from './field'

type CheckboxProps = ComponentProps<'input'> & { label: ReactNode; hint?: ReactNode; error?: ReactNode }

/** A native checkbox with its label beside it. */
export function Checkbox({ label, hint, error, id, className, ...rest }: CheckboxProps) {
  const own = id ?? rest.name ?? ''
  const note = error ?? hint
  return (
    <div className={clsx('grid grid-cols-[auto_1fr] gap-x-2.5', className)}>
      <input
        type="checkbox"
        id={own}
        className="mt-0.5 size-4 shrink-0 cursor-pointer"
        aria-describedby={note ? `${own}-note` : undefined}
        aria-invalid={error ? true : undefined}
        {...rest}
      />
      <label htmlFor={own} className="justify-self-start">
        {label}
      </label>
      {note && (
        <div className="col-start-2">
          <FieldNote id={`${own}-note`} wrong={Boolean(error)} note={note} />
        </div>
      )}
    </div>
  )
}

export type Choice = { value: string; label: ReactNode; hint?: ReactNode; disabled?: boolean }

type RadioGroupProps = {
  name: string
  label: ReactNode
  choices: readonly Choice[]
  defaultValue?: string
  value?: string
  onChange?: (value: string) => void
  hint?: ReactNode
  error?: ReactNode
  required?: boolean
  across?: boolean
  id?: string
}

/** Native radio buttons in a fieldset; the whole box is the target. The first carries the group's id. */
export function RadioGroup(props: RadioGroupProps) {
  const {
    name,
    label,
    choices,
    defaultValue,
    value,
    onChange,
    hint,
    error,
    required,
    across,
    id = name,
  } = props
  const note = error ?? hint
  return (
    <fieldset className="grid min-w-0 gap-1.5" aria-describedby={note ? `${id}-note` : undefined}>
      <legend className="mb-1.5 font-medium">
        {label} {required && <RequiredMark />}
      </legend>
      <div className={clsx('grid gap-2', across && 'sm:auto-cols-fr sm:grid-flow-col')}>
        {choices.map((choice, n) => (
          <label
            key={choice.value}
            className="grid cursor-pointer grid-cols-[auto_1fr] gap-x-2.5 rounded-control border border-line-2 bg-sheet px-3 py-2 transition-colors hover:bg-hover has-checked:border-accent has-checked:bg-accent-soft has-disabled:opacity-60 has-focus-visible:outline-2 has-focus-visible:outline-offset-1 has-focus-visible:outline-accent"
          >
            <input
              type="radio"
              id={n === 0 ? id : `${id}-${n}`}
              name={name}
              value={choice.value}
              required={required}
              disabled={choice.disabled}
              aria-describedby={choice.hint ? `${id}-${n}-hint` : undefined}
              className="mt-0.5 size-4 outline-none"
              {...(value === undefined
                ? { defaultChecked: choice.value === defaultValue }
                : { checked: choice.value === value })}
              onChange={onChange && (() => onChange(choice.value))}
            />
            <span className="font-medium">{choice.label}</span>
            {choice.hint && (
              <span id={`${id}-${n}-hint`} className="col-start-2 text-sm text-ink-2">
                {choice.hint}
              </span>
            )}
          </label>
        ))}
      </div>
      {note && <FieldNote id={`${id}-note`} wrong={Boolean(error)} note={note} />}
    </fieldset>
  )
}
