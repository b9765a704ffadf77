// Six goals of a believable year. Days count from today, so that the sample never looks old.
export type SampleGoal = {
  key: string
  title: string
  problem: string
  due: number
  health: 'on track' | 'at risk' | 'off track' | 'done'
  confidence: number
  audience: 'public' | 'internal' | 'private'
  milestones: { title: string; state: 'open' | 'under way' | 'done' | 'done elsewhere'; due: number }[]
}

export const goals: SampleGoal[] = [
  {
    key: 'secrets',
    title: 'No long-lived secret opens anything',
    problem:
      'Keys that never expire are copied, forgotten and found by others. We want each key to be born for one job and to die with it.',
    due: 64,
    health: 'at risk',
    confidence: 80,
    audience: 'internal',
    milestones: [
      { title: 'Every secret has an owner', state: 'done', due: -120 },
      { title: 'Build systems use short-lived identities', state: 'under way', due: 20 },
      { title: 'Old keys are revoked and watched for', state: 'open', due: 60 },
    ],
  },
  {
    key: 'sign-in',
    title: 'One safe way to sign in, everywhere',
    problem: 'Seven systems still take a password of their own. Each is a door that nobody watches.',
    due: 33,
    health: 'on track',
    confidence: 92,
    audience: 'public',
    milestones: [
      { title: 'Second factor for administrators', state: 'done', due: -60 },
      { title: 'Second factor for everyone', state: 'under way', due: 14 },
      { title: 'Passwords switched off', state: 'open', due: 33 },
    ],
  },
  {
    key: 'answers',
    title: 'A questionnaire is answered within five days',
    problem:
      'Customers wait two weeks because every answer is looked up anew. A library of checked answers ends that.',
    due: 78,
    health: 'on track',
    confidence: 95,
    audience: 'internal',
    milestones: [
      { title: 'The fifty commonest questions have an owner', state: 'done', due: -45 },
      { title: 'Sales answers the first pass alone', state: 'under way', due: 30 },
      { title: 'Median below five business days', state: 'open', due: 75 },
    ],
  },
  {
    key: 'findings',
    title: 'Known holes are closed in time',
    problem:
      'We find problems faster than we close them. High findings may not grow older than ten business days.',
    due: -24,
    health: 'off track',
    confidence: 55,
    audience: 'private',
    milestones: [
      { title: 'Every finding has a clock', state: 'done', due: -150 },
      { title: 'Scanners report into one place', state: 'done', due: -90 },
      { title: 'No high finding past its clock', state: 'under way', due: -24 },
    ],
  },
  {
    key: 'trust',
    title: 'Anyone can see how we protect them',
    problem:
      'People must take our word for it. We want to show plans, reviews and results as soon as they may be told.',
    due: 150,
    health: 'on track',
    confidence: 90,
    audience: 'public',
    milestones: [
      { title: 'Roadmap and wishlist are public', state: 'done', due: -30 },
      { title: 'A record of our own reviews', state: 'under way', due: 70 },
      { title: 'No private list of work is left', state: 'open', due: 150 },
    ],
  },
  {
    key: 'response',
    title: 'A bad day is practised before it comes',
    problem:
      'The last exercise showed that nobody knew who may switch off what. Rehearsals make that boring.',
    due: -75,
    health: 'done',
    confidence: 100,
    audience: 'internal',
    milestones: [
      { title: 'Roles and numbers written down', state: 'done', due: -200 },
      { title: 'Two exercises held', state: 'done', due: -110 },
      { title: 'Findings of both closed', state: 'done', due: -80 },
    ],
  },
]
