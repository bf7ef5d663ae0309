import { agentMethods } from './agents.ts'
import { cannedResponseMethods } from './canned-responses.ts'
import { loginMethods } from './logins.ts'
import type { Method } from './method.ts'
import { recipientMethods } from './recipients.ts'
import { reportScheduleMethods } from './report-schedules.ts'
import { tagGroupMethods } from './tag-groups.ts'

/** The methods of the vendor's text, by its headings. */
export const documented: readonly string[] = [
  ...['AgentLogon', 'SetPassword', 'RequestPasswordReset', 'AgentLogoff'],
  ...[
    'SendMessage',
    'AddComment',
    'TransferChat',
    'ReAssignChat',
    'GrabChat',
    'GetChatList',
    'ExportChat',
    'CloseChat',
  ],
  'AssignChat',
  ...['CreateAgent', 'KeepAlive', 'UpdateAgent'],
  ...['CreateDepartment', 'UpdateDepartment', 'GetDepartmentList'],
  ...['UpdateCustomer', 'FindCustomer'],
  ...['AddTag', 'CreateTag', 'RemoveTag', 'UpdateTag', 'DeleteTag'],
  ...['CreateTagGroup', 'UpdateTagGroup'],
  ...['CreateCannedResponse', 'UpdateCannedResponse', 'DeleteCannedResponse'],
  'UpdateWorkingHours',
  ...['CreateReportSchedule', 'LiveMetrics', 'GetReports', 'DataInsight', 'DeleteReportSchedule'],
  ...['CreateRecipient', 'GetRecipients', 'DeleteRecipient'],
  ...['UpdateSettings', 'GetSettings'],
]

/** Every method, in the order of the vendor's text. */
export const methods: readonly Method[] = [
  ...loginMethods,
  ...agentMethods,
  ...tagGroupMethods,
  ...cannedResponseMethods,
  ...reportScheduleMethods,
  ...recipientMethods,
]
