'use client'

import { LoaderCircle } from 'lucide-react'
import type { ComponentProps, ReactNode } from 'react'
import { useFormStatus } from 'react-dom'
import { buttonClass, type ButtonLook } from './button'

type Props = ButtonLook & ComponentProps<'button'> & { pendingText?: ReactNode }

/** Keeps focus while the form is on its way, and swallows a second press. */
export function SubmitButton({ variant = 'main', size, className, children, pendingText, ...rest }: Props) {
  const { pending } = useFormStatus()
  return (
    <button
      type="submit"
      className={buttonClass({ variant, size }, className)}
      aria-disabled={pending || undefined}
      {...rest}
      onClick={(event) => (pending ? event.preventDefault() : rest.onClick?.(event))}
    >
      {pending && <LoaderCircle className="animate-turn" aria-hidden="true" />}
      {pending ? (pendingText ?? children) : children}
    </button>
  )
}
