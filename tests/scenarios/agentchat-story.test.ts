import assert from 'node:assert/strict'
import { test } from 'node:test'
import { AgentChat } from '../support/agentchat.ts'
import { Centre, ownerPassword } from '../support/centre.ts'
import { MailServer } from '../support/mail-server.ts'
import { Provider } from '../support/provider.ts'

const kim = '+27821234567'
const day = 86_400_000
/** One red pixel. */
const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=='

interface OneChat {
  readonly Chat: {
    readonly ChatID: number
    readonly ChatType: string
    readonly CustomerID: number
    readonly MobileNumber: string
    readonly DepartmentName: string
    readonly AgentName: string | null
    readonly Tags: readonly { readonly Name: string }[]
  }
}

test('a phone writes, is led by the menu, helped by agents of the vendor’s desktop, and stands in the report', async (t) => {
  const provider = await Provider.open(t)
  const mail = await MailServer.open(t)
  const centre = await Centre.open(t, {
    ...provider.settings,
    POLYDESK_SMTP_URL: `smtp://127.0.0.1:${mail.port}?tls.rejectUnauthorized=false`,
    POLYDESK_MAIL_FROM: 'Acme <desk@acme.example>',
  })
  provider.watch(centre)

  // The manager sets the company up.
  const manager = await AgentChat.logon(centre, 'owner@localhost', ownerPassword)
  await manager.ok('UpdateSettings', { Settings: [{ CompanyName: 'Acme', ChatClosedText: 'Goodbye #CUSTOMERNAME#' }] })
  await manager.ok('CreateTagGroup', { Name: 'About', Enabled: true })
  await manager.ok('CreateTag', { TagGroupID: '1', Name: 'Lead', Enabled: true })
  await manager.ok('CreateTag', { TagGroupID: '1', Name: 'Warranty', Enabled: true })
  const departments: Record<string, number> = {}
  for (const [name, more] of Object.entries({
    Sales: {
      MenuIndex: 1,
      AutoTagID: ['1'],
      WelcomeNew: 'Welcome to #DEPARTMENTNAME#. You are number #POSITIONINQUEUE#',
    },
    Workshop: { MenuIndex: 2, WelcomeReturning: 'Welcome back #CUSTOMERNAME#' },
  })) {
    const { Department } = await manager.ok<{ Department: { DepartmentID: number } }>('CreateDepartment', {
      Name: name,
      IncludeInWelcomeMenu: true,
      NameInMenu: `Our ${name}`,
      Enabled: true,
      ...more,
    })
    departments[name] = Department.DepartmentID
  }
  const jack = await newAgent(centre, manager, mail, 'Jack', [departments['Sales'] ?? 0])
  const jill = await newAgent(centre, manager, mail, 'Jill', [departments['Sales'] ?? 0, departments['Workshop'] ?? 0])

  // The phone writes, and chooses.
  await provider.message(kim, 'Hello?', { name: 'Kim' })
  await provider.until(() => provider.got.length === 1)
  assert.match(provider.texts[0] ?? '', /\n1 Our Sales\n2 Our Workshop$/)
  assert.deepEqual(await chatsOf(jack, 'unassigned'), [])
  await provider.message(kim, '1')
  await provider.until(() => provider.got.length === 2)
  assert.equal(provider.texts[1], 'Welcome to Sales. You are number 1')
  assert.deepEqual(await chatsOf(jack, 'unassigned'), [[1, 'Sales', null]])

  // An agent takes it; they talk, with a picture each.
  const { Chat } = await jack.ok<OneChat>('GrabChat')
  assert.deepEqual([Chat.ChatType, Chat.MobileNumber, Chat.AgentName], ['open', kim, 'Jack'])
  assert.deepEqual(
    Chat.Tags.map(({ Name }) => Name),
    ['Lead'],
  )
  assert.equal(await jill.refused('GrabChat'), '409 DepartmentNobodyWaits')
  const picture = { AttachmentType: 'image/png', AttachmentName: 'car.png', AttachmentData: png }
  await jack.ok('SendMessage', { ChatID: String(Chat.ChatID), MessageText: 'This one?', ...picture })
  await provider.until(() => provider.got.length === 4)
  assert.equal(provider.got[2]?.body.text, 'This one?')
  assert.deepEqual(provider.got[3]?.body.attachment, { name: 'car.png', mediaType: 'image/png', base64: png })
  await provider.message(kim, 'No, that one', { attachment: { name: 'mine.png', base64: png } })
  await provider.receipt(provider.got[3]?.body.messageId ?? '', 'read')
  const found = await jack.ok<{
    Customers: { Chats: { Messages: { From: string; MessageText: string | null; Status: string | null }[] }[] }[]
  }>('FindCustomer', { MobileNumber: kim.slice(1), IncludeChats: 'true' })
  const said = found.Customers[0]?.Chats[0]?.Messages.filter(({ From }) => From !== 'system')
  assert.deepEqual(
    said?.map(({ From, MessageText, Status }) => [From, MessageText, Status]),
    [
      ['customer', 'Hello?', null],
      ['customer', '1', null],
      ['agent', 'This one?', 'read'],
      ['agent', null, 'read'],
      ['customer', 'No, that one', null],
      ['customer', null, null],
    ],
  )

  // Labels, a word about the customer, another department, another agent, the end.
  const ChatID = Chat.ChatID
  await jack.ok('AddTag', { CustomrID: String(Chat.CustomerID), TagID: '2' })
  await jack.ok('AddComment', { CustomerID: String(Chat.CustomerID), Comment: 'Drives a red one' })
  await jack.ok('TransferChat', { ChatID, DepartmentID: departments['Workshop'] })
  assert.deepEqual(await chatsOf(jill, 'unassigned'), [[ChatID, 'Workshop', null]])
  await jill.ok('AssignChat', { ChatID })
  const agents = await agentIds(manager)
  assert.equal(await jill.refused('ReAssignChat', { ChatID, AgentID: 999 }), '404 AgentNotFound')
  await jill.ok('ReAssignChat', { ChatID, AgentID: agents['Jack'] })
  assert.deepEqual(await chatsOf(jack, 'open'), [[ChatID, 'Workshop', 'Jack']])
  const { Chat: closed } = await jack.ok<OneChat>('CloseChat', { ChatID })
  assert.deepEqual([closed.ChatType, closed.Tags.map(({ Name }) => Name)], ['closed', ['Lead', 'Warranty']])
  await provider.until(() => provider.got.length === 5)
  assert.equal(provider.texts[4], 'Goodbye Kim')
  const csv = String((await jack.call('ExportChat', { ChatID })).body)
    .trim()
    .split('\r\n')
  assert.match(csv[0] ?? '', /^\uFEFF?ChatID,/)
  assert.ok(csv.some((line) => line.includes('Drives') === false && line.includes('No, that one')))

  // A returning customer is greeted as one.
  centre.clock.pass(60_000)
  await provider.message(kim, 'Me again')
  await provider.message(kim, '2')
  await provider.until(() => provider.got.length === 7)
  assert.equal(provider.texts[6], 'Welcome back Kim')

  // On Monday the report of the week is in the mail.
  centre.clock.pass(day)
  const again = await AgentChat.logon(centre, 'owner@localhost', ownerPassword)
  await again.ok('CreateRecipient', { FullName: 'Zakes Mthini', EmailAddress: 'zakes@example.org' })
  await again.ok('CreateReportSchedule', {
    RecipientID: '1',
    ReportID: '1',
    Format: 'CSV',
    Grouping: ['WEEK'],
    Delivery: 'EMAIL',
    ScheduledDay: ['1'],
    ScheduledTime: '16:30',
  })
  const before = mail.arrived.length
  centre.clock.pass(7 * day)
  await mail.until(before + 1)
  const letter = mail.arrived.at(-1)
  assert.deepEqual(letter?.envelope.to, ['zakes@example.org'])
  const [file] = letter?.letter.attachments ?? []
  const table = Buffer.from(file?.content as ArrayBuffer)
    .toString('utf8')
    .split('\r\n')
  assert.match(file?.filename ?? '', /2026-W02.*\.csv$/)
  // One chat came to Sales and one to the Workshop, which Jack's went to later.
  assert.match(table.find((line) => line.startsWith('Sales,')) ?? '', /^Sales,1,/)
  assert.match(table.find((line) => line.startsWith('Workshop,')) ?? '', /^Workshop,/)
})

