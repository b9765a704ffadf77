import { FacePanel } from '@/components/clearance/face-panel'
import type { Asker, Viewer } from '@/lib/kernel/audience'
import type { FieldChoices, ItemChoices, ItemSheet } from '@/lib/items'
import { VulnerabilityPanel } from '@/components/vulnerabilities/vulnerability-panel'
import { AudienceForm } from './audience-form'
import { Checklist } from './checklist'
import { FieldsPanel } from './fields/fields-panel'
import type { ResolveReference } from './item-actions'
import { ItemFacts } from './item-facts'
import { ItemHistory } from './item-history'
import { ItemLinks } from './item-links'
import { ItemNamed } from './item-named'
import { ItemSource } from './item-source'
import { ItemTalk } from './item-talk'
import { ItemWords } from './item-words'
import { RefreshWhenTold } from './refresh-when-told'
import { ArchiveForm } from './relation-forms'
import { TemplateForm } from './template-form'

type Props = {
  item: ItemSheet
  asker: Asker
  viewer: Viewer
  team: boolean
  /** What the team may choose from; null for whoever reads only. */
  choices: ItemChoices | null
  more: FieldChoices
  /** What is open for writing, where no script opens it: title or description. */
  edit?: string
  since: string
  now: string
  once: string
}

/**
 * One item. On the left what one reads and talks about, on the right what one sets. A panel that belongs to some items
 * only (a vulnerability's clocks, a round of poker) has its place in `aside`, right below the facts.
 */
export function ItemSheetView(props: Props) {
  const { item, asker, viewer, team, choices, more, edit, since, now, once } = props
  const resolve: ResolveReference = ({ kind, text }) => {
    if (kind === 'key') return item.links[text] ? { href: item.links[text], label: text } : null
    const name = item.mentioned[text.toLowerCase()]
    return name ? { href: null, label: `@${name}` } : null
  }
  const editable = team && item.archivedAt === null
  const points = item.checklist.map(({ id, text, doneAt, doneById }) => ({
    id,
    text,
    done: doneAt ? { by: (doneById && item.names[doneById]) || null, at: doneAt } : null,
  }))
  return (
    <div className="grid items-start gap-x-8 gap-y-6 lg:grid-cols-[minmax(0,1fr)_21rem]">
      <RefreshWhenTold itemKey={item.key} since={since} />
      <div className="grid min-w-0 gap-7">
        <ItemWords {...{ item, editable, edit, now, resolve }} />
        {(points.length > 0 || editable) && (
          <Checklist itemKey={item.key} points={points} editable={editable} now={now} />
        )}
        <ItemLinks {...{ item, editable }} />
        {team && (
          <FacePanel
            subject={{ kind: 'item', id: item.id, key: item.key, title: item.title }}
            asker={asker}
            viewer={viewer}
          />
        )}
        <ItemTalk {...{ item, team, now, once, resolve }} me={viewer.id} people={more.people} />
        <ItemHistory {...{ item, editable, now }} />
      </div>

      <aside aria-label="Facts" className="grid min-w-0 gap-5">
        {editable && choices ? (
          <FieldsPanel {...{ item, choices, more }} me={viewer.id} />
        ) : (
          <ItemFacts item={item} more={more} />
        )}
        {/* Panels of some items only stand here, between the facts and where the item came from. */}
        {team && item.type === 'vulnerability' && <VulnerabilityPanel asker={asker} itemKey={item.key} />}
        <ItemSource item={item} />
        {editable && choices && item.audience !== 'restricted' && (
          <AudienceForm
            item={{ key: item.key, version: item.version, audience: item.audience }}
            people={choices.people.filter((person) => person.team && person.id !== viewer.id)}
          />
        )}
        {item.audience === 'restricted' && <ItemNamed named={item.named} />}
        {editable && item.audience !== 'restricted' && <TemplateForm itemKey={item.key} title={item.title} />}
        {team && (
          <ArchiveForm item={{ key: item.key, version: item.version, archived: item.archivedAt !== null }} />
        )}
      </aside>
    </div>
  )
}
