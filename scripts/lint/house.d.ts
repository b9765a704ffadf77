export function refuseArrow(arrow: {
  from: string
  to: string
  isClient: boolean
  isType: boolean
}): string | null
export function circleFrom(start: string, next: (path: string) => string[]): string[] | null
declare const plugin: { meta: { name: string }; rules: Record<string, unknown> }
export default plugin
