import { spawn } from 'node:child_process'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, it } from 'vitest'

const setup = (file: string) =>
  JSON.stringify(pathToFileURL(resolve(import.meta.dirname, '../../electron/setup', file)).href)

const scriptOf = (body: string) => `
  import { passThrough, runShown, mustRun } from ${setup('run.mjs')}
  import { answer, SetupError } from ${setup('say.mjs')}
  const node = (code, ...args) => [process.execPath, ['-e', code, '--', ...args]]
  await answer(async () => { ${body} })`

/** Runs `body` in a process of its own, as the set-up would, with `input` on its standard input. */
function run(body: string, { input = '', signal }: { input?: string; signal?: NodeJS.Signals } = {}) {
  const child = spawn(process.execPath, ['--input-type=module', '-e', scriptOf(body)], { stdio: 'pipe' })
  const told = { out: '', err: '' }
  child.stdout.on('data', (text: Buffer) => {
    told.out += text.toString()
    if (signal && told.out.includes('ready')) child.kill(signal)
  })
  child.stderr.on('data', (text: Buffer) => (told.err += text.toString()))
  child.stdin.end(input)
  return new Promise<{ code: number | null; signal: string | null; out: string; err: string }>(done =>
    child.once('close', (code, by) => done({ ...told, code, signal: by })),
  )
}

const waits = `console.log('ready'); setTimeout(() => {}, 30_000)`

describe('passThrough', () => {
  for (const code of [0, 1, 2, 130]) {
    it(`ends with exit code ${code} of its command`, async () => {
      expect((await run(`return passThrough(...node('process.exitCode = ${code}'))`)).code).toBe(code)
    })
  }
  it('passes arguments, input and output, byte for byte', async () => {
    const echo = `process.stdout.write(process.argv.slice(1).join('|') + '|'); process.stdin.pipe(process.stdout)`
    const args = ['--json', 'two words', '', '“quoted” \\n $HOME *']
    const { out, err } = await run(`return passThrough(...node(${JSON.stringify(echo)}, ...${JSON.stringify(args)}))`, {
      input: 'é\0\n',
    })
    expect([out, err]).toEqual([`${args.join('|')}|é\0\n`, ''])
  })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    it(`dies of ${signal}, as its command does`, async () => {
      expect(await run(`return passThrough(...node(${JSON.stringify(waits)}))`, { signal })).toMatchObject({
        code: null,
        signal,
      })
    })
    it(`leaves it to its command what ${signal} means`, async () => {
      const handles = `process.on('${signal}', () => process.exit(7)); ${waits}`
      expect((await run(`return passThrough(...node(${JSON.stringify(handles)}))`, { signal })).code).toBe(7)
    })
  }
})

describe('npm that is killed', () => {
  it('takes the command with it, though its shell does not', async () => {
    const body = `return passThrough(...node(${JSON.stringify(`process.on('SIGTERM', () => { console.log('told'); process.exit(0) }); ${waits}`)}))`
    const shell = spawn('sh', ['-c', '"$0" --input-type=module -e "$1"; true', process.execPath, scriptOf(body)], {
      env: { ...process.env, npm_lifecycle_event: 'start' },
    })
    let out = ''
    shell.stdout.on('data', (text: Buffer) => {
      out += text.toString()
      if (out === 'ready\n') shell.kill('SIGTERM')
    })
    await new Promise(done => shell.stdout.once('close', done))
    expect(out).toBe('ready\ntold\n')
  })
})

describe('a step of the set-up', () => {
  it('that is interrupted ends the set-up by that signal', async () => {
    const ended = await run(`await runShown(...node(${JSON.stringify(waits)})); console.log('went on'); return 0`, {
      signal: 'SIGTERM',
    })
    expect(ended).toMatchObject({ signal: 'SIGTERM', out: 'ready\n' })
  })
  it('that fails is one line, with its own reason', async () => {
    const body = `return mustRun('test-step', ...node('console.log("out of ink"); process.exit(3)'), { sentence: 'It failed.' })`
    const { code, err } = await run(body)
    expect(code).toBe(1)
    expect(err.trim().split('\n')).toEqual([
      expect.stringMatching(/^palimpsest: It failed\. It said: out of ink \(.*test-step\.log\)\.$/),
    ])
  })
  it('that is killed has failed, and is told', async () => {
    const body = `return runShown(...node('process.kill(process.pid, "SIGKILL")'))`
    expect(await run(body)).toMatchObject({ code: 1, err: expect.stringContaining('was killed by SIGKILL') as string })
  })
  it('that takes too long fails', async () => {
    const body = `return mustRun('test-step', ...node('setTimeout(() => {}, 30_000)'), { sentence: 'Too long.', limitMs: 200 })`
    expect((await run(body)).err).toMatch(/^palimpsest: Too long\. It said: nothing/)
  })
  it('whose program is not there is one line', async () => {
    expect((await run(`return mustRun('test-step', 'no-such-program', [], { sentence: 'x' })`)).err).toMatch(
      /no-such-program could not be started/,
    )
  })
})
