import { signInLinkSchema } from '../people/schema'

/** Whose eyes a file is made with. */
export const exportAsSchema = signInLinkSchema
