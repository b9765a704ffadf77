// What the help teaches by. Each of them runs in every workspace; a test runs them all.

export type QueryExample = { query: string; says: string }

export const queryExamples: { title: string; examples: QueryExample[] }[] = [
  {
    title: 'What is mine, what is next',
    examples: [
      {
        query: 'assignee = me() AND status != done',
        says: 'What I still have to do, in the order of the backlog',
      },
      {
        query: 'status = "In progress" AND assignee = me() AND updated > -7d ORDER BY updated DESC',
        says: 'What I touched in the last seven days, newest first',
      },
      {
        query: 'assignee IS EMPTY AND status IN (ready, backlog) AND priority >= high',
        says: 'What presses and nobody has taken',
      },
      {
        query: 'mentions = me() AND status != done',
        says: 'Where a comment names me, and there is still something to do',
      },
      { query: 'watched = yes AND updated >= startOfDay()', says: 'What I watch and what moved today' },
    ],
  },
  {
    title: 'This iteration, and the days',
    examples: [
      {
        query: 'iteration = currentIteration() AND status != done ORDER BY priority DESC, due',
        says: 'What is left of the iteration that runs, the most urgent first',
      },
      {
        query: 'iteration < currentIteration() AND status != done',
        says: 'What an earlier iteration left behind',
      },
      {
        query: 'due <= endOfWeek() AND status != done ORDER BY due',
        says: 'What is due by Sunday, or was due before',
      },
      { query: 'overdue()', says: 'What is late now' },
      { query: 'breached() AND done >= startOfMonth()', says: 'What was done this month, but too late' },
      { query: 'created >= startOfMonth() AND type = bug', says: 'The bugs of this month' },
    ],
  },
  {
    title: 'What is stuck',
    examples: [
      {
        query: 'blocked = yes ORDER BY blockedSince',
        says: 'Nobody can go on with these; the longest blocked first',
      },
      {
        query: 'status = "In review" AND age > 5',
        says: 'More than five days in review',
      },
      {
        query: 'checklist = open AND status IN (in-review, done)',
        says: 'Nearly or wholly done, though a point of the checklist is left',
      },
      {
        query: 'type = vulnerability AND severity >= high AND NOT status = done',
        says: 'Open vulnerabilities that are high or critical',
      },
    ],
  },
  {
    title: 'Words',
    examples: [
      {
        query: 'text ~ "token" AND label != wontfix',
        says: 'Speaks of a token, and has no such label – or no label at all',
      },
      {
        query: '(goal IS EMPTY OR origin = ask) AND type != epic',
        says: 'Work that serves no goal, or that a team asked for',
      },
    ],
  },
  {
    title: 'The past',
    examples: [
      {
        query: 'status was "In review" before -7d',
        says: 'Was in review at a time more than seven days ago',
      },
      {
        query: 'assignee changed after startOfWeek(-1) by me()',
        says: 'What I handed to somebody since last Monday',
      },
      { query: 'status changed from done', says: 'Was opened again' },
      {
        query: 'status was not "In progress" AND status = done',
        says: 'Was done without ever being in progress',
      },
    ],
  },
]
