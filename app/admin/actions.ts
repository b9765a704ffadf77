'use server'

import { revalidatePath } from 'next/cache'
import { after } from 'next/server'
import type { CheckState } from '@/components/admin/check-audit'
import type { InviteState } from '@/components/admin/invite-form'
import type { PersonState } from '@/components/admin/person-row'
import type { Role } from '@/lib/kernel/audience'
import { answerForm, typedValues, type FormState } from '@/lib/kernel/forms'
import {
  changeRole,
  checkAudit,
  currentAsker,
  disablePerson,
  enablePerson,
  invitePerson,
  mailInvitation,
  revokeToken,
  signOutEverywhere,
  type AuditCheck,
} from '@/lib/people'

export async function inviteAction(_before: InviteState, form: FormData): Promise<InviteState> {
  const asker = await currentAsker()
  const typed = typedValues(form)
  const [email, name] = [typed.email ?? '', typed.name ?? '']
  const state = await answerForm(form, () => invitePerson(asker, { email, name, role: typed.role as Role }))
  if (!state.done) return state
  revalidatePath('/admin')
  after(() => mailInvitation(email))
  return { ...state, invited: { name, email } }
}

/** One form a person; its buttons say what to do. */
export async function personAction(_before: PersonState, form: FormData): Promise<PersonState> {
  const asker = await currentAsker()
  const { id = '', role, version, do: wish } = typedValues(form)
  const person = { id, version: Number(version) }
  let said = ''
  const state = await answerForm(form, async () => {
    if (wish === 'role') {
      await changeRole(asker, { ...person, role: role as Role })
      said = 'The role holds from now on.'
    } else if (wish === 'disable') {
      await disablePerson(asker, person)
    } else if (wish === 'enable') {
      await enablePerson(asker, person)
    } else if (wish === 'sign-out') {
      const { sessions } = await signOutEverywhere(asker, { id })
      said = sessions === 1 ? 'One session was ended.' : `${sessions} sessions were ended.`
    }
  })
  revalidatePath('/admin')
  return { ...state, said }
}

export async function revokeAnyTokenAction(_before: FormState, form: FormData): Promise<FormState> {
  const asker = await currentAsker()
  const state = await answerForm(form, () => revokeToken(asker, { id: String(form.get('id') ?? '') }))
  revalidatePath('/admin/tokens')
  return state
}

export async function checkAuditAction(_before: CheckState, form: FormData): Promise<CheckState> {
  const asker = await currentAsker()
  let check: AuditCheck | undefined
  const state = await answerForm(form, async () => {
    check = await checkAudit(asker)
  })
  return { ...state, check, at: new Date() }
}
