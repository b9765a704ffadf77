// Thirty requests in all states, with promises kept and broken. `day` counts working days back from today; `steps` say how
// many working hours after the step before something happened, and what.
import type { CastName } from './cast'

export type Step =
  | { after: number; do: 'see' | 'take'; by: CastName }
  | {
      after: number
      do: 'reply' | 'ask' | 'answer' | 'note' | 'done' | 'decline' | 'back'
      by: CastName
      words: string
    }
  | { after: number; do: 'item'; by: CastName; title: string }

export type SampleRequest = {
  type: 'code-review' | 'questionnaire' | 'support'
  by: CastName
  day: number
  urgent?: string
  answers: Record<string, string | string[]>
  steps: Step[]
}

const review = (
  by: CastName,
  day: number,
  title: string,
  focus: string,
  steps: Step[],
  urgent?: string,
): SampleRequest => ({
  type: 'code-review',
  by,
  day,
  urgent,
  answers: {
    title,
    stage: 'change',
    description: `${title}: what it does for our users, in the words of the team that builds it.`,
    links: ['https://code.daylight.example/changes/1204'],
    focus,
  },
  steps,
})
const sheet = (
  day: number,
  customer: string,
  relation: 'new' | 'existing',
  steps: Step[],
  urgent?: string,
): SampleRequest => ({
  type: 'questionnaire',
  by: 'sales',
  day,
  urgent,
  answers: {
    customer,
    relation,
    deployment: relation === 'new' ? 'cloud' : 'managed',
    sentAs: 'link',
    link: 'https://portal.daylight.example/questions',
    received: '2026-01-15',
    dueToCustomer: '2026-12-18',
  },
  steps,
})
const help = (
  by: CastName,
  day: number,
  what: string,
  why: string,
  steps: Step[],
  urgent?: string,
): SampleRequest => ({
  type: 'support',
  by,
  day,
  urgent,
  answers: { what, about: 'question', why },
  steps,
})

