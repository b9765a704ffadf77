// What may follow what, and which questions are asked. Pure, and the same in the browser and on the server: a question
// that the form hid is a question that the server did not ask, so its answer is dropped and not stored.
import type { Answers, Question, Status } from './schema'

export type Verb = 'see' | 'take' | 'reply' | 'ask' | 'answer' | 'item' | 'finish' | 'decline' | 'reopen'

// A status that is missing in a row may not be left by this verb.
const next: Record<Verb, Partial<Record<Status, Status>>> = {
  see: { new: 'seen' },
  take: { new: 'working', seen: 'working', working: 'working', waiting: 'waiting' },
  reply: { new: 'working', seen: 'working', working: 'working', waiting: 'waiting' },
  ask: { new: 'waiting', seen: 'waiting', working: 'waiting', waiting: 'waiting' },
  // What the requester says: an answer to a question gives the turn back to the team.
  answer: { new: 'new', seen: 'seen', working: 'working', waiting: 'working' },
  item: { new: 'seen', seen: 'seen', working: 'working', waiting: 'waiting' },
  finish: { new: 'done', seen: 'done', working: 'done', waiting: 'done' },
  decline: { new: 'declined', seen: 'declined', working: 'declined', waiting: 'declined' },
  reopen: { done: 'working', declined: 'working' },
}

/** The status after a verb, or a sentence that says why it cannot be. */
export function after(status: Status, verb: Verb): { status: Status } | { refusal: string } {
  const found = next[verb][status]
  return found ? { status: found } : { refusal: refusals(status, verb) }
}

/** Would this verb do something here? For drawing a button or not. */
export function mayFollow(status: Status, verb: Verb): boolean {
  return next[verb][status] !== undefined
}

export function isClosed(status: Status): boolean {
  return status === 'done' || status === 'declined'
}

function refusals(status: Status, verb: Verb): string {
  if (verb === 'see') return 'Somebody has seen it already.'
  if (verb === 'reopen') return 'It is open already.'
  return `It is ${status}. Reopen it first.`
}

/** Is this question asked, given what was answered so far? A question behind a hidden one is hidden, too. */
export function isAsked(
  question: Question,
  questions: readonly Question[],
  answers: Answers,
  depth = 0,
): boolean {
  if (!question.showIf) return true
  const { question: id, is } = question.showIf
  const other = questions.find((each) => each.id === id)
  if (!other || depth > questions.length || !isAsked(other, questions, answers, depth + 1)) return false
  const wanted = Array.isArray(is) ? is : [is]
  const given = answers[id]
  return Array.isArray(given)
    ? given.some((each) => wanted.includes(each))
    : given !== undefined && wanted.includes(given)
}

/** The questions that are asked, in their order. */
export function askedQuestions(questions: readonly Question[], answers: Answers): Question[] {
  return questions.filter((question) => isAsked(question, questions, answers))
}

/** When a conditional question is asked, in words, for a page without a script: `Only if “How?” is “By link”.` */
export function onlyIf(question: Question, questions: readonly Question[]): string | null {
  if (!question.showIf) return null
  const other = questions.find((each) => each.id === question.showIf?.question)
  if (!other) return null
  const wanted = Array.isArray(question.showIf.is) ? question.showIf.is : [question.showIf.is]
  return `Only if “${other.label}” is ${wanted.map((value) => `“${answerLabel(other, value)}”`).join(' or ')}.`
}

/** The word that stands for an answer's value. */
export function answerLabel(question: Question, value: string): string {
  if (question.kind === 'yes-no') return value === 'yes' ? 'Yes' : 'No'
  return question.options?.find((each) => each.value === value)?.label ?? value
}

export type CheckedAnswers = {
  answers: Answers
  /** Ids of uploaded files, from all questions that ask for files. */
  files: string[]
  problems: { path: string; message: string }[]
}

