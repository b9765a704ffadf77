export const root: string
export const progress: { stream: NodeJS.WriteStream }
export function say(line: string): void
export function step<T>(words: string, work: () => Promise<T>): Promise<T>
export function setUp(options?: { build?: boolean }): Promise<void>
export function builtServer(): string | null
export function withoutDatabases(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv
export function run(
  command: string[],
  args: string[],
  options?: { env?: NodeJS.ProcessEnv; quiet?: boolean },
): Promise<void>
export function endWithNpm(): void
