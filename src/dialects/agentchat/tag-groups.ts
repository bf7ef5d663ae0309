import Type from 'typebox'
import type { TagGroupId } from '#domain/ids.ts'
import type { EntryOf } from '#domain/organisation/entries.ts'
import { agentMethod } from './method.ts'
import { closed, given, Name, No } from './schemas.ts'
import { byNo } from './words.ts'

export const TagGroupView = Type.Object({ TagGroupID: No, Name, Enabled: Type.Boolean() }, closed)

const OneTagGroup = Type.Object({ TagGroup: TagGroupView }, closed)
const heading = 'Tag Groups'
const permission = 'queues.manage'
const example = { TagGroup: { TagGroupID: 5, Name: 'Product Enquiries', Enabled: true } }

/** The tag group as this API shows it. */
export function presentTagGroup({ no, name, enabled }: EntryOf<'tagGroups'>) {
  return { TagGroupID: no, Name: name, Enabled: enabled }
}

export const tagGroupMethods = [
  agentMethod({
    name: 'CreateTagGroup',
    verb: 'POST',
    heading,
    about: 'Create a new group of tags',
    rules: ['AC-80'],
    permission,
    body: { Name, Enabled: Type.Boolean() },
    answer: OneTagGroup,
    example,
    run: async ({ body, act, parts }) => {
      const id = parts.ids.uuid() as TagGroupId
      const settings = { name: body.Name, enabled: body.Enabled }
      return act({ do: 'addEntry', table: 'tagGroups', id, settings }, (state) => ({
        TagGroup: presentTagGroup(state.tagGroups.require(id)),
      }))
    },
  }),
  agentMethod({
    name: 'UpdateTagGroup',
    verb: 'POST',
    heading,
    about: 'Update an existing group of tags',
    rules: ['AC-81'],
    permission,
    body: { TagGroupID: No, Name: Type.Optional(Name), Enabled: Type.Optional(Type.Boolean()) },
    answer: OneTagGroup,
    example,
    run: async ({ body, act, ask }) => {
      const { id } = await ask((state) => byNo(state.tagGroups, 'tag-group', body.TagGroupID))
      const settings = given({ name: body.Name, enabled: body.Enabled })
      return act({ do: 'changeEntry', table: 'tagGroups', id, settings }, (state) => ({
        TagGroup: presentTagGroup(state.tagGroups.require(id)),
      }))
    },
  }),
]
