// Every operation of the API. Requests are answered, the document is made, and the matrix is walked from this one list.
import { bulk } from './bulk'
import { ideas } from './ideas'
import { items } from './items'
import { iterations } from './iterations'
import { me } from './me'
import type { Operation } from './operation'
import { requests } from './requests'
import { risks } from './risks'
import { roadmap } from './roadmap'
import { search } from './search'
import { views } from './views'

export const operations: readonly Operation[] = [
  ...me,
  ...roadmap,
  ...ideas,
  ...items,
  ...bulk,
  ...risks,
  ...views,
  ...iterations,
  ...requests,
  ...search,
]
