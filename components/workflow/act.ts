// What a form of the settings is handed to call: a server action of the page that draws it.
import type { FormState } from '@/lib/kernel/forms'

export type Said = FormState & { said?: string }
export type Act = (before: Said, form: FormData) => Promise<Said>
