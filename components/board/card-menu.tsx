'use client'

import '@/components/ui/style-nonce'
import {
  ArrowDownToLine,
  ArrowUpToLine,
  Ban,
  CircleCheck,
  Eye,
  Pencil,
  SignalHigh,
  SquareCheck,
  Tag,
  UserRound,
} from 'lucide-react'
import { DropdownMenu as Radix } from 'radix-ui'
import { useCallback } from 'react'
import { floatsIn } from '@/components/ui/floats-in'
import { MenuItem, MenuLabel, MenuLine } from '@/components/ui/menu'
import { StatusDot } from '@/components/ui/status'
import { statuses, statusLabels, type BoardCard, type Status } from '@/lib/items/labels'
import type { ToolKind } from './use-tools'

type Props = {
  card: BoardCard
  /** The button that opened it. */
  at: { left: number; top: number; width: number; height: number }
  onMove: (to: { status: Status; end: 'top' | 'bottom' }) => void
  onTool: (kind: ToolKind) => void
  onSelect: () => void
  onUnblock: () => void
  onClose: () => void
  /** Where the focus goes once it is closed. */
  onClosed: () => void
}

/**
 * All that can be done with a card. It belongs to the board and not to the card: somebody who moves the card meanwhile does
 * not take the menu away with it.
 */
export function CardMenu({ card, at, onMove, onTool, onSelect, onUnblock, onClose, onClosed }: Props) {
  const { left, top, width, height } = at
  const anchor = useCallback(
    (element: HTMLElement | null) => {
      if (!element) return
      Object.assign(element.style, {
        left: `${left}px`,
        top: `${top}px`,
        width: `${width}px`,
        height: `${height}px`,
      })
    },
    [left, top, width, height],
  )
  return (
    <Radix.Root open onOpenChange={(open) => !open && onClose()} modal={false}>
      <Radix.Trigger asChild>
        <span ref={anchor} className="pointer-events-none fixed" tabIndex={-1} aria-hidden="true" />
      </Radix.Trigger>
      <Radix.Portal container={floatsIn()}>
        <Radix.Content
          aria-label={`Move or change ${card.key}`}
          align="end"
          sideOffset={6}
          collisionPadding={8}
          onCloseAutoFocus={(event) => {
            event.preventDefault()
            onClosed()
          }}
          className="z-50 max-h-(--radix-dropdown-menu-content-available-height) min-w-52 max-w-80 animate-rise overflow-y-auto rounded-card border bg-sheet p-1 shadow-float focus:outline-none"
        >
          <MenuLabel>Move {card.key} to</MenuLabel>
          {statuses.map((status) => (
            <MenuItem
              key={status}
              // The word stands beside it; heard twice it would be a stutter.
              icon={
                <span aria-hidden="true" className="inline-flex">
                  <StatusDot status={status} />
                </span>
              }
              disabled={status === card.status}
              onSelect={() => onMove({ status, end: 'bottom' })}
            >
              {statusLabels[status]}
            </MenuItem>
          ))}
          <MenuItem
            icon={<ArrowUpToLine aria-hidden="true" />}
            onSelect={() => onMove({ status: card.status, end: 'top' })}
          >
            Top of this column
          </MenuItem>
          <MenuItem
            icon={<ArrowDownToLine aria-hidden="true" />}
            onSelect={() => onMove({ status: card.status, end: 'bottom' })}
          >
            Bottom of this column
          </MenuItem>
          <MenuLine />
          <MenuItem icon={<UserRound aria-hidden="true" />} keys="A" onSelect={() => onTool('assign')}>
            Assign
          </MenuItem>
          <MenuItem icon={<SignalHigh aria-hidden="true" />} keys="P" onSelect={() => onTool('priority')}>
            Priority
          </MenuItem>
          <MenuItem icon={<Tag aria-hidden="true" />} keys="L" onSelect={() => onTool('labels')}>
            Labels
          </MenuItem>
          <MenuItem icon={<Pencil aria-hidden="true" />} keys="E" onSelect={() => onTool('edit')}>
            Edit
          </MenuItem>
          {card.blocked === null ? (
            <MenuItem icon={<Ban aria-hidden="true" />} keys="B" onSelect={() => onTool('block')}>
              Mark as blocked
            </MenuItem>
          ) : (
            <MenuItem icon={<CircleCheck aria-hidden="true" />} keys="B" onSelect={onUnblock}>
              Not blocked any more
            </MenuItem>
          )}
          <MenuLine />
          <MenuItem icon={<Eye aria-hidden="true" />} keys="V" onSelect={() => onTool('peek')}>
            Quick look
          </MenuItem>
          <MenuItem icon={<SquareCheck aria-hidden="true" />} keys="X" onSelect={onSelect}>
            Select
          </MenuItem>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
