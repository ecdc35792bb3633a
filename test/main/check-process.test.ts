import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, vi } from 'vitest'
import { checkerIn } from '../../electron/main/check-process.ts'
import { toFault } from '../../electron/main/fault.ts'
import { backUp } from '../../electron/store/backup.ts'
import { LibraryDamaged } from '../../electron/store/failures.ts'
import { chapters, flipLeaf, write } from '../support/damage.ts'
import { freshFolder } from '../support/folders.ts'
import { opened } from '../support/library.ts'

vi.mock('electron', () => import('../support/utility-process.ts'))

const check = checkerIn(join(import.meta.dirname, '../../electron/process/check-copy.ts'))
/** What it throws. */
const refused = (checking: Promise<void>): Promise<unknown> =>
  checking.then(
    () => null,
    (error: unknown) => error,
  )

async function library() {
  const folder = freshFolder()
  await chapters(folder, 20)
  return { folder, file: join(folder, 'library.sqlite') }
}

it('a copy that is sound passes', async () => {
  const { folder } = await library()
  const { db } = await opened(folder)
  await check(await backUp(db, join(folder, 'backups'), 'by hand', new Date()))
})
it('a copy that is damaged is called so, with what was found', async () => {
  const { file } = await library()
  flipLeaf(file, 'Chapter 9')
  const error = await refused(check(file))
  expect(error).toBeInstanceOf(LibraryDamaged)
  expect(error).toMatchObject({ file, detail: expect.stringMatching(/^(?!The library file)/) as string })
})
it('a disk that refuses is no damage, and gets its sentence', async () => {
  const error = await refused(check(freshFolder()))
  expect(error).not.toBeInstanceOf(LibraryDamaged)
  expect(toFault(error).message).toMatch('The disk refused')
})
it('a check that ends without an answer is no damage', async () => {
  const program = join(freshFolder(), 'killed.mjs')
  writeFileSync(program, 'process.kill(process.pid, "SIGKILL")')
  const error = await refused(checkerIn(program)('/l/library.sqlite'))
  expect(error).not.toBeInstanceOf(LibraryDamaged)
  expect(toFault(error).message).toMatch('perhaps for want of memory')
})

for (const [name, harm, damage] of [
  ['sound', () => undefined, null],
  ['damaged', (file: string) => flipLeaf(file, 'Chapter 9'), expect.any(LibraryDamaged)],
] as const)
  it(`a ${name} library that is open is called so, and left as it is, its log too`, async () => {
    const { folder, file } = await library()
    const { db } = await opened(folder)
    write(db, 3, 'Only the log has this.')
    harm(file)
    const before = [file, `${file}-wal`].map(name => readFileSync(name))
    expect(await refused(check(file, true))).toEqual(damage)
    expect([file, `${file}-wal`].map(name => readFileSync(name))).toEqual(before)
    write(db, 4, 'And on.')
  })
