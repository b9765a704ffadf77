import type { ReactNode } from 'react'

/** The serif heading of a sign-in page, with a sentence under it. */
export function SignInHead({ title, lead }: { title: ReactNode; lead?: ReactNode }) {
  return (
    <div>
      <h1 className="font-serif text-[2.0625rem] leading-[1.12] tracking-[-0.015em]">{title}</h1>
      {lead && <p className="mt-2.5 text-read text-pretty text-ink-2">{lead}</p>}
    </div>
  )
}
