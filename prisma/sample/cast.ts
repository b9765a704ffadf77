// The people of the sample workspace. They are roles, not persons; tests and sign-in links use the same ones.
import type { Role } from '../../lib/kernel/audience'

export const castDomain = 'daylight.example'

export const cast = {
  lead: { name: 'Security lead', role: 'admin' },
  engineer: { name: 'Security engineer', role: 'security' },
  analyst: { name: 'Security analyst', role: 'security' },
  operations: { name: 'Security operations', role: 'security' },
  developer: { name: 'Engineer', role: 'employee' },
  platform: { name: 'Platform engineer', role: 'employee' },
  support: { name: 'Customer support', role: 'employee' },
  sales: { name: 'Sales', role: 'sales' },
  guest: { name: 'Guest', role: 'guest' },
} satisfies Record<string, { name: string; role: Role }>

export type CastName = keyof typeof cast

/** The address of one of the cast: security-lead@daylight.example. */
export function castEmail(who: CastName): string {
  return `${cast[who].name.toLowerCase().replaceAll(' ', '-')}@${castDomain}`
}
