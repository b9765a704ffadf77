'use client'

// What stands above the board for one card. It comes when somebody first reaches for it, so that the board itself is light.
import type { ReactNode } from 'react'
import { Avatar } from '@/components/ui/avatar'
import { PriorityIcon } from '@/components/ui/priority-icon'
import { StatusDot } from '@/components/ui/status'
import {
  priorities,
  priorityLabels,
  statuses,
  statusLabels,
  type BoardCard,
  type Status,
} from '@/lib/items/labels'
import { BlockDialog, EditDialog } from './card-forms'
import { CardMenu } from './card-menu'
import { Peek } from './peek'
import { PickDialog } from './pick-dialog'
import { labelsAfter } from '@/lib/items/rules'
import type { Edit } from './sending'
import type { Tool, ToolKind } from './use-tools'

export type ToolHands = {
  move: (key: string, to: { status: Status; end: 'top' | 'bottom' }, also?: Edit) => Promise<boolean>
  edit: (key: string, edit: Edit) => Promise<boolean>
  select: (key: string) => void
  open: (kind: ToolKind, key: string) => void
  read: (key: string) => Promise<ReactNode>
  step: (way: 'up' | 'down') => void
  closeMenu: () => void
  close: () => void
  focus: (key: string) => void
}

type Props = {
  tool: Tool
  card: BoardCard
  people: readonly { id: string; name: string }[]
  /** Labels that stand on the board. */
  labels: readonly string[]
  hands: ToolHands
}

export function CardTools({ tool, card, people, labels, hands }: Props) {
  const { key } = card
  const send = (edit: Edit) => hands.edit(key, edit)
  const pick = { onClose: hands.close }
  switch (tool.kind) {
    case 'menu':
      return (
        <CardMenu
          card={card}
          at={tool.at}
          onMove={(to) => void hands.move(key, to)}
          onTool={(kind) => hands.open(kind, key)}
          onSelect={() => hands.select(key)}
          onUnblock={() => void send({ change: { blocked: null }, patch: { blocked: null } })}
          onClose={hands.closeMenu}
          onClosed={() => document.querySelector('[role=dialog]') ?? hands.focus(key)}
        />
      )
    case 'assign':
      return (
        <PickDialog
          {...pick}
          title={`Who does ${key}?`}
          chosen={[card.assignee?.id ?? '']}
          choices={[
            { value: '', label: 'Nobody yet', icon: <Avatar name={null} beside /> },
            ...people.map(({ id, name }) => ({
              value: id,
              label: name,
              icon: <Avatar name={name} beside />,
            })),
          ]}
          onPick={(id) => {
            const assignee = people.find((person) => person.id === id) ?? null
            void send({ change: { assignee: assignee?.id ?? null }, patch: { assignee } })
          }}
        />
      )
    case 'status':
      return (
        <PickDialog
          {...pick}
          title={`Move ${key} to`}
          chosen={[card.status]}
          choices={statuses.map((value) => ({
            value,
            label: statusLabels[value],
            icon: (
              <span aria-hidden="true">
                <StatusDot status={value} />
              </span>
            ),
          }))}
          onPick={(value) => {
            const status = statuses.find((each) => each === value)
            if (status && status !== card.status) void hands.move(key, { status, end: 'bottom' })
          }}
        />
      )
    case 'priority':
      return (
        <PickDialog
          {...pick}
          title={`Priority of ${key}`}
          chosen={[card.priority]}
          choices={priorities.map((value) => ({
            value,
            label: priorityLabels[value],
            icon: (
              <span aria-hidden="true">
                <PriorityIcon priority={value} />
              </span>
            ),
          }))}
          onPick={(value) => {
            const priority = priorities.find((each) => each === value)
            if (priority) void send({ change: { priority }, patch: { priority } })
          }}
        />
      )
    case 'labels':
      return (
        <PickDialog
          {...pick}
          several
          mayMake
          title={`Labels of ${key}`}
          chosen={card.labels}
          choices={[...new Set([...card.labels, ...labels])].sort().map((label) => ({ value: label, label }))}
          onPick={(label) => {
            // One more or one fewer, and not the whole list: whoever adds another meanwhile keeps theirs.
            const way = card.labels.includes(label) ? { remove: [label] } : { add: [label] }
            void send({
              change: { addLabels: way.add, removeLabels: way.remove },
              patch: { labels: labelsAfter(card.labels, way) },
            })
          }}
        />
      )
    case 'block':
      return <BlockDialog card={card} onSend={send} onClose={hands.close} />
    case 'edit':
      return (
        <EditDialog
          card={card}
          people={people}
          onSend={send}
          onMove={(status, edit) => hands.move(key, { status, end: 'bottom' }, edit)}
          onClose={hands.close}
        />
      )
    case 'peek':
      return <Peek card={card} read={hands.read} onStep={hands.step} onClose={hands.close} />
  }
}
