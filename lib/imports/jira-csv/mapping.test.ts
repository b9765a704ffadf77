import { expect, test } from 'vitest'
import {
  defaultOriginMap,
  mapPriority,
  mapStatus,
  mapType,
  originOf,
  readOriginMap,
  type Mapped,
} from './mapping'

const value = <T>(mapped: Mapped<T>) => (mapped.ok ? mapped.value : mapped.problem)

test('types become ours, and what we have no word for is a task', () => {
  expect(
    ['Epic', 'Bug', 'Vulnerability', 'Service Request', 'Story', 'Sub-task', 'constructor'].map((type) =>
      value(mapType(type)),
    ),
  ).toEqual(['epic', 'bug', 'vulnerability', 'ask', 'task', 'task', 'task'])
  expect(value(mapType(' '))).toBe('The issue type is empty.')
})

test('priorities become ours; Major is the middle, because classic Jira gives it to everything', () => {
  expect(
    ['Blocker', 'Highest', 'Critical', 'High', 'Major', 'Medium', 'Minor', 'Trivial', ''].map((name) =>
      value(mapPriority(name)),
    ),
  ).toEqual(['urgent', 'urgent', 'high', 'high', 'medium', 'medium', 'low', 'low', 'none'])
  expect(value(mapPriority('Constructor'))).toBe('The priority “Constructor” is not known here.')
})

test('a status is known by its name, else by its category, else it is asked about', () => {
  expect(value(mapStatus('Open', 'To Do'))).toBe('backlog')
  expect(value(mapStatus('Selected for Development', 'To Do'))).toBe('ready')
  expect(value(mapStatus('Code  Review', 'In Progress'))).toBe('in-review')
  expect(value(mapStatus('Waiting for Godot', 'In Progress'))).toBe('in-progress')
  expect(value(mapStatus('Archived', 'Done'))).toBe('done')
  expect(value(mapStatus('Waiting', ''))).toMatch('“Waiting” is not known here')
  expect(value(mapStatus('', ''))).toBe('The status is empty.')
})

test('origins follow the map, by default bugs are bugs and the rest is small', () => {
  const read = readOriginMap(defaultOriginMap)
  if (!read.ok) throw new Error(read.problem)
  expect(value(originOf('Bug', read.value))).toBe('bug')
  expect(value(originOf('Epic', read.value))).toBe('small')
})

test('a map that makes no sense is answered with a sentence', () => {
  expect(value(readOriginMap('Bug'))).toMatch('not of the form Type=origin')
  expect(value(readOriginMap('=bug'))).toMatch('not of the form')
  expect(value(readOriginMap('Bug=big'))).toMatch('“big” in --origin-map is no origin')
  expect(value(readOriginMap('Story=wishlist'))).toMatch('only promoting an idea does')
  expect(value(readOriginMap('Bug=bug,bug=small'))).toMatch('twice')
  expect(value(readOriginMap('*=ask,*=small'))).toMatch('twice')
  const partial = readOriginMap('Bug=bug')
  expect(partial.ok && value(originOf('Story', partial.value))).toMatch('says nothing about the type “Story”')
})
