export function hashOf(root: string, paths: string[]): string
export function isFresh(file: string, hash: string): boolean
export function writeStamp(file: string, hash: string): void
export function dropStamp(file: string): void
