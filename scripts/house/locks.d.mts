export type Holder = { pid: number; birth: string | null; [word: string]: unknown }
export type Lock = { held: true; release: () => void }
export function birthOf(pid: number): string | null
export function isAlive(holder: { pid: number; birth: string | null } | null | undefined): boolean
export function thisProcess(): { pid: number; birth: string | null }
export function tryLock(file: string, words?: object): Lock | { held: false; holder: Holder }
export function readHolder(file: string): Holder | null
export function waitForLock(
  file: string,
  options?: { words?: object; seconds?: number; onWait?: (holder: Holder) => void },
): Promise<Lock>
