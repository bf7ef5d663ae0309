/**
 * What so many servers make of a stream of contacts that come at random and wait as long as they must (Erlang C, field-practice 3.4).
 * `load` is A = λ·H in erlangs: how many are served at once on average.
 */
export interface ErlangC {
  readonly load: number
  readonly servers: number
}

/** The probability that a contact must wait at all; 1 where the servers cannot keep up. */
export function waitProbability({ load, servers }: ErlangC): number {
  if (load >= servers) return 1
  // Erlang B by its recursion, which stays small where A^m and m! would not.
  let blocked = 1
  for (let m = 1; m <= servers; m++) blocked = (load * blocked) / (m + load * blocked)
  const occupancy = load / servers
  return blocked / (1 - occupancy * (1 - blocked))
}

/** The mean wait of all contacts, in the unit of the handle time; endless where the servers cannot keep up. */
export function meanWait(erlang: ErlangC, handleTime: number): number {
  const { load, servers } = erlang
  return load >= servers ? Number.POSITIVE_INFINITY : (waitProbability(erlang) * handleTime) / (servers - load)
}

/** The share of contacts that are served within a time, in the unit of the handle time. */
export function servedWithin(erlang: ErlangC, handleTime: number, within: number): number {
  const { load, servers } = erlang
  if (load >= servers) return 0
  return 1 - waitProbability(erlang) * Math.exp((-(servers - load) * within) / handleTime)
}

/** The fewest servers that serve such a share in time. */
export function serversFor(load: number, handleTime: number, within: number, share: number): number {
  if (load === 0) return 0
  let servers = Math.floor(load) + 1
  while (servedWithin({ load, servers }, handleTime, within) < share) servers++
  return servers
}
