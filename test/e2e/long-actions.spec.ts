import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { chapters, flipLeaf } from '../support/damage.ts'
import { answerDialogs, command } from './support/files.ts'
import { expectSound } from './support/sound.ts'
import { expect, test } from './support/studio.ts'
import type { Studio } from './support/studio.ts'
import { text } from './support/writing.ts'

const dialog = (studio: Studio) => studio.page.getByRole('dialog')
/** Main hears what its processes have done, and that they ended by themselves, only once the function returned is called. */
async function holdAnswers({ app }: Studio, library: string): Promise<() => void> {
  const sign = join(library, 'go on')
  await app.evaluate(({ utilityProcess }, sign) => {
    const { existsSync } = process.getBuiltinModule('node:fs')
    const goOn = new Promise<void>(resolve => {
      const timer = setInterval(() => {
        if (!existsSync(sign)) return
        clearInterval(timer)
        resolve()
      }, 20)
    })
    const isStep = (message: unknown) => (message as { kind?: string } | null)?.kind === 'step'
    const fork = utilityProcess.fork.bind(utilityProcess)
    utilityProcess.fork = (...args) => {
      const child = fork(...args)
      const [on, kill] = [child.on.bind(child), child.kill.bind(child)]
      let isKilled = false
      child.kill = () => {
        isKilled = true
        return kill()
      }
      child.on = ((name: 'message', listener: (it: unknown) => void) =>
        on(name, it => (isKilled || isStep(it) ? listener(it) : void goOn.then(() => listener(it))))) as typeof child.on
      return child
    }
  }, sign)
  return () => writeFileSync(sign, '')
}

const cancel = (studio: Studio) => dialog(studio).getByRole('button', { name: 'Cancel' }).click()

test('an import of a large folder is cancelled midway: nothing of it is left', async ({ studio, library }) => {
  const folder = join(library, 'large')
  mkdirSync(folder)
  for (let at = 0; at < 1_200; at++) writeFileSync(join(folder, `${at}.md`), `Some *words* of ${at}.\n\n`.repeat(900))
  await answerDialogs(studio, { open: [folder] })
  await expect(text(studio.page)).toBeVisible()
  await command(studio, 'Import a folder')
  await expect(dialog(studio).getByText(/^Reading \d+\.md/)).toBeVisible()
  await cancel(studio)
  await expect(dialog(studio)).toHaveCount(0)
  await studio.page.waitForTimeout(1_000)
  await expect(dialog(studio)).toHaveCount(0)
  await expect(studio.page.getByRole('treeitem', { name: 'large' })).toHaveCount(0)
  expectSound(library, db => expect(db.prepare('SELECT count(*) FROM project').pluck().get()).toBe(1))
  await command(studio, 'Import a folder')
  await expect(dialog(studio).getByText(/^Reading \d+\.md/)).toBeVisible()
  await cancel(studio)
})

test('an export of the whole library is cancelled midway: no file of it is left', async ({ launch, library }) => {
  await chapters(library, 1_500)
  const studio = await launch()
  const out = join(library, 'out')
  mkdirSync(out)
  await answerDialogs(studio, { open: [out] })
  await expect(text(studio.page)).toBeVisible()
  await command(studio, 'Export the whole library')
  await expect(dialog(studio).getByText(/\.md$/)).toBeVisible()
  expect(readdirSync(out)).not.toEqual([])
  await cancel(studio)
  await expect.poll(() => readdirSync(out)).toEqual([])
  await expect(studio.page.getByText(/^Exported/)).toHaveCount(0)
})

