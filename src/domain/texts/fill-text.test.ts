import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fillText } from './fill-text.ts'
import { textResourceNames, textVariableNames } from './text-names.ts'

test('both ways of writing a variable are filled, as often as they occur', () => {
  const values = { SeekerFirstName: 'Kim', CUSTOMERNAME: 'Kim Lee' }
  assert.equal(fillText("@Model.SeekerFirstName, it's @Model.SeekerFirstName.", values), "Kim, it's Kim.")
  assert.equal(fillText('Welcome back #CUSTOMERNAME#!', values), 'Welcome back Kim Lee!')
})

test('only the whole name counts, in its own case', () => {
  const values = { SeekerFirstName: 'Kim', Seeker: 'no' }
  for (const text of [
    '@Model.SeekerFirstNameX',
    '@Model.SeekerFirstName_2',
    '@Model.SeekerFirstNameé',
    '@Model.seekerfirstname',
    '@Model.Unknown #Unknown# #Seeker',
    '#SeekerFirstName X#',
  ])
    assert.equal(fillText(text, values), text)
  assert.equal(fillText('#Unknown#Seeker#', values), '#Unknownno')
})

test('a value is put in literally: no variable, pattern or replacement sign in it is looked at', () => {
  const values = { A: '@Model.B #B# $& $1 $$', B: '@Model.A' }
  assert.equal(fillText('@Model.A|#B#', values), '@Model.B #B# $& $1 $$|@Model.A')
})

test('names that are words of the language or of patterns are names like any other', () => {
  assert.equal(fillText('#constructor# @Model.toString', { A: 'x' }), '#constructor# @Model.toString')
  assert.equal(fillText('#a.c# #abc#', { 'a.c': 'x' }), 'x #abc#')
  assert.equal(fillText('#A# ## @Model.', { '': 'x' }), '#A# ## @Model.')
  assert.equal(fillText('#A#', {}), '#A#')
})

test('the standard texts are numbered without a gap from None, and no name is given twice', () => {
  assert.deepEqual(
    Object.values(textResourceNames),
    Array.from({ length: 34 }, (_, index) => index - 1),
  )
  assert.equal(new Set(textVariableNames).size, 22)
  const values = Object.fromEntries(textVariableNames.map((name) => [name, `<${name}>`]))
  for (const name of textVariableNames) assert.equal(fillText(`@Model.${name}`, values), `<${name}>`)
})
