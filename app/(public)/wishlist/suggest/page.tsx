import type { Metadata } from 'next'
import { PublicHeading, PublicPage } from '@/components/frame/public-frame'
import { Banner } from '@/components/ui/banner'
import { SuggestForm } from '../../_viewer/suggest'

export const dynamic = 'force-dynamic'
export const metadata: Metadata = { title: 'Suggest something' }

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function SuggestPage({ searchParams }: Props) {
  const asked = await searchParams
  const word = (name: string) => (typeof asked[name] === 'string' ? asked[name] : '')
  return (
    <PublicPage here="/wishlist">
      <nav aria-label="Where you are" className="pt-6 text-base md:pt-9">
        <a href="/wishlist" className="text-ink-2 hover:text-accent">
          ← Wishlist
        </a>
      </nav>
      <div className="-mt-3 max-w-[44rem] md:-mt-5">
        <PublicHeading
          title="What should we do?"
          lead="Say what you wish for and why. The security team reads it first; everyone who works here can see it."
        />
        {word('sent') && (
          <Banner tone="good" title="Your suggestion reached the security team." className="mb-6">
            It has no status yet. Once it is in words for everybody, it stands on the wishlist.
          </Banner>
        )}
        <SuggestForm
          title={word('title').slice(0, 200)}
          problem={word('problem').slice(0, 4000)}
          checked={word('check') !== ''}
        />
      </div>
    </PublicPage>
  )
}
