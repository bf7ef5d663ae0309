import { agentMethods, expertPhoto } from './agents.ts'
import { healthMethods } from './health-methods.ts'
import type { Method } from './method.ts'
import { outageMethods } from './outages.ts'
import { queueMethods } from './queues.ts'
import { addSeekerCommentRating } from './ratings.ts'
import { seekerData } from './seeker-data.ts'
import { getSessionData } from './sessions.ts'
import { webClient } from './web-client.ts'

/** The methods of the vendor's text, in its order. */
export const documentedNames: readonly string[] = [
  ...['Health/Status/Queue', 'Health/Status/HealthMonitor'],
  ...['IsQueueAvailable', 'GetQueueWaitTime', 'GetQueueInfo', 'GetQueues'],
  ...['QueueAgents', 'AgentPresence', 'GetAgentSkillTags', 'GetWebClients', 'GetSessionData'],
  'AddSeekerCommentRating',
  ...['GetAllOutages', 'GetQueueOutages'],
]

/** Every method. */
export const methods: readonly Method[] = [
  ...healthMethods,
  ...queueMethods,
  ...agentMethods,
  expertPhoto,
  getSessionData,
  addSeekerCommentRating,
  ...outageMethods,
  webClient,
  seekerData,
]