test('a replacement in all documents is cancelled midway: every text is as it was', async ({ launch, library }) => {
  await chapters(library, 1_500)
  const studio = await launch()
  const { page } = studio
  await expect(text(page)).toBeVisible()
  const texts = () => {
    let all: unknown[] = []
    expectSound(library, db => (all = db.prepare('SELECT text FROM document ORDER BY key').pluck().all()))
    return all
  }
  const before = texts()
  await command(studio, 'Find and replace in all documents')
  await page.getByLabel('Find in all documents').fill('chapter')
  await page.getByText('1,500 places in 1,500 documents').waitFor({ timeout: 60_000 })
  const listed = page.getByRole('list', { name: 'Places by document' }).locator('> li')
  await expect(listed).toHaveCount(101)
  await listed.last().scrollIntoViewIfNeeded()
  await expect(listed).toHaveCount(201)
  await page.getByLabel('Replace with').fill('qqq')
  await page.getByRole('button', { name: 'Replace 1,500 in 1,500 documents' }).click()
  await expect(dialog(studio).getByRole('progressbar')).toBeVisible()
  await cancel(studio)
  await expect(page.getByText('Cancelled: nothing was replaced.')).toBeVisible()
  expect(texts()).toEqual(before)
})

test('a backup is cancelled midway: no file of it is left, and the next one is made', async ({ studio, library }) => {
  const { page } = studio
  await expect(text(page)).toBeVisible()
  const made = () => readdirSync(join(library, 'backups'))
  const goOn = await holdAnswers(studio, library)
  await command(studio, 'Back up now')
  await expect(dialog(studio).getByText('Checking the copy')).toBeVisible()
  await studio.shot('backing-up')
  await cancel(studio)
  await expect(dialog(studio)).toHaveCount(0)
  goOn()
  await expect.poll(made).toEqual([])
  await expect(page.getByText(/^Backed up/)).toHaveCount(0)
  await command(studio, 'Back up now')
  await expect(page.getByText(/^Backed up and checked/)).toBeVisible()
  expect(made()).toHaveLength(1)
})

test('a salvage is cancelled midway: the damaged file stays alone; the next one is whole', async ({
  launch,
  library,
}) => {
  await chapters(library, 1_200)
  const file = join(library, 'library.sqlite')
  flipLeaf(file, 'Chapter 9')
  const damaged = readFileSync(file)
  const studio = await launch()
  const { page } = studio
  const goOn = await holdAnswers(studio, library)
  await page.getByRole('button', { name: 'Salvage what can be read' }).click()
  await expect(dialog(studio).getByText(/^(Looking for|Saving) what can be read$/)).toBeVisible()
  await studio.shot('salvaging')
  await cancel(studio)
  await expect(page.getByRole('button', { name: 'Salvage what can be read' })).toBeEnabled()
  const files = () => readdirSync(library).filter(name => name.includes('.sqlite') && !/-(wal|shm)$/.test(name))
  await expect.poll(files).toEqual(['library.sqlite'])
  expect(readFileSync(file)).toEqual(damaged)
  goOn()
  await page.getByRole('button', { name: 'Salvage what can be read' }).click()
  await expect(page.getByRole('main').getByText(/documents with .* words were saved/)).toBeVisible({ timeout: 60_000 })
})

test.describe('on a small disk', () => {
  test.skip(
    process.platform !== 'linux' || process.getuid?.() !== 0,
    'a small disk can only be mounted by root on Linux',
  )
  let disk = ''
  test.beforeEach(({ library }) => {
    disk = join(library, 'disk')
    mkdirSync(disk)
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'none', disk])
    writeFileSync(join(disk, 'ballast'), Buffer.alloc(60 * 1024))
  })
  test.afterEach(() => {
    execFileSync('umount', ['-l', disk])
  })

  test('an export that does not fit ends in a sentence, without half a file', async ({ studio }) => {
    await expect(text(studio.page)).toBeVisible()
    await answerDialogs(studio, { save: join(disk, 'story.md'), open: [disk] })
    await command(studio, 'Export…')
    await dialog(studio).getByRole('button', { name: 'Export…' }).click()
    await expect(
      studio.page.getByText(/story\.md was not written: the disk is full\. Free some space, or choose another disk\./),
    ).toBeVisible()
    expect(readdirSync(disk)).toEqual(['ballast'])
    await command(studio, 'Export the whole library')
    await expect(studio.page.getByText(/Palimpsest library .* was not written: the disk is full/)).toBeVisible()
    expect(readdirSync(disk)).toEqual(['ballast'])
  })
})
