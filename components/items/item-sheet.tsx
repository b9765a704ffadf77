import { FacePanel } from '@/components/clearance/face-panel'
import type { Asker, Viewer } from '@/lib/kernel/audience'
import type { ItemChoices, ItemSheet } from '@/lib/items'
import { VulnerabilityPanel } from '@/components/vulnerabilities/vulnerability-panel'
import { AudienceForm } from './audience-form'
import { fieldsOf } from './fields-of'
import { FieldsForm } from './fields-form'
import type { ItemActions, ResolveReference } from './item-actions'
import { ItemFacts } from './item-facts'
import { ItemHistory } from './item-history'
import { ItemLinks } from './item-links'
import { ItemNamed } from './item-named'
import { ItemSource } from './item-source'
import { ItemTalk } from './item-talk'
import { ItemWords } from './item-words'
import { RefreshWhenTold } from './refresh-when-told'
import { ArchiveForm } from './relation-forms'

type Props = {
  item: ItemSheet
  asker: Asker
  viewer: Viewer
  team: boolean
  /** What the team may choose from; null for whoever reads only. */
  choices: ItemChoices | null
  since: string
  now: string
  once: string
  actions: ItemActions
}

/**
 * One item. On the left what one reads and talks about, on the right what one sets. A panel that belongs to some items
 * only (a vulnerability's clocks, a round of poker) has its place in `aside`, right below the facts.
 */
export function ItemSheetView({ item, asker, viewer, team, choices, since, now, once, actions }: Props) {
  const resolve: ResolveReference = ({ kind, text }) => {
    const href = kind === 'key' ? item.links[text] : undefined
    return href ? { href, label: text } : null
  }
  const editable = team && item.archivedAt === null
  return (
    <div className="grid items-start gap-x-8 gap-y-6 lg:grid-cols-[minmax(0,1fr)_19rem]">
      <RefreshWhenTold itemKey={item.key} since={since} />
      <div className="grid min-w-0 gap-7">
        <ItemWords {...{ item, editable, now, actions, resolve }} />
        <ItemLinks {...{ item, editable, actions }} />
        {team && (
          <FacePanel
            subject={{ kind: 'item', id: item.id, key: item.key, title: item.title }}
            asker={asker}
            viewer={viewer}
          />
        )}
        <ItemTalk {...{ item, team, now, once, actions, resolve }} />
        <ItemHistory item={item} now={now} />
      </div>

      <aside aria-label="Facts" className="grid min-w-0 gap-5">
        {editable && choices ? (
          <FieldsForm item={fieldsOf(item)} choices={choices} action={actions.update} />
        ) : (
          <ItemFacts item={item} />
        )}
        {/* Panels of some items only stand here, between the facts and where the item came from. */}
        {team && item.type === 'vulnerability' && <VulnerabilityPanel asker={asker} itemKey={item.key} />}
        <ItemSource item={item} />
        {editable && choices && item.audience !== 'restricted' && (
          <AudienceForm
            item={{ key: item.key, version: item.version, audience: item.audience }}
            people={choices.people.filter((person) => person.team && person.id !== viewer.id)}
            action={actions.update}
          />
        )}
        {item.audience === 'restricted' && <ItemNamed named={item.named} />}
        {team && (
          <ArchiveForm
            item={{ key: item.key, version: item.version, archived: item.archivedAt !== null }}
            action={actions.archive}
          />
        )}
      </aside>
    </div>
  )
}
