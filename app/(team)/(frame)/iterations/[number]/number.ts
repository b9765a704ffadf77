/** The number in an address, or null for what is none. */
export function numberFrom(text: string): number | null {
  return /^[1-9]\d{0,5}$/.test(text) ? Number(text) : null
}
