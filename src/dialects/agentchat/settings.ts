import Type from 'typebox'
import type { Agent } from '#domain/agent/agent.ts'
import type { DeskState } from '#domain/state.ts'
import { CannedResponseView, presentCannedResponse } from './canned-responses.ts'
import {
  centreChanges,
  merged,
  presentSettings,
  SettingsBody,
  SettingsView,
  settingFields,
} from './company-settings.ts'
import { departmentsOf } from './departments-of.ts'
import { agentMethod } from './method.ts'
import { presentAgent, presentTag } from './present.ts'
import { presentSchedule, ScheduleView } from './report-schedules.ts'
import { closed } from './schemas.ts'
import { presentTagGroup, TagGroupView } from './tag-groups.ts'
import { AgentView, TagView } from './views.ts'
import { presentWorkingHours, WorkingHoursView, workingHoursExample } from './working-hours.ts'

const Count = Type.Integer()
const Sent = Type.Array(SettingsBody, {
  minItems: 1,
  maxItems: 20,
  'x-single': true,
  description: 'One or more objects, which count as one; an object by itself is taken as well',
})
const AllSettings = Type.Object(
  {
    Settings: SettingsView,
    WorkingHours: WorkingHoursView,
    CannedResponseCount: Count,
    CannedResponses: Type.Array(CannedResponseView),
    TagGroupCount: Count,
    TagGroups: Type.Array(TagGroupView),
    TagCount: Count,
    Tags: Type.Array(TagView),
    AgentCount: Count,
    Agents: Type.Array(AgentView, { description: 'For an Agent those of their departments, and themselves' }),
    ScheduleCount: Type.Optional(Count),
    Schedules: Type.Optional(Type.Array(ScheduleView, { description: 'Only for who may manage reports' })),
  },
  closed,
)
const heading = 'Settings'
const example = {
  CompanyName: 'Channel',
  TimeZone: 'Africa/Johannesburg',
  WelcomeMenuText: 'How can we help?',
  WelcomeMenuRetryText: null,
  WelcomeNew: null,
  WelcomeReturning: null,
  ChatClosedText: 'Thank you for talking to us.',
}
const jack = {
  AgentID: 3,
  Name: 'Jack Rabbit',
  EmailAddress: 'jack@example.org',
  MobileNumber: '+27800000000',
  RoleID: 2,
  StatusID: 4,
  Notifications: ['UnassignedChatsWaiting' as const],
  DepartmentID: [1, 4],
  Enabled: true,
}

/** All agents for who may see them all; for others those of their departments, of which no others are named. */
function agentsFor(state: DeskState, viewer: Agent) {
  const agents = [...state.agents.values()].sort((a, b) => a.no - b.no)
  if (state.rights.hasAll(viewer.id, 'agents.see')) return agents.map((agent) => presentAgent(state, agent))
  const own = new Set(departmentsOf(state, viewer.id).map(({ no }) => no))
  return agents.flatMap((agent) => {
    const shown = presentAgent(state, agent)
    const DepartmentID = shown.DepartmentID.filter((no) => own.has(no))
    return DepartmentID.length > 0 || agent.id === viewer.id ? [{ ...shown, DepartmentID }] : []
  })
}

function inOrder<Row extends { readonly no: number }>(rows: Iterable<Row>): readonly Row[] {
  return [...rows].sort((a, b) => a.no - b.no)
}

export const settingsMethods = [
  agentMethod({
    name: 'UpdateSettings',
    verb: 'POST',
    heading,
    about: 'Update the company’s settings',
    rules: ['AC-120'],
    permission: 'organisation.manage',
    body: { Settings: Sent },
    fields: settingFields,
    answer: Type.Object({ Settings: SettingsView }, closed),
    example: { Settings: example },
    run: async ({ body, act }) =>
      act({ do: 'changeCentre', ...centreChanges(merged(body.Settings)) }, (state) => ({
        Settings: presentSettings(state),
      })),
  }),
  agentMethod({
    name: 'GetSettings',
    verb: 'GET',
    heading,
    about: 'The company’s settings and messages, and all that is set up and that no other method lists',
    rules: ['AC-121'],
    answer: AllSettings,
    example: {
      Settings: example,
      WorkingHours: workingHoursExample,
      CannedResponseCount: 1,
      CannedResponses: [{ CannedResponseID: 1, Name: 'opening hours', MessageText: 'We are open from 9am to 5pm' }],
      TagGroupCount: 1,
      TagGroups: [{ TagGroupID: 1, Name: 'Product Enquiries', Enabled: true }],
      TagCount: 1,
      Tags: [{ TagID: 22, Name: 'Warranty Enquiries', TagGroupID: 1, Enabled: true }],
      AgentCount: 1,
      Agents: [jack],
      ScheduleCount: 0,
      Schedules: [],
    },
    run: async ({ agent, ask }) =>
      ask((state) => {
        const responses = inOrder(state.cannedResponses.values()).map(presentCannedResponse)
        const groups = inOrder(state.tagGroups.values()).map(presentTagGroup)
        const tags = inOrder(state.tags.values()).map((tag) => presentTag(state, tag))
        const agents = agentsFor(state, agent)
        const schedules = state.rights.hasAll(agent.id, 'reports.manage')
          ? inOrder(state.reportSchedules.values()).map((schedule) => presentSchedule(state, schedule))
          : null
        return {
          Settings: presentSettings(state),
          WorkingHours: presentWorkingHours(state),
          CannedResponseCount: responses.length,
          CannedResponses: responses,
          TagGroupCount: groups.length,
          TagGroups: groups,
          TagCount: tags.length,
          Tags: tags,
          AgentCount: agents.length,
          Agents: agents,
          ...(schedules && { ScheduleCount: schedules.length, Schedules: schedules }),
        }
      }),
  }),
]
