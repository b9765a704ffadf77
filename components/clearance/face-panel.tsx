import { ArrowUpRight } from 'lucide-react'
import type { ReactNode } from 'react'
import { AudienceChip } from '@/components/ui/audience-chip'
import { Banner } from '@/components/ui/banner'
import { Card } from '@/components/ui/card'
import { Chip } from '@/components/ui/chip'
import { Disclosure } from '@/components/ui/disclosure'
import { QuarterWord } from '@/components/ui/quarter-word'
import { StatusWord } from '@/components/ui/status'
import { Timestamp } from '@/components/ui/timestamp'
import {
  faceStateLabels,
  faceStatuses,
  findSides,
  type FaceSubject,
  type FaceView,
  type Inside,
} from '@/lib/clearance'
import { isTeam, type Asker, type Viewer } from '@/lib/kernel/audience'
import { nextQuarters } from '@/lib/kernel/clock'
import { renderMarkdown } from '@/lib/kernel/markdown'
import { pathOf, publicWorkspace } from '@/lib/published'
import {
  approveFaceAction,
  returnFaceAction,
  submitFaceAction,
  withdrawFaceAction,
  writeFaceAction,
} from './actions'
import { StepForm, WriteForm, type Target } from './face-forms'
import { FaceDiff } from './face-diff'

type Props = {
  subject: { kind: 'idea' | 'item'; id: string; key?: string; slug?: string; title: string }
  asker: Asker
  viewer: Viewer
}

/** The inside and the public text of one thing beside each other, and every step on the way out. For the team. */
export async function FacePanel({ subject, asker, viewer }: Props) {
  if (!isTeam(viewer)) return null
  const name = (subject.kind === 'idea' ? subject.slug : subject.key) ?? ''
  const which: FaceSubject = subject.kind === 'idea' ? { idea: name } : { item: name }
  const [sides, workspace] = await Promise.all([findSides(asker, which), publicWorkspace()])
  if (!sides) return null
  const { inside, face } = sides
  const target: Target = { kind: subject.kind, subject: name, ...(face ? { version: face.version } : {}) }
  const words = face ?? {
    title: '',
    summary: '',
    body: '',
    status: (faceStatuses[subject.kind] as readonly string[]).includes(inside.status)
      ? inside.status
      : faceStatuses[subject.kind][0],
    quarter: inside.quarter,
  }
  const quarters = quartersAround(workspace.thisQuarter, words.quarter)
  return (
    <section aria-labelledby="public-face" className="grid gap-4">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
        <h2 id="public-face" className="text-lg">
          What anyone reads
        </h2>
        {face && <Chip>{face.live && face.state === 'public' ? 'Public' : faceStateLabels[face.state]}</Chip>}
        {face?.live && <LiveLink face={face} kind={subject.kind} />}
      </div>

      <Notices face={face} />

      {face ? (
        <div className="grid items-start gap-4 lg:grid-cols-2">
          <Side title="Inside" chip={<AudienceChip audience={inside.audience} />}>
            <InsideWords inside={inside} />
          </Side>
          <Side
            title={face.live && face.diff.length > 0 ? 'Outside, as it would be' : 'Outside'}
            chip={<AudienceChip audience="public" />}
            outside
          >
            <FaceWordsView face={face} firstMonth={workspace.fiscalStartMonth} />
          </Side>
        </div>
      ) : (
        <p className="-mt-2 max-w-[72ch] text-pretty text-ink-2">
          Nothing is written for outside yet. The public text is never cut out of the inside one: it is
          written for its readers.
        </p>
      )}

      {face && face.findings.length > 0 && <Findings face={face} />}
      {face?.live && face.diff.length > 0 && <FaceDiff diff={face.diff} />}

      <div className="grid items-start gap-4 lg:grid-cols-2 [&>:only-child]:col-span-full">
        <Steps face={face} target={target} />
        <Disclosure title={face ? 'Change the public text' : 'Write the public text'}>
          {face?.state === 'in review' && (
            <p className="mb-3 text-sm text-ink-2">
              A change takes it back from review: the second person reads the words that go out.
            </p>
          )}
          <WriteForm
            key={face?.version ?? 0}
            action={writeFaceAction}
            target={target}
            words={words}
            statuses={faceStatuses[subject.kind]}
            quarters={quarters}
          />
        </Disclosure>
      </div>
    </section>
  )
}

function LiveLink({ face, kind }: { face: FaceView; kind: 'idea' | 'item' }) {
  if (!face.live) return null
  return (
    <a
      href={pathOf({ ...face.live, kind, slug: face.slug })}
      className="link inline-flex items-center gap-0.5"
    >
      See it outside <ArrowUpRight className="size-3.5" aria-hidden="true" />
    </a>
  )
}

function Notices({ face }: { face: FaceView | null }) {
  if (!face) return null
  return (
    <>
      {face.withdrawn && face.state === 'withdrawn' && (
        <Banner title={`Withdrawn by ${face.withdrawn.by ?? 'somebody'}`}>
          {face.withdrawn.why} Its old address stays empty for good.
        </Banner>
      )}
      {face.returned && (
        <Banner title={`${face.returned.by ?? 'The second person'} sent it back`}>
          {face.returned.words}
        </Banner>
      )}
      {face.state === 'in review' && (
        <Banner
          title={
            <>
              {face.submittedBy ?? 'Somebody'} submitted this{' '}
              {face.submittedAt && <Timestamp at={face.submittedAt} />}
            </>
          }
        >
          {face.waits ?? face.notMine ?? 'You neither wrote nor submitted it, so you may let it out.'}
        </Banner>
      )}
    </>
  )
}

