import type { MetadataRoute } from 'next'
import { settings } from '@/lib/kernel/settings'

export const dynamic = 'force-dynamic'

/** What is public may be found. Everything else is behind signing in anyway; naming it here would only list it. */
export default function robots(): MetadataRoute.Robots {
  return {
    rules: { userAgent: '*', allow: '/', disallow: ['/api/', '/signin'] },
    sitemap: `${settings().publicAddress}/sitemap.xml`,
  }
}
