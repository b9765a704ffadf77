// What each viewer sees of each table in the small world of the walls: the promise, as a table.
import { planningSeen } from './walls-world-planning'

/** Table → who → what they see. Whoever is not named sees nothing. */
export const seen: Record<string, Partial<Record<string, string>>> = {
  audit_line: {
    'admin system': 'one two',
  },
  audit_seal: {
    'admin system': '1',
  },
  comment: {
    employee: 'internal requester',
    sales: 'internal',
    'security admin system': 'internal private requester sample team',
    named: 'internal private requester restricted sample team',
  },
  delivery: {
    system: '1',
  },
  draft: {
    employee: 'code-review',
  },
  face: {
    'security admin system': 'of-internal-idea of-private-idea',
    named: 'of-internal-idea of-private-idea of-restricted-item',
  },
  file: {
    employee: 'request waiting',
    'security named admin system': 'private-item request team-comment',
  },
  file_piece: {
    employee: 'request waiting',
    'security named admin system': 'private-item request team-comment',
  },
  goal: {
    'employee sales': 'internal public',
    'security named admin system': 'internal private public sample',
  },
  history: {
    'employee sales': 'goal-internal item-internal',
    security:
      'face-idea goal-internal goal-private idea-internal item-internal item-private request-employee risk-internal',
    named:
      'face-idea face-restricted goal-internal goal-private idea-internal item-internal item-private item-restricted request-employee risk-internal risk-restricted',
    'admin system':
      'face-idea goal-internal goal-private idea-internal item-internal item-private person-employee request-employee risk-internal',
  },
  idea: {
    guest: 'guest',
    'employee sales': 'free guest internal',
    'security named admin system': 'free guest internal made-private private sample',
  },
  idempotency: {
    'employee system': 'key',
  },
  import_source: {
    'security named admin system': 'A-1',
  },
  item: {
    'employee sales': 'free internal public',
    'security admin system': 'free internal private public sample',
    named: 'free internal private public restricted restricted-too sample',
  },
  item_goal: {
    'employee sales': '152+102',
    'security admin system': '152+102 152+103 153+102',
    named: '152+102 152+103 153+102 154+102',
  },
  item_relation: {
    'employee sales': 'open',
    'security admin system': 'from-private open to-private',
    named: 'from-private open to-private to-restricted',
  },
  iteration: {
    'employee sales security named admin system': '1 2',
  },
  milestone: {
    'employee sales': 'internal',
    'security named admin system': 'internal private',
  },
  named_person: {
    named: 'named named',
  },
  outbox: {
    system: 'item.changed',
  },
  person: {
    guest: 'guest',
    'employee sales security named admin system': 'admin employee guest named sales sample security',
  },
  release: {
    'employee sales': 'internal',
    'security named admin system': 'internal private sample',
  },
  request: {
    employee: 'employee sample',
    sales: 'new sales',
    'security named admin system': 'employee new of-one-who-became-a-guest sales sample',
  },
  request_clock: {
    'employee security named admin system': 'Answer',
  },
  request_type: {
    'employee sales security named admin system': 'code-review questionnaire support test',
  },
  sample_row: {
    system: 'comment goal idea item iteration person release request',
  },
  vote: {
    guest: '142/6',
    'employee sales': '141/4',
    'security named admin system': '141/4 142/3 142/6',
  },
  workspace: {
    'guest employee sales security named admin system': '1',
  },
  ...planningSeen,
}
