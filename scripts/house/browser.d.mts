export function findChromium(): string | null
export function bringChromium(): string | null
