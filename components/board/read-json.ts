'use client'

/** Asked again once, a moment later; null when there is no answer then either. */
export async function readJson<T>(query: string): Promise<T | null> {
  for (const wait of [0, 700]) {
    if (wait) await new Promise((done) => setTimeout(done, wait))
    try {
      const response = await fetch(`/board/cards?${query}`)
      if (response.ok) return (await response.json()) as T
      if (response.status < 500) return null
    } catch {
      // Offline for a moment.
    }
  }
  return null
}
