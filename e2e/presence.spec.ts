// Two people on one item: each is told of the other while both look, and of nobody once one has left.
import { createItem } from '../lib/items'
import { askerOf, expect, expectAccessible, fresh, test, visit } from './cast'

test('whoever has an item open sees who else has', async ({ as }) => {
  const { key } = await createItem(await askerOf('analyst'), {
    title: fresh('Looked at by two'),
    origin: 'small',
    audience: 'internal',
  })
  const analyst = await as('analyst')
  const lead = await as('lead')
  await visit(analyst, `/items/${key}`)
  await expect(analyst.getByText('Also here')).toHaveCount(0)
  await visit(lead, `/items/${key}`)
  await expect(analyst.getByText('Also here')).toContainText('Security lead')
  await expect(lead.getByText('Also here')).toContainText('Security analyst')
  await expectAccessible(analyst)
  // Somebody of another team may read it, is not told who else does, and is not spoken of.
  const sales = await as('sales')
  await visit(sales, `/items/${key}`)
  await expect(sales.getByText('Also here')).toHaveCount(0)
  await lead.goto('/board')
  await expect(analyst.getByText('Also here')).toHaveCount(0)
})
