/**
 * What a role can allow. Each counts within the scope of the authorization it comes from: all, one business unit, one team or
 * one group of teams. What the people of a chat or a queue may do as such (its owner, its members) needs no permission.
 */
export const permissions = [
  /** That a chat exists, whose it is, how long it waits. A role without it allows nothing else with chats either. */
  'chats.see',
  /** What was said in it, its notes and its transcript; finding it by its words. */
  'chats.read',
  /** Grab, assign, transfer, close chats of others. */
  'chats.assign',
  /** Notes, tags, disposition and attributes on chats of others. */
  'chats.annotate',
  /** Silent watch. */
  'chats.watch',
  'chats.whisper',
  'chats.bargeIn',
  'chats.takeOver',
  /** Set that a chat's transcript is kept as evidence. */
  'chats.record',
  /** People of other units: that they exist, and their state. */
  'agents.see',
  'agents.setAvailability',
  /** Add and change people. */
  'agents.manage',
  /** Queues of other units: that they exist, and their settings. */
  'queues.see',
  /** Add and change queues, hours, skills, tags, dispositions, away reasons. */
  'queues.manage',
  'outages.manage',
  'flows.manage',
  'customers.manage',
  /** Export and erase one person. */
  'customers.erase',
  'metrics.see',
  /** Who gets which report by mail, and when. */
  'reports.manage',
  /** What happened, when, and who did it. */
  'audit.see',
  /** Units, teams, groups, authorizations, roles and what holds for the whole centre. */
  'organisation.manage',
] as const
export type Permission = (typeof permissions)[number]

/** Clarity Connect's fixed set (vendor-facts 2.3); what each may do can be changed, the administrator's all cannot. */
export const roleNames = [
  'agent',
  'team-lead',
  'supervisor',
  'qa-monitor',
  'flow-editor',
  'api-developer',
  'administrator',
] as const
export type RoleName = (typeof roleNames)[number]

/** What a role may do. A row of its own only once somebody changed it. */
export interface RoleRow {
  readonly id: RoleName
  readonly permissions: readonly Permission[]
}

const lead = ['chats.see', 'chats.read', 'chats.watch', 'agents.see', 'queues.see', 'metrics.see'] as const
const supervisor = [
  ...lead,
  'chats.assign',
  'chats.annotate',
  'chats.whisper',
  'chats.bargeIn',
  'chats.takeOver',
  'chats.record',
  'agents.setAvailability',
  'outages.manage',
  'customers.manage',
  'audit.see',
] as const

/** What each role may do until somebody changes it; *project-defined*, after what the vendor's roles are for. */
export const defaultPermissions: Readonly<Record<RoleName, readonly Permission[]>> = {
  agent: [],
  'team-lead': [...lead, 'chats.assign', 'chats.annotate', 'chats.whisper', 'agents.setAvailability'],
  supervisor,
  'qa-monitor': ['chats.see', 'chats.read', 'chats.watch', 'chats.record', 'agents.see', 'queues.see', 'audit.see'],
  'flow-editor': ['flows.manage', 'queues.see'],
  'api-developer': ['agents.see', 'queues.see', 'metrics.see'],
  administrator: permissions,
}
