// Every job there is, by the name under which the queue knows it. scripts/serve.ts hands this list to the kernel.
import type { Tasks } from '../kernel/jobs'
import { mail } from './deliver'
import { drain } from './drain'
import { gathered } from './gathered'
import { reviews } from './reviews'
import { tidy } from './tidy'

export const tasks: Tasks = { drain, gathered, mail, reviews, tidy }
