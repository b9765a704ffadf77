import type { MetadataRoute } from 'next'
import { settings } from '@/lib/kernel/settings'
import { publicAddresses } from '@/lib/published'

export const dynamic = 'force-dynamic'

/** Every public address, and nothing that is not. */
export default async function sitemap(): Promise<MetadataRoute.Sitemap> {
  const home = settings().publicAddress
  const pages = ['/', '/roadmap', '/wishlist', '/open-work', '/how-we-work']
  return [
    ...pages.map((path) => ({ url: `${home}${path}` })),
    ...(await publicAddresses()).map(({ path, updatedAt }) => ({
      url: `${home}${path}`,
      lastModified: updatedAt,
    })),
  ]
}
