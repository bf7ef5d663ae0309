import { agentMethods } from './agents.ts'
import { cannedResponseMethods } from './canned-responses.ts'
import { chatActMethods } from './chat-acts.ts'
import { chatMethods } from './chats.ts'
import { commentMethods } from './comments.ts'
import { customerMethods } from './customers.ts'
import { departmentMethods } from './departments.ts'
import { exportChatMethods } from './export-chat.ts'
import { loginMethods } from './logins.ts'
import { getAttachment, sendMessage } from './messages.ts'
import type { Method } from './method.ts'
import { metricsMethods } from './metrics.ts'
import { recipientMethods } from './recipients.ts'
import { reportScheduleMethods } from './report-schedules.ts'
import { settingsMethods } from './settings.ts'
import { tagGroupMethods } from './tag-groups.ts'
import { tagMethods } from './tags.ts'
import { workingHoursMethods } from './working-hours.ts'

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
  sendMessage,
  ...commentMethods,
  chatActMethods.transfer,
  chatActMethods.reassign,
  chatActMethods.grab,
  ...chatMethods,
  ...exportChatMethods,
  chatActMethods.close,
  chatActMethods.assign,
  getAttachment,
  ...agentMethods,
  ...departmentMethods,
  ...customerMethods,
  ...tagMethods,
  ...tagGroupMethods,
  ...cannedResponseMethods,
  ...workingHoursMethods,
  reportScheduleMethods.create,
  ...metricsMethods,
  reportScheduleMethods.remove,
  ...recipientMethods,
  ...settingsMethods,
]
