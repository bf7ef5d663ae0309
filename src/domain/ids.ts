declare const brand: unique symbol
type Brand<Base, Name extends string> = Base & { readonly [brand]: Name }

/** A moment: milliseconds since 1970 in UTC. Only the `Clock` port makes one. */
export type Instant = Brand<number, 'Instant'>

export type AgentId = Brand<string, 'AgentId'>
export type QueueId = Brand<string, 'QueueId'>
export type CustomerId = Brand<string, 'CustomerId'>
export type CustomerNoteId = Brand<string, 'CustomerNoteId'>
/** Of the certificate that says that a person was erased. */
export type CertificateId = Brand<string, 'CertificateId'>
export type ChatId = Brand<string, 'ChatId'>
export type BusinessUnitId = Brand<string, 'BusinessUnitId'>
export type TeamId = Brand<string, 'TeamId'>
export type GroupId = Brand<string, 'GroupId'>
export type AuthorizationId = Brand<string, 'AuthorizationId'>
export type SkillId = Brand<string, 'SkillId'>
/** A reason that is there from the start, by name, or one's own. */
export type AwayReasonId = 'lunch' | 'meeting' | 'break' | 'supervisor-assigned' | Brand<string, 'AwayReasonId'>
export type TagId = Brand<string, 'TagId'>
export type TagGroupId = Brand<string, 'TagGroupId'>
export type DispositionId = Brand<string, 'DispositionId'>
export type HoursId = Brand<string, 'HoursId'>
export type FlowId = Brand<string, 'FlowId'>
export type CannedResponseId = Brand<string, 'CannedResponseId'>
export type RecipientId = Brand<string, 'RecipientId'>
export type ReportScheduleId = Brand<string, 'ReportScheduleId'>
/** Follows from its schedule and the time it was due. */
export type ReportRunId = Brand<string, 'ReportRunId'>
export type OutageId = Brand<string, 'OutageId'>
export type LoginId = Brand<string, 'LoginId'>
/** The SHA-256 of the key, in base64url. */
export type ApiKeyId = Brand<string, 'ApiKeyId'>
export type AttachmentId = Brand<string, 'AttachmentId'>
/** Made by the author's program, unique in its chat for ever: a repeat returns the first answer. */
export type MessageId = Brand<string, 'MessageId'>

/** The instant so many milliseconds after another. */
export function later(at: Instant, ms: number): Instant {
  return (at + ms) as Instant
}

/** The earliest of several instants, those that do not apply given as null; null when none applies. */
export function earliest(...instants: (Instant | null)[]): Instant | null {
  let first: Instant | null = null
  for (const instant of instants) if (instant !== null && (first === null || instant < first)) first = instant
  return first
}