/** Checks what was answered: hidden and unknown questions are dropped, every other problem is named at its field. */
export function checkAnswers(questions: readonly Question[], given: Answers): CheckedAnswers {
  const result: CheckedAnswers = { answers: {}, files: [], problems: [] }
  for (const question of askedQuestions(questions, given)) {
    const path = `answers.${question.id}`
    const value = tidy(question, given[question.id])
    if (value === undefined) {
      if (question.required) result.problems.push({ path, message: missing(question) })
      continue
    }
    const problem = problemOf(question, value)
    if (problem) result.problems.push({ path, message: problem })
    else if (question.kind === 'files') result.files.push(...(value as string[]))
    else result.answers[question.id] = value
  }
  return result
}

const lists = new Set(['links', 'choices', 'files'])

/** Nothing typed is no answer; lists come as lists even from a field with a line for each. */
function tidy(question: Question, value: string | string[] | undefined): string | string[] | undefined {
  if (value === undefined) return undefined
  if (lists.has(question.kind)) {
    const all = (Array.isArray(value) ? value : value.split(/\r?\n/))
      .map((each) => each.trim())
      .filter(Boolean)
    return all.length > 0 ? [...new Set(all)] : undefined
  }
  const one = Array.isArray(value) ? value.join('\n') : value
  const text = one.normalize('NFC').replace(/\r\n?/g, '\n').trim()
  return text === '' ? undefined : text
}

function missing(question: Question): string {
  if (question.kind === 'choice' || question.kind === 'yes-no') return 'Please choose one.'
  if (question.kind === 'choices') return 'Please choose at least one.'
  if (question.kind === 'files') return 'Please add a file.'
  return question.kind === 'date' ? 'Please give a day.' : 'Please answer this.'
}

// What no text may hold: control characters and halves of emoji. The same as kernel/text, which is for the server.
const unkeepable = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]|\p{Surrogate}/u
const longest = { line: 200, text: 20_000 } as const

function problemOf(question: Question, value: string | string[]): string | null {
  const all = Array.isArray(value) ? value : [value]
  if (all.some((each) => unkeepable.test(each)))
    return 'This holds an invisible character that cannot be kept. Please type it again.'
  switch (question.kind) {
    case 'line':
    case 'text': {
      const most = longest[question.kind]
      if (all[0]!.length > most)
        return `This is ${all[0]!.length} characters long; at most ${most} fit. Please shorten it.`
      return question.kind === 'line' && /[\n\t]/.test(all[0]!) ? 'This must be a single line.' : null
    }
    case 'link':
    case 'links': {
      if (all.length > 20) return 'At most twenty links fit.'
      const wrong = all.find((each) => !isLink(each))
      return wrong === undefined ? null : `“${wrong.slice(0, 80)}” is no web address. Begin with https://.`
    }
    case 'date':
      return isDay(all[0]!) ? null : 'Write the day as 2027-03-31.'
    case 'choice':
    case 'choices':
      return all.every((each) => question.options?.some((one) => one.value === each))
        ? null
        : 'Please choose from what is offered.'
    case 'yes-no':
      return all[0] === 'yes' || all[0] === 'no' ? null : 'Please choose yes or no.'
    case 'files':
      if (all.length > 10) return 'At most ten files fit.'
      return all.every((each) => /^[0-9a-f]{8}-[0-9a-f-]{27}$/i.test(each))
        ? null
        : 'This is no file of yours.'
  }
}

function isLink(text: string): boolean {
  if (text.length > 2_000 || !URL.canParse(text)) return false
  const url = new URL(text)
  return (url.protocol === 'https:' || url.protocol === 'http:') && url.username === '' && url.password === ''
}

function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const day = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(day.getTime()) && day.toISOString().slice(0, 10) === text
}

/** The day by which the requester needs it, if a question asked for one. */
export function dueOf(questions: readonly Question[], answers: Answers): string | null {
  const question = questions.find((each) => each.due && answers[each.id])
  const day = question && answers[question.id]
  return typeof day === 'string' ? day : null
}

/** What the request is called. */
export function titleOf(
  titleFrom: string,
  questions: readonly Question[],
  answers: Answers,
  typeName: string,
): string {
  const given = answers[titleFrom]
  const text = (Array.isArray(given) ? given[0] : given)?.split('\n')[0]?.trim()
  return text ? text.slice(0, 200) : typeName
}
