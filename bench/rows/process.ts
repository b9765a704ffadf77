// Row 13: what a process needs, and how fast it is there.
import type { World } from '../bench-world'
import { median, rss } from '../counting'
import { note, quick } from '../results'
import { bareNext } from '../starting'

export async function processes({ product, bare, memoryIdle, startAgain }: World) {
  const after = { product: rss(product.pid), bare: rss(bare.pid) }
  note({
    row: '13b',
    measure: 'memory, idle',
    product: memoryIdle.product,
    floor: memoryIdle.bare,
    unit: 'MB',
    goal: '≤ 1.5 × bare Next',
    atMost: 1.5,
  })
  note({
    row: '13c',
    measure: 'memory, after load',
    product: after.product,
    floor: after.bare,
    unit: 'MB',
    goal: '≤ 1.3 × bare Next',
    atMost: 1.3,
  })
  await product.stop()
  await bare.stop()
  const own: number[] = []
  const floor: number[] = []
  for (let n = 0; n < (quick ? 1 : 3); n++) {
    const again = await startAgain()
    own.push(again.ms)
    await again.stop()
    const bareAgain = await bareNext()
    floor.push(bareAgain.ms)
    await bareAgain.stop()
  }
  note({
    row: '13',
    measure: 'start to first answer',
    product: median(own),
    floor: median(floor),
    unit: 'ms',
    goal: '≤ 1.3 × bare Next',
    atMost: 1.3,
  })
}
