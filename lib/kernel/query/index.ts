// The query language: JQL's shape over whatever fields a room offers. Pure, so that a browser reads and completes with the
// same code as the server; what runs on the database is the room's (lib/items/query).
export type { Checked, Condition, Operand, When } from './check'
export { complete, suggestedValue, type Completion, type Suggestion } from './complete'
export { lex, type Token } from './lexer'
export { parse } from './parser'
export { problemInWords, type QueryProblem } from './problem'
export { quoted } from './quoted'
export { readQuery, type ReadQuery } from './read'
export { isReserved, limits, type Comparison, type Query } from './syntax'
export type { TimeWord } from './times'
export {
  circumstanceMeanings,
  findField,
  operatorMeanings,
  operatorsOf,
  type FieldWord,
  type FunctionWord,
  type Vocabulary,
} from './vocabulary'
