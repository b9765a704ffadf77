import { Inbox } from 'lucide-react'
import { PageBody, PageHead } from '@/components/frame/page-head'
import { AudienceChip } from '@/components/ui/audience-chip'
import { Avatar } from '@/components/ui/avatar'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { ButtonLink } from '@/components/ui/button-link'
import { Card } from '@/components/ui/card'
import { Checkbox, RadioGroup } from '@/components/ui/choices'
import { Chip } from '@/components/ui/chip'
import { Cell, DataTable, Row } from '@/components/ui/data-table'
import { EmptyState } from '@/components/ui/empty-state'
import { AreaField, SelectField, TextField } from '@/components/ui/field'
import { Kbd } from '@/components/ui/kbd'
import { Pager } from '@/components/ui/pager'
import { PriorityIcon } from '@/components/ui/priority-icon'
import { ProblemSummary } from '@/components/ui/problem-summary'
import { QuarterWord } from '@/components/ui/quarter-word'
import { SkeletonCards, SkeletonRows } from '@/components/ui/skeleton'
import { StatusDot, StatusWord } from '@/components/ui/status'
import { SubmitButton } from '@/components/ui/submit-button'
import { TabLinks } from '@/components/ui/tab-links'
import { DayStamp, Timestamp } from '@/components/ui/timestamp'
import { Demo } from './demo'
const long = 'Incident-response-and-credential-rotation-for-thelongestwordthatanybodyhasevertypedintoatitlefieldwithoutaspace مرحبا بالعالم 🔐 and on it goes'
export default function P() {
  return (
    <>
      <PageHead title={long} crumbs={[{ href: '/board', label: 'Board' }]} sub="Iteration 12 · ends Fri 4 Dec" actions={<Button>Save view</Button>} />
      <PageBody className="grid gap-6">
        <div className="flex flex-wrap gap-2"><Button variant="main">Main</Button><Button>Plain</Button><Button variant="quiet">Quiet</Button><Button variant="danger">Danger</Button><Button disabled>Disabled</Button><ButtonLink href="/board" size="small">Small link</ButtonLink><Button size="large" variant="main">Large</Button><Kbd>G</Kbd></div>
        <div className="flex flex-wrap gap-2">
          <AudienceChip audience="restricted" people={3} /><AudienceChip audience="private" /><AudienceChip audience="internal" /><AudienceChip audience="public" />
          <AudienceChip audience="restricted" people={3} short /><AudienceChip audience="private" short /><AudienceChip audience="internal" short /><AudienceChip audience="public" short />
          <Chip>code-review</Chip><Chip tone="accent">wishlist</Chip><Chip tone="danger">blocked</Chip>
        </div>
        <div className="flex flex-wrap gap-4">{['backlog', 'ready', 'in_progress', 'in review', 'done', 'under consideration', 'planned', 'shipped', 'declined', 'duplicate', 'new', 'seen', 'working', 'waiting'].map((s) => <StatusWord key={s} status={s} />)}<StatusDot status="ready" /></div>
        <div className="flex flex-wrap items-center gap-4">{(['urgent', 'high', 'medium', 'low', 'none'] as const).map((p) => <PriorityIcon key={p} priority={p} word />)}<PriorityIcon priority="high" /><Avatar name="Sam Lindqvist" /><Avatar name="Öz Şahin" size="normal" /><Avatar name={null} /><Avatar name="Priya Eapen" size="large" /><Timestamp at={new Date(Date.now() - 3 * 3600e3)} /><Timestamp at="2026-01-12T10:00:00Z" /><DayStamp day="2026-12-04" /><QuarterWord quarter="2027-Q1" /><QuarterWord quarter="2027-Q1" short /></div>
        <Banner title="Two clocks run out today">Look at REQ-12 and REQ-19 first.</Banner>
        <Banner tone="danger" title="The import stopped at line 412" action={<Button size="small">Look</Button>}>The date in column “due” is not a day.</Banner>
        <Banner tone="good">Everything that may be public is public.</Banner>
        <TabLinks label="View" links={[{ href: '?a', label: 'Quarters', current: true }, { href: '?b', label: 'Now, next, later', count: 4 }]} end="All goals" />
        <form className="grid max-w-2xl gap-5">
          <ProblemSummary problems={[{ path: 'title', message: 'Give it a title.' }, { path: 'due', message: 'The day must be in the future.' }]} />
          <TextField name="title" label="Title" required error="Give it a title: one line that says what should be different." />
          <TextField name="due" label="Due" type="date" hint="Leave empty if no day matters." />
          <SelectField name="type" label="Type" hint="You can change it later."><option>Task</option><option>Bug</option></SelectField>
          <AreaField name="body" label="Comment to the requester" outside hint="Read by the requester and the security team." placeholder="Write a sentence" />
          <RadioGroup name="aud" label="Who may see it" required across choices={[{ value: 'a', label: 'Private', hint: 'The security team' }, { value: 'b', label: 'Internal', hint: 'Everyone here' }]} defaultValue="a" />
          <Checkbox name="urgent" label="This is urgent" hint="Somebody is called. Say why below." />
          <div className="flex gap-2"><SubmitButton>Send to the security team</SubmitButton></div>
        </form>
        <DataTable caption="Items" columns={[{ id: 'k', label: 'Key' }, { id: 't', label: 'Title', sortHref: '?sort=title', sorted: 'ascending' }, { id: 's', label: 'Status', sortHref: '?sort=status' }, { id: 'v', label: 'Votes', numeric: true }]}>
          {[1, 2, 3].map((n) => <Row key={n}><Cell className="text-ink-3 tabular-nums">SEC-{n * 311}</Cell><Cell head>Move session signing keys</Cell><Cell><StatusWord status="ready" /></Cell><Cell numeric>{n * 19}</Cell></Row>)}
        </DataTable>
        <Pager nextHref="?cursor=1" firstHref="?" />
        <Card><EmptyState icon={<Inbox />} title="Nothing waits" action={<Button variant="main">Make the first request type</Button>}>Requests from teammates arrive here, the most pressing first.</EmptyState></Card>
        <SkeletonRows rows={3} /><SkeletonCards />
        <Card className="prose" outside><h2>Prose</h2><p>Text with <a href="/x">a link</a> and <code>code</code>.</p><ul><li>one</li><li>two</li></ul><pre tabIndex={0}><code>npm start</code></pre></Card>
        <Demo />
      </PageBody>
    </>
  )
}