export const requests: SampleRequest[] = [
  review(
    'developer',
    0,
    'Upload of pictures in comments',
    'Which kinds of files we let in, and how we show them again.',
    [],
  ),
  review(
    'platform',
    1,
    'New gateway for internal services',
    'Whether a service can pretend to be another one.',
    [{ after: 3, do: 'see', by: 'engineer' }],
  ),
  review(
    'developer',
    6,
    'Export of a workspace',
    'Who may start an export and where the file lies afterwards.',
    [
      { after: 2, do: 'see', by: 'analyst' },
      { after: 5, do: 'take', by: 'engineer' },
      {
        after: 10,
        do: 'note',
        by: 'engineer',
        words: 'The file name is built from the title. Look at that first.',
      },
    ],
  ),
  review(
    'platform',
    9,
    'Shared cache between tenants',
    'Whether one tenant can read what another one stored.',
    [
      { after: 4, do: 'take', by: 'engineer' },
      {
        after: 8,
        do: 'ask',
        by: 'engineer',
        words: 'Is the key of an entry made from the tenant alone, or from the user as well?',
      },
    ],
  ),
  review(
    'developer',
    16,
    'Sign-in with a company account',
    'What happens when an address changes on their side.',
    [
      { after: 2, do: 'take', by: 'engineer' },
      {
        after: 20,
        do: 'reply',
        by: 'engineer',
        words: 'Read through. One finding: the address alone must not link two accounts.',
      },
      { after: 2, do: 'item', by: 'engineer', title: 'Link accounts by issuer and subject, not by address' },
      {
        after: 6,
        do: 'done',
        by: 'engineer',
        words: 'Signed off once the finding is closed; it is on our board.',
      },
    ],
  ),
  review('platform', 34, 'Backups in a second region', 'Who holds the key there.', [
    { after: 30, do: 'see', by: 'analyst' },
    { after: 40, do: 'take', by: 'engineer' },
    {
      after: 60,
      do: 'done',
      by: 'engineer',
      words: 'Looked at, nothing found. Sorry for the wait: we were two people short.',
    },
  ]),
  review(
    'developer',
    3,
    'Payment page rewrite',
    'That no card number ever reaches our logs.',
    [{ after: 1, do: 'take', by: 'engineer' }],
    'The old page is switched off on Friday by the payment provider.',
  ),
  review(
    'support',
    48,
    'A tool to look up customers',
    'What support may see and what is written down about it.',
    [
      { after: 3, do: 'see', by: 'operations' },
      {
        after: 10,
        do: 'decline',
        by: 'lead',
        words:
          'This tool is replaced next month. We review its successor instead; please ask again with that one.',
      },
    ],
  ),
  review('platform', 70, 'Rate limits at the edge', 'Whether the limit can be walked around.', [
    { after: 2, do: 'take', by: 'engineer' },
    {
      after: 24,
      do: 'done',
      by: 'engineer',
      words: 'Signed off. The limit counts by address behind the proxy now.',
    },
  ]),
  review('developer', 12, 'Search across projects', 'That hidden projects leave no trace in counts.', [
    { after: 6, do: 'see', by: 'analyst' },
    { after: 12, do: 'take', by: 'analyst' },
    {
      after: 16,
      do: 'ask',
      by: 'analyst',
      words: 'Can you give us an account in each of the two test workspaces?',
    },
    {
      after: 8,
      do: 'back',
      by: 'developer',
      words: 'Both are there, the invitations went to the team address.',
    },
  ]),

  sheet(0, 'Customer A', 'new', []),
  sheet(1, 'Customer B', 'existing', [{ after: 5, do: 'take', by: 'analyst' }]),
  sheet(3, 'Customer C', 'new', [
    { after: 2, do: 'see', by: 'analyst' },
    { after: 4, do: 'take', by: 'analyst' },
    {
      after: 6,
      do: 'ask',
      by: 'analyst',
      words: 'Which region will they use? Questions 14 to 19 depend on it.',
    },
  ]),
  sheet(5, 'Customer D', 'existing', [
    { after: 3, do: 'take', by: 'analyst' },
    {
      after: 2,
      do: 'note',
      by: 'analyst',
      words: 'Same sheet as last year; most answers can be taken over after a look.',
    },
  ]),
  sheet(9, 'Customer E', 'new', [
    { after: 3, do: 'take', by: 'analyst' },
    {
      after: 20,
      do: 'done',
      by: 'analyst',
      words: 'All 84 answered. Two say "planned"; please do not promise a date for them.',
    },
  ]),
  sheet(15, 'Customer F', 'new', [
    { after: 16, do: 'take', by: 'analyst' },
    { after: 50, do: 'done', by: 'lead', words: 'Answered. This one was late, and we know it.' },
  ]),
  sheet(22, 'Customer G', 'existing', [
    { after: 2, do: 'take', by: 'lead' },
    { after: 18, do: 'done', by: 'lead', words: 'Answered from the library, nothing new.' },
  ]),
  sheet(40, 'Customer H', 'existing', [
    { after: 4, do: 'take', by: 'analyst' },
    { after: 20, do: 'done', by: 'analyst', words: 'Answered.' },
  ]),
  sheet(55, 'Customer I', 'new', [
    { after: 3, do: 'see', by: 'analyst' },
    {
      after: 6,
      do: 'decline',
      by: 'lead',
      words:
        'They ask for the full text of a test report. We cannot hand that out; the summary is public and linked here.',
    },
  ]),
  sheet(
    2,
    'Customer J',
    'new',
    [{ after: 1, do: 'see', by: 'lead' }],
    'The contract is to be signed the day after tomorrow and this is the last thing missing.',
  ),

  help(
    'support',
    0,
    'May we record calls with customers?',
    'Two customers asked what happens to the recording.',
    [],
  ),
  help(
    'developer',
    1,
    'Where do I put a key for a nightly job?',
    'The job needs to read one store and nothing else.',
    [{ after: 2, do: 'take', by: 'operations' }],
  ),
  help(
    'platform',
    2,
    'Firewall blocks a partner',
    'Deliveries fail since this morning.',
    [
      { after: 1, do: 'take', by: 'operations' },
      {
        after: 1,
        do: 'reply',
        by: 'operations',
        words: 'Opened for their two addresses. Please try once more.',
      },
      { after: 1, do: 'answer', by: 'platform', words: 'Works. Thank you.' },
      { after: 1, do: 'done', by: 'operations', words: 'Closed; the rule is written down with its reason.' },
    ],
    'Nothing is delivered to this partner until it works.',
  ),
  help('sales', 4, 'Is the survey tool safe for customer data?', 'Marketing wants to start next week.', [
    { after: 4, do: 'see', by: 'analyst' },
    { after: 4, do: 'item', by: 'analyst', title: 'Look at the survey tool that marketing wants' },
  ]),
  help(
    'support',
    7,
    'A customer reports a strange mail',
    'It looks like ours but the link leads elsewhere.',
    [
      { after: 1, do: 'take', by: 'engineer' },
      {
        after: 2,
        do: 'reply',
        by: 'engineer',
        words: 'Not ours. The domain is reported; please tell the customer not to open it.',
      },
      { after: 20, do: 'done', by: 'engineer', words: 'The domain is gone.' },
    ],
    'The customer wants to know within the hour whether to warn their people.',
  ),
  help('developer', 11, 'Can I use this parsing library?', 'It is small and does what we need.', [
    { after: 3, do: 'see', by: 'engineer' },
    {
      after: 10,
      do: 'decline',
      by: 'engineer',
      words:
        'Please take another: nobody has touched it for four years. We wrote two we like into the guide.',
    },
  ]),
  help('platform', 18, 'Who may approve access to the log store?', 'The page names somebody who left.', [
    { after: 12, do: 'take', by: 'lead' },
    {
      after: 3,
      do: 'done',
      by: 'lead',
      words: 'The rotation approves it now. The page no longer names a person.',
    },
  ]),
  help('sales', 25, 'A word for a customer about our last outage', 'They ask whether data was lost.', [
    { after: 1, do: 'take', by: 'lead' },
    { after: 3, do: 'done', by: 'lead', words: 'No data was lost. You may send them the public report.' },
  ]),
  help('support', 31, 'Two people share one account', 'They say it was always so.', [
    { after: 2, do: 'take', by: 'operations' },
    { after: 4, do: 'ask', by: 'operations', words: 'Which account is it, and who are the two?' },
    {
      after: 90,
      do: 'answer',
      by: 'support',
      words: 'The shipping desk. They will each get their own next week.',
    },
  ]),
  help(
    'developer',
    60,
    'Threat model together?',
    'We begin something new and would like to think about it early.',
    [
      { after: 4, do: 'take', by: 'analyst' },
      {
        after: 30,
        do: 'done',
        by: 'analyst',
        words: 'Held on Tuesday; the notes are linked from your design.',
      },
    ],
  ),
]
