/** What stands in an order: `rank` first, and of two with the same rank the lower `no`. */
export interface Ranked {
  readonly rank: number
  readonly no: number
}

export function compareRanked(a: Ranked, b: Ranked): number {
  return a.rank - b.rank || a.no - b.no
}

interface Node<Item> {
  readonly item: Item
  /** Decides the shape of the tree, not the order in it; from the number, so that the same history gives the same tree. */
  readonly weight: number
  size: number
  left: Node<Item> | null
  right: Node<Item> | null
}

/**
 * Items in order, where adding, removing, finding the first and counting how many stand before one all take logarithmic
 * time: a treap that knows the size of its parts (Seidel and Aragon, 1996).
 */
export class OrderedSet<Item extends Ranked> {
  #root: Node<Item> | null = null

  get size(): number {
    return this.#root?.size ?? 0
  }

  first(): Item | null {
    let node = this.#root
    while (node?.left) node = node.left
    return node?.item ?? null
  }

  add(item: Item): void {
    const [before, after] = split(this.#root, item)
    const node = { item, weight: scatter(item.no), size: 1, left: null, right: null }
    this.#root = join(join(before, node), after)
  }

  remove(item: Ranked): void {
    this.#root = without(this.#root, item)
  }

  /** How many stand before it, whether it is in or not. */
  countBefore(item: Ranked): number {
    let count = 0
    for (let node = this.#root; node; ) {
      if (compareRanked(node.item, item) < 0) {
        count += 1 + (node.left?.size ?? 0)
        node = node.right
      } else node = node.left
    }
    return count
  }

  has(item: Ranked): boolean {
    let node = this.#root
    while (node) {
      const order = compareRanked(item, node.item)
      if (order === 0) return true
      node = order < 0 ? node.left : node.right
    }
    return false
  }

  *[Symbol.iterator](): Generator<Item> {
    const way: Node<Item>[] = []
    let node = this.#root
    while (node || way.length > 0) {
      for (; node; node = node.left) way.push(node)
      const next = way.pop() as Node<Item>
      yield next.item
      node = next.right
    }
  }
}

type Tree<Item> = Node<Item> | null

function resized<Item>(node: Node<Item>): Node<Item> {
  node.size = 1 + (node.left?.size ?? 0) + (node.right?.size ?? 0)
  return node
}

function split<Item extends Ranked>(tree: Tree<Item>, at: Ranked): [Tree<Item>, Tree<Item>] {
  if (!tree) return [null, null]
  if (compareRanked(tree.item, at) < 0) {
    const [before, after] = split(tree.right, at)
    tree.right = before
    return [resized(tree), after]
  }
  const [before, after] = split(tree.left, at)
  tree.left = after
  return [before, resized(tree)]
}

function join<Item>(before: Tree<Item>, after: Tree<Item>): Tree<Item> {
  if (!before || !after) return before ?? after
  if (before.weight > after.weight) {
    before.right = join(before.right, after)
    return resized(before)
  }
  after.left = join(before, after.left)
  return resized(after)
}

function without<Item extends Ranked>(tree: Tree<Item>, item: Ranked): Tree<Item> {
  if (!tree) return null
  const order = compareRanked(item, tree.item)
  if (order === 0) return join(tree.left, tree.right)
  if (order < 0) tree.left = without(tree.left, item)
  else tree.right = without(tree.right, item)
  return resized(tree)
}

/** Numbers that follow each other, made to look like chance (the finaliser of MurmurHash3). */
function scatter(no: number): number {
  let mixed = Math.imul(no ^ (no >>> 16), 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return (mixed ^ (mixed >>> 16)) >>> 0
}
