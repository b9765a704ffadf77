import {
  ChartLine,
  Columns3,
  Eye,
  Inbox,
  Layers,
  Lightbulb,
  Map,
  MessageSquareText,
  RefreshCw,
  Send,
  Settings,
  SlidersHorizontal,
  Sparkles,
  SquarePlus,
  Table2,
  Telescope,
  type LucideIcon,
} from 'lucide-react'
import type { FrameIcon } from './links'

/** Icons cross from server to browser by name. */
export function FrameIconView({ name, className }: { name: FrameIcon; className?: string }) {
  const Icon = icons[name]
  return <Icon className={className} aria-hidden="true" strokeWidth={1.8} />
}

const icons = {
  admin: SlidersHorizontal,
  backlog: Layers,
  board: Columns3,
  idea: Lightbulb,
  item: SquarePlus,
  iterations: RefreshCw,
  'open-work': Eye,
  plan: Telescope,
  publish: Send,
  queue: Inbox,
  reports: ChartLine,
  request: MessageSquareText,
  requests: MessageSquareText,
  roadmap: Map,
  settings: Settings,
  table: Table2,
  wishlist: Sparkles,
} satisfies Record<FrameIcon, LucideIcon>
