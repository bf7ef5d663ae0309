import Type from 'typebox'
import type { QueueId } from '#domain/ids.ts'
import { defaultQueueSettings } from '#domain/queue/queue.ts'
import { textsAfter } from '#domain/texts/change-texts.ts'
import { inMenu, wordsOf } from './department-settings.ts'
import { departmentsOf } from './departments-of.ts'
import { agentMethod } from './method.ts'
import { presentDepartment } from './present.ts'
import { closed, given, Name, No, Nos } from './schemas.ts'
import { DepartmentView } from './views.ts'
import { byNo, idsByNo } from './words.ts'

/** Who writes at night is answered in the morning, and over a long weekend: agents take chats themselves here. */
const maxWaitMs = 7 * 86_400_000

const Text = Type.String({ maxLength: 10_000, description: 'Empty takes it away' })
const settings = {
  IncludeInWelcomeMenu: Type.Optional(Type.Boolean()),
  NameInMenu: Type.Optional(Type.String({ description: 'Without it the name' })),
  WelcomeReturning: Type.Optional(Text),
  WelcomeNew: Type.Optional(Text),
  MenuIndex: Type.Optional(Type.Integer({ description: '1 to 99; the number that customers type' })),
  Enabled: Type.Optional(Type.Boolean()),
  AutoTagID: Type.Optional(Nos(100)),
}
const OneDepartment = Type.Object({ Department: DepartmentView }, closed)
const heading = 'Department'
const permission = 'queues.manage'
const example = {
  DepartmentID: 8,
  Name: 'Reception',
  IncludeInWelcomeMenu: true,
  NameInMenu: 'Reception',
  MenuIndex: 1,
  WelcomeNew: 'Welcome to #DEPARTMENTNAME#. You are number #POSITIONINQUEUE# in the queue',
  WelcomeReturning: 'Welcome back #CUSTOMERNAME#. You are number #POSITIONINQUEUE# in the #DEPARTMENTNAME# queue',
  Enabled: true,
  AutoTagID: [1, 2, 3],
  AgentID: [2, 3],
  UnassignedChats: 0,
}

export const departmentMethods = [
  agentMethod({
    name: 'CreateDepartment',
    verb: 'POST',
    heading,
    about: 'Create a new department',
    rules: ['AC-60'],
    permission,
    body: { Name, ...settings },
    answer: OneDepartment,
    example: { Department: example },
    run: async ({ body, act, ask, parts }) => {
      const queueId = parts.ids.uuid() as QueueId
      const autoTagIds = await ask((state) => idsByNo(state.tags, body.AutoTagID ?? []))
      const settings = {
        ...defaultQueueSettings,
        name: body.Name,
        enabled: body.Enabled ?? true,
        menu: inMenu(body, body.Name, null),
        texts: textsAfter({}, wordsOf(body)),
        autoTagIds,
        wrapUpMs: 0,
        maxWaitMs,
      }
      return act({ do: 'addQueue', queueId, settings }, (state) => ({
        Department: presentDepartment(state, state.queues.require(queueId)),
      }))
    },
  }),
  agentMethod({
    name: 'UpdateDepartment',
    verb: 'POST',
    heading,
    about: 'Update an existing department',
    rules: ['AC-61'],
    permission,
    body: { DepartmentID: No, Name: Type.Optional(Name), ...settings },
    answer: OneDepartment,
    example: { Department: example },
    run: async ({ body, act, ask }) => {
      const { queue, autoTagIds } = await ask((state) => ({
        queue: byNo(state.queues, 'queue', body.DepartmentID),
        autoTagIds: body.AutoTagID && idsByNo(state.tags, body.AutoTagID),
      }))
      const queueId = queue.id
      const settings = given({
        name: body.Name,
        enabled: body.Enabled,
        menu: inMenu(body, body.Name ?? queue.name, queue.menu),
        autoTagIds,
      })
      return act({ do: 'changeQueue', queueId, settings, texts: wordsOf(body) }, (state) => ({
        Department: presentDepartment(state, state.queues.require(queueId)),
      }))
    },
  }),
  agentMethod({
    name: 'GetDepartmentList',
    verb: 'GET',
    heading,
    about: 'The departments with their settings and messages',
    rules: ['AC-62'],
    answer: Type.Object({ Count: Type.Integer(), Departments: Type.Array(DepartmentView) }, closed),
    example: { Count: 1, Departments: [example] },
    run: async ({ agent, ask }) =>
      ask((state) => {
        const departments = departmentsOf(state, agent.id)
        return { Count: departments.length, Departments: departments.map((queue) => presentDepartment(state, queue)) }
      }),
  }),
]
