import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { PublicHeading, PublicPage } from '@/components/frame/public-frame'
import { AudienceChip, type Audience } from '@/components/ui/audience-chip'
import { Button } from '@/components/ui/button'
import { StatusWord } from '@/components/ui/status'

export const dynamic = 'force-dynamic'
export const metadata: Metadata = {
  title: 'How we work',
  description: 'How our security team plans, what of it is public and what is not, and how to ask us.',
}

export default function HowWeWorkPage() {
  return (
    <PublicPage here="/how-we-work">
      <PublicHeading
        title="How we work"
        lead="How we decide what to do, what of it you can see, and how to ask us for something. When in doubt, ask: no question is too small."
      />
      <div className="grid gap-x-14 lg:grid-cols-[13rem_minmax(0,1fr)]">
        <nav aria-label="On this page" className="hidden self-start text-base lg:sticky lg:top-6 lg:block">
          <ul className="grid gap-2 border-s ps-4">
            {parts.map(({ id, title }) => (
              <li key={id}>
                <a href={`#${id}`} className="text-ink-2 hover:text-accent">
                  {title}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <div className="grid max-w-[66ch] gap-10">
          {parts.map(({ id, title, text }) => (
            <section key={id} id={id}>
              <h2 className="mb-3 font-serif text-2xl">{title}</h2>
              <div className="grid gap-3.5 text-read text-pretty [&_dt]:font-semibold [&_li]:ps-1 [&_ol]:list-decimal [&_ol]:ps-6 [&_ul]:list-disc [&_ul]:ps-6">
                {text}
              </div>
            </section>
          ))}
        </div>
      </div>
    </PublicPage>
  )
}

const parts: { id: string; title: string; text: ReactNode }[] = [
  {
    id: 'goals',
    title: 'What we strive for',
    text: (
      <>
        <p>
          We work towards goals. A goal is something we strive for and report on; it is not a promise, and
          dropping a wrong one is better than finishing it. A piece of work brings one or more goals forward:
          writing code, rolling out a tool, finding the right colleague.
        </p>
        <p>
          Several pieces of work make a release, and a release may bring several goals forward. We tell how
          that goes, inside and outside.
        </p>
      </>
    ),
  },
  {
    id: 'planning',
    title: 'From a wish to work',
    text: (
      <>
        <p>
          Everything we, or you, would like us to do begins on the{' '}
          <a className="link" href="/wishlist">
            wishlist
          </a>
          . Two facts tell whether we have it in our sights:
        </p>
        <dl className="grid gap-3 rounded-card border bg-sheet p-5 text-base">
          <Step status="under consideration">We have heard it. No decision yet.</Step>
          <Step status="planned">We mean to do it. With a quarter set, it moves to the roadmap.</Step>
          <Step status="in progress">We are at it.</Step>
          <Step status="shipped">It is there.</Step>
          <Step status="declined">We will not do it, and say why.</Step>
        </dl>
        <p>
          As long as it is “we might”, it stays a wish. Once it is “we are going to”, it stands on the{' '}
          <a className="link" href="/roadmap">
            roadmap
          </a>{' '}
          in a quarter, and we take it apart into smaller pieces, put them in order, and weigh them against
          what we have already committed to. The votes and those who cast them stay with it, so that we can
          tell them when it is done.
        </p>
        <p>
          Quarters are aims, not promises: we are sure of this one, fairly sure of the next, and guess at the
          rest. What runs late stays visible until it is done.
        </p>
      </>
    ),
  },
  {
    id: 'execution',
    title: 'How the work is done',
    text: (
      <>
        <p>Only planned work is on our board, and there are four ways for it to get there:</p>
        <ul className="grid gap-1.5">
          <li>larger work, through the wishlist alone;</li>
          <li>small things that do not fit the larger plan but are needed soon;</li>
          <li>bugs;</li>
          <li>what other teams ask of us: a review, advice, support.</li>
        </ul>
        <p>
          We plan in iterations of two weeks, set their aims before they begin, and leave about a fifth of the
          time for what nobody could foresee. Changes that take longer than a week, or touch many, are written
          up and discussed first. Once a week we sit together and write down what was agreed.
        </p>
      </>
    ),
  },
  {
    id: 'public',
    title: 'What is public, and what is not',
    text: (
      <>
        <p>
          Security work cannot always be shown while it is done. Our wish is that, over time, all of it can.
          Until then everything we write has an audience, and says so in words:
        </p>
        <dl className="grid gap-3 rounded-card border bg-sheet p-5 text-base">
          <Named audience="public">Anyone. Our plans are public unless there is a reason.</Named>
          <Named audience="internal">Everyone who works here.</Named>
          <Named audience="private">The security team, for example a weakness that is not fixed yet.</Named>
          <Named audience="restricted">A few people, by name.</Named>
        </dl>
        <p>
          Public pages are not filtered from inside ones. Each is written for you, in its own words, and goes
          out only when a second person has read it. They name no customers and no colleagues. Nothing on
          them, not a number, not a date, not a gap, is computed from something that is not public. What was
          published by mistake is taken back at once.
        </p>
      </>
    ),
  },
  {
    id: 'ask',
    title: 'How to ask us',
    text: (
      <>
        <p>
          Colleagues ask through a form, so that nothing is lost in a chat. Each kind of request says how long
          an answer takes.
        </p>
        <ul className="grid gap-1.5">
          <li>
            <strong>A secure code review.</strong> We are always happy to do one; two weeks ahead is ideal.
          </li>
          <li>
            <strong>A security questionnaire</strong> of a new or an existing customer. Sales answers from the
            library of known answers first, we do the rest.
          </li>
          <li>
            <strong>Support, or anything else.</strong> If it is urgent, say so and why: then whoever is on
            duty hears of it at once.
          </li>
        </ul>
        <p>
          Every request shows when it was seen, who has it, what happens next and by when, in one thread that
          stays.
        </p>
        <p>Whoever is signed in may vote on what is on the wishlist and suggest what is missing.</p>
        <div className="flex flex-wrap gap-3 pt-1">
          <Button href="/requests/new" variant="main" size="large">
            Ask us for something
          </Button>
          <Button href="/wishlist/suggest" size="large">
            Suggest something
          </Button>
        </div>
      </>
    ),
  },
]

function Step({ status, children }: { status: string; children: ReactNode }) {
  return (
    <div className="grid gap-x-4 sm:grid-cols-[11rem_minmax(0,1fr)]">
      <dt>
        <StatusWord status={status} />
      </dt>
      <dd className="text-ink-2">{children}</dd>
    </div>
  )
}

function Named({ audience, children }: { audience: Audience; children: ReactNode }) {
  return (
    <div className="grid gap-x-4 sm:grid-cols-[11rem_minmax(0,1fr)]">
      <dt>
        <AudienceChip audience={audience} short />
      </dt>
      <dd className="text-ink-2">{children}</dd>
    </div>
  )
}
