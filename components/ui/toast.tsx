'use client'

import { CircleAlert, X } from 'lucide-react'
import { createContext, use, useCallback, useEffect, useRef, useState, type ReactNode } from 'react'

export type ToastInput = {
  text: ReactNode
  undo?: () => void | Promise<void>
  danger?: boolean
  seconds?: number
}

type Toast = ToastInput & { id: number }

const ToastContext = createContext<(toast: ToastInput) => void>(() => {})

/** `const toast = useToast(); toast({ text: 'Archived SEC-1', undo: () => restore() })`. */
export function useToast() {
  return use(ToastContext)
}

/** Only for what is not visible where it happened. The newest three are shown. */
export function ToastProvider({ children }: { children: ReactNode }) {
  const [toasts, setToasts] = useState<Toast[]>([])
  const nextId = useRef(1)

  const add = useCallback((toast: ToastInput) => {
    const id = nextId.current++
    setToasts((shown) => [...shown, { ...toast, id }].slice(-3))
  }, [])
  const remove = useCallback(
    (id: number) => setToasts((shown) => shown.filter((toast) => toast.id !== id)),
    [],
  )

  return (
    <ToastContext value={add}>
      {children}
      <div
        role="status"
        aria-live="polite"
        className="pointer-events-none fixed inset-x-3 bottom-4 z-60 flex flex-col items-center gap-2 in-[body:has([data-foot-bar])]:bottom-20"
      >
        {toasts.map((toast) => (
          <OneToast key={toast.id} {...toast} onEnd={() => remove(toast.id)} />
        ))}
      </div>
    </ToastContext>
  )
}

function OneToast({ text, undo, danger, seconds, onEnd }: Toast & { onEnd: () => void }) {
  const [held, setHeld] = useState(false)
  const end = useRef(onEnd)
  useEffect(() => {
    end.current = onEnd
  })
  useEffect(() => {
    if (held) return
    const timer = setTimeout(() => end.current(), (seconds ?? (undo ? 10 : 6)) * 1000)
    return () => clearTimeout(timer)
  }, [held, seconds, undo])

  const hold = { onPointerEnter: () => setHeld(true), onFocus: () => setHeld(true) }
  const release = { onPointerLeave: () => setHeld(false), onBlur: () => setHeld(false) }
  return (
    <div
      {...hold}
      {...release}
      className="pointer-events-auto flex max-w-full animate-rise items-center gap-3 rounded-card bg-ink py-1.5 ps-4 pe-1.5 text-sm text-paper shadow-float"
    >
      {danger && <CircleAlert className="size-4 shrink-0" aria-hidden="true" />}
      <span className="min-w-0 wrap-anywhere">{text}</span>
      {undo && (
        <button
          type="button"
          className="rounded-control px-2 py-1 font-semibold underline underline-offset-3 hover:no-underline focus-visible:outline-paper"
          onClick={() => {
            void undo()
            onEnd()
          }}
        >
          Undo
        </button>
      )}
      <button
        type="button"
        className="grid size-7 place-items-center rounded-control opacity-75 hover:opacity-100 focus-visible:outline-paper"
        onClick={onEnd}
      >
        <X className="size-4" aria-hidden="true" />
        <span className="sr-only">Dismiss</span>
      </button>
    </div>
  )
}
