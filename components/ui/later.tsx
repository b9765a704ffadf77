'use client'
// Parts whose code comes after the page's own: when somebody wants them, or a moment before.
import { useEffect, useState, type ComponentType } from 'react'

/**
 * A part that is fetched once, on its own. What cannot be fetched (no network, another version installed meanwhile) takes
 * nothing from the page: the place says so, and asks again when the network is back. `prepare` fetches it ahead of time.
 */
export function later<Props extends object>(load: () => Promise<ComponentType<Props>>) {
  let Ready: ComponentType<Props> | null = null
  let coming: Promise<ComponentType<Props>> | null = null
  const come = () =>
    (coming ??= load().then(
      (Part) => (Ready = Part),
      (error: unknown) => {
        coming = null
        throw error
      },
    ))

  function Later(props: Props) {
    const [Part, setPart] = useState(() => Ready)
    const [failed, setFailed] = useState(false)
    useEffect(() => {
      if (Part) return
      let isGone = false
      const fetchPart = () => {
        come().then(
          (Come) => isGone || setPart(() => Come),
          () => isGone || setFailed(true),
        )
      }
      fetchPart()
      window.addEventListener('online', fetchPart)
      return () => {
        isGone = true
        window.removeEventListener('online', fetchPart)
      }
    }, [Part])
    if (Part) return <Part {...props} />
    return failed ? <NotFetched /> : null
  }

  return { Part: Later, prepare: () => void come().catch(() => {}) }
}

function NotFetched() {
  return (
    <p
      role="status"
      className="fixed inset-x-4 bottom-4 z-50 mx-auto w-fit rounded-control border bg-sheet px-3 py-2 text-sm"
    >
      This could not be fetched. It comes once you are online; if you are, load the page anew.
    </p>
  )
}
