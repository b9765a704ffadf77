import { chromium } from '@playwright/test'
import { freePort } from '@/scripts/house/postgres'
import { spawnServer, waitUntilReady } from '@/scripts/house/server'
import { throwawayFolder } from '@/scripts/house/throwaway'
import { openEmbedded, servingEnv } from '@/scripts/house/workspace'
import { makeEntries, makeItems, makePeople } from './workspace'
const { folder, remove } = await throwawayFolder()
const w = await openEmbedded(folder)
const p = await makePeople(w.urls.owner, w.secret)
await makeEntries(w.urls.owner, 30); await makeItems(w.urls.owner, 1, 50)
const port = await freePort()
const s = spawnServer({ env: { ...servingEnv(process.env, w), PORT: String(port), DATA_DIR: folder, NEXTAUTH_URL: `http://localhost:${port}`, LOG_LEVEL: 'warn' } })
await waitUntilReady(s, port, 60)
const u = `http://localhost:${port}`
try {
  const b = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] })
  for (const known of [false, true]) {
    const c = await b.newContext({ viewport: { width: 1440, height: 900 } }); if (known) await c.addCookies([{ name: 'daylight.session', value: p.cookie, url: u }])
    for (const path of ['/', '/roadmap', '/roadmap/entry-1', '/wishlist', '/wishlist?view=in+sight&sort=new', '/wishlist/suggest', '/how-we-work', '/open-work', '/nothing-here', '/roadmap/none', '/signin', '/board', '/items/BEN-1', '/queue', '/plan', '/settings', '/requests/new', '/api/v1/docs', '/feeds/roadmap.atom', '/sitemap.xml', '/items/SEC-99999']) {
      const page = await c.newPage(); const said: string[] = []
      page.on('console', (m) => { if (m.type() === 'error' || m.type()==='warning') said.push(m.text().slice(0, 260)) }); page.on('pageerror', (e) => said.push('ERR ' + e.message.slice(0, 200)))
      const r = await page.goto(u + path).catch((e) => { said.push(String(e).slice(0, 100)); return null })
      await page.waitForTimeout(500)
      const hydrated = await page.evaluate(() => [...document.querySelectorAll('body *')].slice(0, 60).some((e) => Object.keys(e).some((k) => k.startsWith('__react')))).catch(() => null)
      console.log(known ? 'known' : 'anon ', path, r?.status(), 'react:' + hydrated, r?.headers()['cache-control'], r?.headers().etag ?? '', 'csp=' + (r?.headers()['content-security-policy'] ?? '').length, said.join(' | '))
      await page.close()
    }
    await c.close()
  }
  await b.close()
  for (const path of ['/api/health', '/api/ready', '/api/metrics', '/_next/image?url=%2Ficon-192.png&w=64&q=75', '/icon.svg']) { const r = await fetch(u + path); console.log(path, r.status, r.headers.get('cache-control'), (await r.text()).slice(0, 80)) }
} finally { await s.stop(); await w.postgres.stop(); remove() }
process.exit(0)
