import { systemClock } from '#adapters/clock-system/system-clock.ts'
import { randomIds } from '#adapters/ids-random/random-ids.ts'
import type { Config } from '#config/read-config.ts'
import { basePath } from '#dialects/house/index.ts'
import { type App, type Replaced, startApp } from '../app.ts'
import { Demo } from './demo.ts'
import { PhoneNetwork } from './phone/phone-network.ts'
import { phoneRoutes } from './phone/phone-routes.ts'

/** Starts Polydesk with the sample centre, its people, and the phones of its customers. */
export async function startDemo(config: Config, replaced: Replaced = {}): Promise<App> {
  const clock = replaced.clock ?? systemClock
  const network = await PhoneNetwork.open(config.channelSecret, clock)
  const { secret, ...channel } = network.channel
  const others = config.channels.filter(({ name }) => name !== channel.name)
  const withPhones = { ...config, channels: [...others, channel], channelSecret: secret }
  const app = await startApp(withPhones, { ...replaced, routes: phoneRoutes(network) }).catch((error: unknown) => {
    network.close()
    throw error
  })
  const host = /^(0\.0\.0\.0|::)$/.test(config.host) ? '127.0.0.1' : config.host
  const disconnect = network.connect(
    app.desk,
    `http://${host.includes(':') ? `[${host}]` : host}:${app.port}${basePath}`,
  )
  const demo = new Demo(app.desk, clock, randomIds)
  const stop = async () => {
    demo.stop()
    disconnect()
    await app.stop()
    network.close()
  }
  await demo.start().catch(async (error: unknown) => {
    await stop()
    throw error
  })
  return { ...app, stop }
}
