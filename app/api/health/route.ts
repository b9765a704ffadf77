export const dynamic = 'force-dynamic'

/** The process lives. Whether it can also work is what /api/ready says. */
export function GET() {
  return Response.json({ alive: true }, { headers: { 'cache-control': 'private, no-store' } })
}
