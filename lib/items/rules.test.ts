import { describe, expect, test } from 'vitest'
import {
  checklistAfter,
  commentAudiencesFor,
  datesOfStatus,
  fits,
  laneChange,
  orderLanes,
  placeAfter,
  readsComment,
  refuseAudience,
  refuseEstimate,
  refuseNewOrigin,
  refuseOrigin,
  staysLong,
} from './rules'
import { askFrom, askQuery, filterFrom, filterQuery, type BoardCard } from './schema'

const card: BoardCard = {
  key: 'SEC-12',
  title: 'Scan containers on every merge',
  type: 'task',
  origin: 'small',
  priority: 'none',
  status: 'ready',
  rank: 'a0',
  assignee: { id: '11111111-1111-4111-8111-111111111111', name: 'Security engineer' },
  estimate: 3,
  due: null,
  statusSince: '2026-11-20T00:00:00Z',
  audience: 'internal',
  named: null,
  goal: 'Trust, shown',
  goals: ['trust-shown-abc'],
  iteration: 12,
  labels: ['ci'],
  version: 1,
  hasPublicFace: false,
  stage: null,
  blocked: null,
  severity: null,
  checks: null,
  parent: null,
}

test('thirteen points and more are split', () => {
  expect(refuseEstimate(8)).toBeNull()
  expect(refuseEstimate(13)).toBe('Split this: 13 points and more are several pieces of work.')
})

test('big work comes by promotion, and stays what it was', () => {
  expect(refuseOrigin('wishlist')).toMatch('promote')
  expect(refuseOrigin('bug')).toBeNull()
  expect(refuseNewOrigin('small', 'bug')).toBeNull()
  expect(refuseNewOrigin('small', 'wishlist')).not.toBeNull()
  expect(refuseNewOrigin('wishlist', 'small')).not.toBeNull()
  expect(refuseNewOrigin('wishlist', 'wishlist')).toBeNull()
})

test('an audience is tightened and never widened', () => {
  expect(refuseAudience('internal', 'restricted')).toBeNull()
  expect(refuseAudience('private', 'private')).toBeNull()
  expect(refuseAudience('restricted', 'private')).toMatch('clearance')
})

test('nobody is spoken to who does not see the item', () => {
  expect(commentAudiencesFor({ audience: 'restricted' }, { team: true })).toEqual(['restricted'])
  expect(commentAudiencesFor({ audience: 'private' }, { team: true })).toEqual(['private'])
  expect(commentAudiencesFor({ audience: 'public' }, { team: true })).toEqual(['internal', 'private'])
  expect(commentAudiencesFor({ audience: 'internal' }, { team: false })).toEqual(['internal'])
})

test('a state has a beginning, and done has a day', () => {
  const [then, now] = [new Date(0), new Date(9e11)]
  expect(datesOfStatus({ status: 'ready', statusSince: then, doneAt: null }, 'ready', now).statusSince).toBe(
    then,
  )
  expect(datesOfStatus({ status: 'ready', statusSince: then, doneAt: null }, 'done', now)).toEqual({
    statusSince: now,
    doneAt: now,
  })
  expect(datesOfStatus({ status: 'done', statusSince: then, doneAt: then }, 'ready', now)).toEqual({
    statusSince: now,
    doneAt: null,
  })
})

describe('a filter', () => {
  test.each([
    [{ text: 'CONTAINERS' }, true],
    [{ text: 'sec-12' }, true],
    [{ text: 'nothing' }, false],
    [{ assignee: 'none' }, false],
    [{ assignee: card.assignee!.id }, true],
    [{ type: 'bug' as const }, false],
    [{ origin: 'small' as const, type: 'task' as const }, true],
    [{ iteration: '12' }, true],
    [{ iteration: 'none' }, false],
    [{ goal: 'trust-shown-abc' }, true],
    [{ goal: 'other' }, false],
    [{ label: 'ci' }, true],
  ])('%j', (filter, expected) => expect(fits(card, filter)).toBe(expected))

  test('comes from an address and goes back into one; what is no filter is none', () => {
    const filter = filterFrom({
      text: ' keys ',
      person: 'none',
      type: 'bug',
      iteration: '3',
      goal: 'a-b',
      origin: 'nonsense',
      label: '',
    })
    expect(filter).toEqual({ text: 'keys', assignee: 'none', type: 'bug', iteration: '3', goal: 'a-b' })
    expect(filterFrom(Object.fromEntries(new URLSearchParams(filterQuery(filter))))).toEqual(filter)
    expect(filterFrom({ person: "x' OR 1=1", iteration: '-1', type: ['bug', 'task'] })).toEqual({})
  })
})

describe('a stage', () => {
  const stages = [
    { slug: 'incoming', label: 'Incoming', status: 'backlog' as const },
    { slug: 'validating', label: 'Validating', status: 'in-review' as const },
    { slug: 'disclosing', label: 'Disclosing', status: 'in-review' as const },
  ]
  const was = { type: 'vulnerability' as const, status: 'in-review' as const, stage: 'disclosing' }
  const after = (change: Partial<Parameters<typeof placeAfter>[0]>) =>
    placeAfter({ type: 'vulnerability', was, status: undefined, stage: undefined, stages, ...change })

  test('brings its status along', () => {
    expect(after({ stage: 'incoming' })).toEqual({ status: 'backlog', stage: 'incoming' })
    expect(after({ stage: 'incoming', status: 'done' })).toHaveProperty('problem')
    expect(after({ stage: 'never-was' })).toHaveProperty('problem')
  })
  test('is the first of a status that an item is moved to', () => {
    expect(after({ was: { ...was, status: 'ready', stage: null }, status: 'in-review' })).toEqual({
      status: 'in-review',
      stage: 'validating',
    })
    expect(after({ was: null })).toEqual({ status: 'backlog', stage: 'incoming' })
    expect(after({ status: 'ready' })).toEqual({ status: 'ready', stage: null })
  })
  test('stays where nothing moves, also when it was taken out of the workflow', () => {
    const old = { ...was, stage: 'retired' }
    expect(after({ was: old, status: 'in-review' })).toEqual({ status: 'in-review', stage: 'retired' })
    expect(after({ was: old, stage: 'retired' })).toEqual({ status: 'in-review', stage: 'retired' })
    expect(after({ type: 'task', stages: [] })).toEqual({ status: 'in-review', stage: null })
    expect(after({ stage: null })).toEqual({ status: 'in-review', stage: null })
  })
})

