import { cookies } from 'next/headers'
import { TeamFrame } from '@/components/frame/team-frame'
import { themeFromCookie } from '@/components/frame/theme'
export default async function L({ children }: { children: React.ReactNode }) {
  const jar = await cookies()
  return (
    <TeamFrame viewer={{ name: 'Sam Lindqvist', email: 'sam@example.test', role: 'admin' }} counts={{ queue: { text: '2 late', hot: true }, requests: 4, publish: { text: '14 due' } }} theme={themeFromCookie(jar.get('theme')?.value)} railClosed={jar.get('rail')?.value === 'closed'} search="/api/v1/search">{children}</TeamFrame>
  )
}
