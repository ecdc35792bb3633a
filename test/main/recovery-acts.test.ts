import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { exportAll } from '../../electron/main/recovery-acts.ts'
import { unwatched } from '../../electron/store/watch.ts'
import { asOrdinaryUser, freshFolder } from '../support/folders.ts'

const now = new Date('2026-03-04T05:06:07Z')
const document = (title: string, position: number, text: unknown = `Text of ${title}`) =>
  ({ id: title, project: 'p', projectTitle: 'P', title, position, text, typed: [], words: 3 }) as never

describe('the text of a library that does not open', () => {
  it('is put into a folder of its own, beside one of the same second', async () => {
    const parent = freshFolder()
    const remains = { documents: [document('One', 0), document('Two', 1)], scraps: [] }
    await exportAll(parent, remains, now, unwatched)
    const { sentence } = (await exportAll(parent, remains, now, unwatched))!
    const name = 'Palimpsest text 2026-03-04T05-06-07'
    expect(readdirSync(parent)).toEqual([name, `${name} 2`])
    expect(sentence).toBe(`2 documents written as text files in ${join(parent, `${name} 2`)}.`)
    expect(readFileSync(join(parent, name, '01 P', '02 Two.txt'), 'utf8')).toBe('Two\n\nText of Two\n')
  })
  it('is written whole or not at all', async () => {
    const parent = freshFolder()
    const unwritable = {
      [Symbol.toPrimitive]() {
        throw new Error('the disk gave up')
      },
    }
    const remains = { documents: [document('One', 0), document('Two', 1, unwritable)], scraps: [] }
    await expect(exportAll(parent, remains, now, unwatched)).rejects.toThrow('the disk gave up')
    expect(readdirSync(parent)).toEqual([])
  })
  it('is refused with a sentence where it may not be written', async () => {
    const parent = freshFolder()
    await asOrdinaryUser(parent, async () => {
      await expect(exportAll(parent, { documents: [document('One', 0)], scraps: [] }, now, unwatched)).rejects.toThrow(
        'You are not allowed to write there.',
      )
    })
  })
})
