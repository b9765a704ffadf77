// What the language is, by examples that run where they stand.
import Link from 'next/link'
import type { ReactNode } from 'react'
import { Card } from '@/components/ui/card'
import { Code, FieldTable, FunctionTable, OperatorTable } from '@/components/query/query-words'
import { queryExamples } from '@/lib/items'
import { limits, type Vocabulary } from '@/lib/kernel/query'

export function QueryGuide({ vocabulary }: { vocabulary: Vocabulary }) {
  return (
    <>
      <Section id="form" title="One condition, then more">
        <p>
          A condition is a field, an operator and a value: <Code>status = ready</Code>. Join them with{' '}
          <Code>AND</Code> and <Code>OR</Code>, turn one around with <Code>NOT</Code>, and use brackets where{' '}
          <Code>AND</Code> should not bind first. <Code>ORDER BY</Code> comes last; without it the order of
          the backlog holds. Capitals do not matter.
        </p>
        <p>
          A value of several words, or with other signs than letters, digits and <Code>- _ . : @ + / #</Code>,
          stands in quotes: <Code>&quot;In progress&quot;</Code>. Inside them, <Code>\&quot;</Code> is a quote
          and <Code>\\</Code> a backslash. Names are found without regard to capitals, and a choice also
          without its hyphens: <Code>in-progress</Code> is <Code>&quot;In progress&quot;</Code>.
        </p>
      </Section>
      <Section id="examples" title="Examples">
        <div className="gap-4 md:columns-2">
          {queryExamples.map(({ title, examples }) => (
            <Card key={title} className="mb-4 grid break-inside-avoid content-start gap-3 p-4">
              <h3 className="font-medium">{title}</h3>
              <ul className="grid gap-3">
                {examples.map(({ query, says }) => (
                  <li key={query} className="grid gap-1">
                    <Link
                      href={`/help/query?${new URLSearchParams({ q: query })}`}
                      className="link font-mono text-sm wrap-anywhere"
                    >
                      {query}
                    </Link>
                    <span className="text-sm text-ink-2">{says}</span>
                  </li>
                ))}
              </ul>
            </Card>
          ))}
        </div>
      </Section>
      <Section id="empty" title="What is empty">
        <p>
          <strong className="font-medium">Unlike in JQL, “is not” also finds what is empty.</strong>{' '}
          <Code>assignee != me()</Code> finds what somebody else has and what nobody has, and so do{' '}
          <Code>!~</Code> and <Code>NOT IN</Code>. To leave out the empty ones, say so:{' '}
          <Code>assignee != me() AND assignee IS NOT EMPTY</Code>. More, less, before and after never find
          what is empty. <Code>NOT</Code> finds exactly what its condition does not.
        </p>
      </Section>
      <Section id="moments" title="Moments and days">
        <ul className="grid list-disc gap-1.5 ps-5">
          <li>
            <Code>2026-11-01</Code> is the whole day, here: <Code>created = 2026-11-01</Code> is any time of
            it, <Code>&gt;</Code> and <Code>AFTER</Code> begin when it is over, and <Code>&lt;=</Code>{' '}
            includes it.
          </li>
          <li>
            <Code>&quot;2026-11-01 14:30&quot;</Code> is a moment in the time zone of this workspace; add{' '}
            <Code>Z</Code> or <Code>+02:00</Code> for another.
          </li>
          <li>
            <Code>-7d</Code> is seven days ago, <Code>+2w</Code> in two weeks. <Code>m</Code> minutes,{' '}
            <Code>h</Code> hours, <Code>d</Code> days, <Code>w</Code> weeks, <Code>M</Code> months,{' '}
            <Code>y</Code> years.
          </li>
          <li>
            <Code>startOfWeek(-1)</Code> is last week’s Monday; <Code>startOfMonth(+14d)</Code> is the
            fifteenth.
          </li>
        </ul>
      </Section>
      <Section id="past" title="The past">
        <p>
          <Code>WAS</Code> asks whether a field has a value or ever had it; <Code>CHANGED</Code> whether it
          was changed. Behind both: <Code>AFTER</Code>, <Code>BEFORE</Code>, <Code>ON</Code> a day,{' '}
          <Code>BY</Code> somebody; behind <Code>CHANGED</Code> also <Code>FROM</Code> and <Code>TO</Code>.
          All of it is meant of one and the same change.
        </p>
      </Section>
      <Section id="fields" title="Fields">
        <FieldTable fields={vocabulary.fields} />
      </Section>
      <div className="grid items-start gap-8 lg:grid-cols-2">
        <Section id="operators" title="Operators">
          <OperatorTable />
        </Section>
        <Section id="functions" title="Functions">
          <FunctionTable functions={vocabulary.functions} />
        </Section>
      </div>
      <Section id="jql" title="If you know JQL">
        <ul className="grid list-disc gap-1.5 ps-5">
          <li>
            <Code>!=</Code>, <Code>!~</Code> and <Code>NOT IN</Code> find the empty ones too.
          </li>
          <li>A day is a whole day; in JQL it is its first minute.</li>
          <li>
            <Code>currentUser()</Code> is also <Code>me()</Code>, a <Code>sprint</Code> is an iteration, an{' '}
            <Code>epic</Code> the parent.
          </li>
          <li>
            <Code>~</Code> looks for the letters as they stand anywhere in the text, without stems and
            wildcards.
          </li>
          <li>
            <Code>=</Code> also works on titles and other texts. <Code>breached()</Code> and{' '}
            <Code>overdue()</Code> stand alone: the one finds what was ever missed, the other what is late
            now.
          </li>
          <li>
            A query sees what its reader sees. A person, goal or key that is not there and one that you may
            not see are the same: nothing is found.
          </li>
        </ul>
      </Section>
      <Section id="keys" title="While typing, and limits">
        <p>
          Arrows choose from the list and <Code>Enter</Code> takes it; <Code>Ctrl Space</Code> opens it again.{' '}
          <Code>Enter</Code> without a choice runs the query, <Code>Tab</Code> leaves the field. A query has
          at most {limits.characters.toLocaleString('en')} characters and {limits.terms} conditions,{' '}
          {limits.past} of them about the past, {limits.depth} deep; a list at most {limits.list} values, an
          order at most {limits.sorts} fields.
        </p>
      </Section>
    </>
  )
}

function Section({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section aria-labelledby={id} className="grid gap-3 leading-relaxed">
      <h2 id={id} className="text-lg font-medium">
        {title}
      </h2>
      {children}
    </section>
  )
}
