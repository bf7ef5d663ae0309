import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Random } from '../../../tests/support/random.ts'
import { compareRanked, OrderedSet, type Ranked } from './ordered-set.ts'

test('whatever is added and removed, the set is a sorted list: its order, its first, what stands before each', () => {
  for (const seed of [1, 2, 3]) {
    const random = new Random(seed)
    const set = new OrderedSet<Ranked>()
    let list: Ranked[] = []
    for (let no = 1; no <= 2_000; no++) {
      if (list.length > 0 && random.next() < 0.45) {
        const gone = random.pick(list)
        list = list.filter((item) => item !== gone)
        set.remove(gone)
      } else {
        const item = { rank: random.below(50), no }
        list.push(item)
        set.add(item)
      }
      if (no % 97 !== 0) continue
      list.sort(compareRanked)
      assert.deepEqual([...set], list)
      assert.deepEqual([set.first(), set.size], [list[0] ?? null, list.length])
      for (const [place, item] of list.entries()) assert.equal(set.countBefore(item), place)
      assert.equal(set.countBefore({ rank: Infinity, no: 0 }), list.length)
    }
  }
})

test('removing what is not in it changes nothing', () => {
  const set = new OrderedSet<Ranked>()
  set.add({ rank: 1, no: 1 })
  set.remove({ rank: 1, no: 2 })
  assert.equal(set.size, 1)
})
