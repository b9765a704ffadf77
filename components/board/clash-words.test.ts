import { expect, test } from 'vitest'
import { wantedInWords } from './clash-words'

const field = (path: string, label: string) => ({ path, label })

test('what was wanted of one field is its value alone', () => {
  expect(wantedInWords({ assignee: { id: 'p1', name: 'Analyst' } }, [field('assignee', 'Assignee')])).toBe(
    'Analyst',
  )
  expect(wantedInWords({ assignee: null }, [field('assignee', 'Assignee')])).toBe('Nobody yet')
  expect(wantedInWords({ blocked: null }, [field('blocked', 'Blocked')])).toBe('Nothing')
  expect(wantedInWords({ goals: [], goal: null }, [field('goals', 'Goals')])).toBe('No goal')
  expect(wantedInWords({ goals: ['safe'], goal: 'Stay safe' }, [field('goals', 'Goals')])).toBe('Stay safe')
  expect(wantedInWords({ parent: { key: 'SEC-4', title: 'Keys' } }, [field('parent', 'Part of')])).toBe(
    'SEC-4 Keys',
  )
  expect(wantedInWords({ parent: null }, [field('parent', 'Part of')])).toBe('Part of nothing')
})

test('what was wanted of several fields says which is which', () => {
  expect(
    wantedInWords({ priority: 'urgent', status: 'done', title: 'Mine' }, [
      field('priority', 'Priority'),
      field('status', 'Status'),
    ]),
  ).toBe('Priority: Urgent\nStatus: Done')
})
