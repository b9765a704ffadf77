'use client'

import { ChevronDown } from 'lucide-react'
import { useActionState } from 'react'
import { Avatar } from '@/components/ui/avatar'
import { Banner } from '@/components/ui/banner'
import { Chip } from '@/components/ui/chip'
import { SelectField } from '@/components/ui/field'
import { SubmitButton } from '@/components/ui/submit-button'
import { roles } from '@/lib/kernel/audience'
import type { FormState } from '@/lib/kernel/forms'
import { roleLabels, type DrawnPerson } from '@/lib/people/schema'

export type PersonState = FormState & { said?: string }
type Act = (before: PersonState, form: FormData) => Promise<PersonState>

const start: PersonState = {}

/** A person as a line; opened, what an admin can do about them. */
export function PersonRow({ person, self, act }: { person: DrawnPerson; self: boolean; act: Act }) {
  const [state, action] = useActionState(act, start)
  return (
    <li>
      <details className="group" open={state.problem ? true : undefined}>
        <summary className="grid grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-x-3 px-4 py-2.5 hover:bg-sunk sm:grid-cols-[auto_minmax(0,1fr)_6rem_9rem_auto] [&::-webkit-details-marker]:hidden">
          <Avatar name={person.name} size="large" beside />
          <span className="min-w-0">
            <span className="block truncate font-medium">
              <bdi>{person.name}</bdi>
              {self && <span className="font-normal text-ink-3"> · you</span>}
            </span>
            <span className="block truncate text-sm text-ink-3">
              {person.email ?? 'No address: nobody signs in as this one'}
            </span>
            <span className="mt-1 flex flex-wrap gap-1.5 sm:hidden">
              <RoleChip person={person} />
              <Standing person={person} />
            </span>
          </span>
          <span className="hidden sm:block">
            <RoleChip person={person} />
          </span>
          <span className="hidden text-sm sm:block">
            <Standing person={person} />
          </span>
          <ChevronDown
            className="size-4 text-ink-3 transition-transform group-open:rotate-180"
            aria-hidden="true"
          />
        </summary>
        <form action={action} className="grid gap-3 border-t border-dashed bg-sunk/60 px-4 py-3.5 sm:ps-16">
          <input type="hidden" name="id" value={person.id} />
          <input type="hidden" name="version" value={person.version} />
          {state.problem && <Banner tone="danger">{state.problem}</Banner>}
          {state.said && <Banner tone="good">{state.said}</Banner>}
          <div className="flex flex-wrap items-end gap-2">
            {/* First of the buttons, so that Enter in the list means it. */}
            <SelectField
              name="role"
              id={`role-${person.id}`}
              label="Role"
              defaultValue={person.role}
              className="w-40"
            >
              {roles.map((role) => (
                <option key={role} value={role}>
                  {roleLabels[role]}
                </option>
              ))}
            </SelectField>
            <SubmitButton name="do" value="role" variant="plain" className="h-9!">
              Save the role
            </SubmitButton>
            <span className="hidden flex-1 sm:block" />
            {person.sessions > 0 && (
              <SubmitButton name="do" value="sign-out" variant="plain" className="h-9!">
                Sign out everywhere
              </SubmitButton>
            )}
            {person.disabledAt ? (
              <SubmitButton name="do" value="enable" variant="plain" className="h-9!">
                Let in again
              </SubmitButton>
            ) : (
              <SubmitButton name="do" value="disable" variant="danger" className="h-9!">
                Disable
              </SubmitButton>
            )}
          </div>
          <p className="text-sm text-ink-3">
            Disabling ends sessions and stops tokens at once. What the person wrote stays under the name.
          </p>
        </form>
      </details>
    </li>
  )
}

function RoleChip({ person }: { person: DrawnPerson }) {
  return <Chip tone={person.role === 'admin' ? 'accent' : 'plain'}>{roleLabels[person.role]}</Chip>
}

function Standing({ person }: { person: DrawnPerson }) {
  if (person.disabledAt) return <Chip tone="danger">Disabled</Chip>
  if (person.sessions > 0)
    return (
      <span className="text-sm text-ink-2 tabular-nums">
        {person.sessions === 1 ? 'One session' : `${person.sessions} sessions`}
      </span>
    )
  return <span className="text-sm text-ink-3">{person.claimedAt ? 'Signed out' : 'Not yet here'}</span>
}