function Side({
  title,
  chip,
  outside,
  children,
}: {
  title: string
  chip: ReactNode
  outside?: boolean
  children: ReactNode
}) {
  return (
    <Card outside={outside} className="grid gap-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h3 className="text-sm font-medium text-ink-2">{title}</h3>
        {chip}
      </div>
      {children}
    </Card>
  )
}

function InsideWords({ inside }: { inside: Inside }) {
  return (
    <div className="grid gap-2">
      <p className="text-lg font-semibold wrap-anywhere" dir="auto">
        {inside.title}
      </p>
      <p className="flex flex-wrap gap-x-4 text-sm text-ink-2">
        <StatusWord status={inside.status} />
        {inside.quarter && <QuarterWord quarter={inside.quarter} short />}
      </p>
      {inside.text ? (
        <div className="prose max-h-96 overflow-y-auto" tabIndex={0} dir="auto">
          {renderMarkdown(inside.text, { id: 'inside' })}
        </div>
      ) : (
        <p className="text-ink-3">No text yet.</p>
      )}
    </div>
  )
}

function FaceWordsView({ face, firstMonth }: { face: FaceView; firstMonth: number }) {
  return (
    <div className="grid gap-2">
      <p className="font-serif text-xl font-semibold wrap-anywhere" dir="auto">
        {face.title}
      </p>
      {face.summary && (
        <p className="wrap-anywhere text-ink-2" dir="auto">
          {face.summary}
        </p>
      )}
      <p className="flex flex-wrap gap-x-4 text-sm text-ink-2">
        <StatusWord status={face.status} />
        <QuarterWord quarter={face.quarter} short firstMonth={firstMonth} />
      </p>
      {face.body && (
        <div className="prose max-h-96 overflow-y-auto" tabIndex={0} dir="auto">
          {renderMarkdown(face.body, { id: 'face' })}
        </div>
      )}
    </div>
  )
}

function Findings({ face }: { face: FaceView }) {
  const final = face.findings.some((finding) => finding.final)
  return (
    <Banner
      tone={final ? 'danger' : 'info'}
      title={final ? 'This cannot be published as it stands.' : 'Look at this before it goes out.'}
    >
      <ul className="mt-1 list-disc ps-5">
        {face.findings.map((finding) => (
          <li key={`${finding.field} ${finding.kind} ${finding.what}`}>
            {finding.sentence} {!finding.final && 'The second person may let it stand, with a reason.'}
          </li>
        ))}
      </ul>
    </Banner>
  )
}

function Steps({ face, target }: { face: FaceView | null; target: Target }) {
  if (!face) return null
  const nothing = face.state !== 'candidate' && !face.live && (face.state !== 'in review' || face.notMine)
  if (nothing) return null
  const overridable = face.findings.some((finding) => !finding.final)
  return (
    <div className="grid gap-4">
      {face.state === 'candidate' && (
        <Card>
          <StepForm action={submitFaceAction} target={target} button="Submit to a second person">
            <p className="text-ink-2">
              {face.waits ??
                'Somebody else on the security team reads it, sees what would change outside, and lets it out or sends it back.'}
            </p>
          </StepForm>
        </Card>
      )}
      {face.state === 'in review' && !face.notMine && (
        <Card className="grid gap-5">
          <StepForm
            action={approveFaceAction}
            target={target}
            button="Approve: publish for anyone"
            {...(overridable
              ? {
                  field: {
                    name: 'reason',
                    label: 'Why may what was found stand?',
                    hint: 'Kept in the audit log with your name.',
                    required: true,
                  },
                }
              : {})}
          >
            <p className="text-ink-2">Read the right side as a stranger would. It goes out at once.</p>
          </StepForm>
          <div className="border-t pt-4">
            <StepForm
              action={returnFaceAction}
              target={target}
              button="Send it back to the writer"
              look="plain"
              field={{ name: 'words', label: 'What should be different?', long: true, required: true }}
            />
          </div>
        </Card>
      )}
      {face.live && (
        <Disclosure title="Withdraw it from the public" danger>
          <StepForm
            action={withdrawFaceAction}
            target={target}
            button="Withdraw now"
            look="danger"
            field={{
              name: 'reason',
              label: 'Why?',
              hint: 'For the team and the audit log. Readers find one plain page.',
              required: true,
            }}
          >
            <p className="text-ink-2">It disappears everywhere at once. One person is enough for this.</p>
          </StepForm>
        </Disclosure>
      )}
    </div>
  )
}

/** The quarters to choose from: a year back, two ahead, and the one that is set. */
export function quartersAround(thisQuarter: string, chosen: string | null): string[] {
  const start = `${Number(thisQuarter.slice(0, 4)) - 1}${thisQuarter.slice(4)}`
  const near = nextQuarters(start, 13)
  return chosen && !near.includes(chosen) ? [...near, chosen].sort() : near
}