test('one change to a list of points leaves every other point as it is', () => {
  const point = (id: string) => ({ id, text: id, doneAt: null, doneById: null })
  const list = ['a', 'b', 'c'].map(point)
  const ids = (change: Parameters<typeof checklistAfter>[1]) =>
    checklistAfter(list, change, 'new')?.map(({ id }) => id)
  expect(ids({ what: 'add', text: 'x' })).toEqual(['a', 'b', 'c', 'new'])
  expect(ids({ what: 'move', point: 'c', before: 'a' })).toEqual(['c', 'a', 'b'])
  expect(ids({ what: 'move', point: 'a', before: null })).toEqual(['b', 'c', 'a'])
  expect(ids({ what: 'remove', point: 'b' })).toEqual(['a', 'c'])
  expect(ids({ what: 'remove', point: 'gone' })).toBeUndefined()
  expect(ids({ what: 'move', point: 'a', before: 'gone' })).toBeUndefined()
})

test('only who reads a comment can be named in it', () => {
  const [team, colleague] = [
    { id: 't', team: true },
    { id: 'c', team: false },
  ]
  expect(readsComment('internal', colleague, [])).toBe(true)
  expect(readsComment('private', colleague, [])).toBe(false)
  expect(readsComment('private', team, [])).toBe(true)
  expect(readsComment('restricted', team, [])).toBe(false)
  expect(readsComment('restricted', team, ['t'])).toBe(true)
  expect(readsComment('restricted', colleague, ['c'])).toBe(false)
})

describe('a lane', () => {
  const base = { key: 'SEC-2', goals: ['a'], origin: 'small' as const }
  test('makes of a card what it stands for', () => {
    expect(laneChange(base, 'person', { id: 'p1', title: 'Sales' })).toEqual({
      change: { assignee: 'p1' },
      patch: { assignee: { id: 'p1', name: 'Sales' } },
    })
    expect(laneChange(base, 'person', { id: '', title: 'Nobody yet' })).toMatchObject({
      change: { assignee: null },
    })
    expect(laneChange(base, 'goal', { id: '', title: 'No goal' })).toEqual({
      change: { goals: [] },
      patch: { goals: [], goal: null },
    })
    expect(laneChange(base, 'epic', { id: 'SEC-1', title: 'Epic' })).toMatchObject({
      change: { parent: 'SEC-1' },
    })
    expect(laneChange(base, null, { id: '', title: '' })).toEqual({ change: {}, patch: {} })
  })
  test('says in words what it cannot make of it', () => {
    expect(laneChange(base, 'origin', { id: 'wishlist', title: '' })).toHaveProperty('problem')
    expect(laneChange({ ...base, goals: ['a', 'b'] }, 'goal', { id: 'c', title: '' })).toHaveProperty(
      'problem',
    )
    expect(laneChange(base, 'epic', { id: 'SEC-2', title: '' })).toHaveProperty('problem')
  })
  test('stands by its words, none last', () => {
    const lanes = [
      { id: '', title: 'No goal' },
      { id: 'b', title: 'beta' },
      { id: 'a', title: 'Alpha' },
      { id: 'b', title: 'beta' },
    ]
    expect(orderLanes('goal', lanes).map(({ id }) => id)).toEqual(['a', 'b', ''])
    expect(orderLanes('priority', []).map(({ id }) => id)).toEqual([
      'urgent',
      'high',
      'medium',
      'low',
      'none',
    ])
  })
})

test('a card waits too long once it has stood longer than 85 of 100 did, and what is done never does', () => {
  const stays = { ready: { seconds: 86_400, of: 20 }, done: { seconds: 1, of: 20 } }
  const at = { status: 'ready' as const, statusSince: '2026-11-20T00:00:00Z' }
  expect(staysLong(at, stays, '2026-11-20T23:00:00Z')).toBe(false)
  expect(staysLong(at, stays, '2026-11-21T01:00:00Z')).toBe(true)
  // Where work is quick, hours are still no reason to shout.
  expect(staysLong(at, { ready: { seconds: 60, of: 20 } }, '2026-11-20T23:00:00Z')).toBe(false)
  expect(staysLong({ ...at, status: 'done' }, stays, '2026-12-21T01:00:00Z')).toBe(false)
  expect(staysLong(at, {}, '2026-12-21T01:00:00Z')).toBe(false)
})

test('what a board shows comes from an address and goes back into one', () => {
  const ask = askFrom({ q: ' status = ready ', lanes: 'goal', type: 'bug' })
  expect(ask).toEqual({ filter: { type: 'bug' }, q: 'status = ready', lanes: 'goal' })
  expect(askFrom(Object.fromEntries(new URLSearchParams(askQuery(ask))))).toEqual(ask)
  expect(askFrom({ q: '', lanes: 'nonsense' })).toEqual({ filter: {}, q: null, lanes: null })
})