/** Created by the manager; sets the password by the code that came by mail, and signs in. */
async function newAgent(
  centre: Centre,
  manager: AgentChat,
  mail: MailServer,
  name: string,
  departmentIds: readonly number[],
): Promise<AgentChat> {
  const email = `${name.toLowerCase()}@acme.example`
  const count = mail.arrived.length
  await manager.ok('CreateAgent', {
    Name: name,
    EmailAddress: email,
    MobileNumber: '+27821231234',
    RoleID: '1',
    DepartmentID: departmentIds.map(String),
  })
  await mail.until(count + 1)
  const letter = mail.arrived.at(-1)
  assert.deepEqual(letter?.envelope.to, [email])
  const [code] = /(?:\d[\s]?){23}/.exec(letter?.letter.text ?? '') ?? []
  await manager.ok('SetPassword', { ResetCode: code?.replaceAll(/\s/g, ''), Password: `${name}-password` })
  return AgentChat.logon(centre, email, `${name}-password`)
}

async function chatsOf(agent: AgentChat, ChatType: string): Promise<unknown> {
  const { Chats } = await agent.ok<{ Chats: OneChat['Chat'][] }>('GetChatList', { ChatType })
  return Chats.map(({ ChatID, DepartmentName, AgentName }) => [ChatID, DepartmentName, AgentName])
}

async function agentIds(manager: AgentChat): Promise<Readonly<Record<string, number>>> {
  const { Agents } = await manager.ok<{ Agents: { AgentID: number; Name: string }[] }>('GetSettings')
  return Object.fromEntries(Agents.map(({ AgentID, Name }) => [Name, AgentID]))
}
