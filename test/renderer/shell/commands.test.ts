// @vitest-environment jsdom
import { Editor } from '@tiptap/core'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { bound } from '../../../renderer/shell/bindings.ts'
import { studioCommands } from '../../../renderer/shell/commands.ts'
import type { CommandTargets } from '../../../renderer/shell/commands.ts'
import { commandFor } from '../../../renderer/shell/shortcuts.ts'
import { quietExtensions } from '../editor/quiet-extensions.ts'

const nothing = () => undefined

function targets(change: Partial<CommandTargets> = {}): CommandTargets {
  return {
    editor: null,
    passage: {
      stopping: false,
      phase: 'idle',
      progress: null,
      blocked: null,
      fill: nothing,
      ...{ pressFill: nothing, grow: nothing, shrink: nothing, markParagraph: nothing },
      ...{ fillAll: nothing, bridge: nothing, goOn: nothing, writeToward: nothing },
      ...{ more: nothing, copy: nothing, compare: nothing, edit: nothing, star: nothing, reject: nothing },
      ...{ more: nothing, copy: nothing, compare: nothing, offeredPiece: () => null },
      ...{ reroll: nothing, polish: nothing, branch: nothing, breed: nothing, resume: nothing, chooseWord: nothing },
      ...{ inspectWord: nothing, toggleTimeline: nothing, stepBy: nothing, play: nothing },
      region: { atHand: null, wish: nothing },
      gap: {
        ...{ atHand: null, put: nothing, bridge: nothing, goOn: nothing, writeToward: nothing },
        ...{ wish: nothing, remove: nothing, removeAll: nothing },
      },
      ...{ lockNames: nothing, lockSpeech: nothing, unlockAll: nothing, redraw: nothing },
      stop: nothing,
      discard: nothing,
      accept: nothing,
      turn: nothing,
      recall: nothing,
      remix: nothing,
    },
    scraps: {
      ...{ keep: nothing, move: nothing, keepVariant: nothing, show: nothing },
      ...{ canKeep: true, canMove: true, isOffered: false },
    },
    spelling: {
      ...{ on: true, isOpen: true, isAtWord: () => true, turn: vi.fn(), next: vi.fn() },
      ...{ suggest: vi.fn(), addWord: vi.fn(), settings: vi.fn() },
    },
    surprise: { isOpen: true, isShown: false, show: nothing, close: nothing },
    find: {
      ...{ isOpen: true, page: nothing, step: nothing, everywhere: nothing, jump: nothing, undoReplace: nothing },
      ...{ canUndoReplace: false, replaceChord: 'Mod+H' },
    },
    documents: {
      ...{
        newDocument: nothing,
        newProject: nothing,
        rename: nothing,
        trash: nothing,
        save: nothing,
        ...{ backUp: nothing, backups: nothing, snapshot: nothing, snapshotProject: nothing },
        step: nothing,
      },
      ...{ isOpen: true, isWritable: true },
    },
    binder: {
      ...{ createOf: nothing, convert: nothing, status: nothing, move: nothing, split: nothing, merge: nothing },
      ...{ labels: [], label: nothing },
      ...{ duplicate: nothing, pictures: nothing, canChange: true, canSplit: true, isWritable: true },
    },
    files: { export: nothing, exportLibrary: nothing, import: nothing, importFolder: nothing },
    view: {
      ...{
        palette: nothing,
        keys: nothing,
        help: nothing,
        firstSteps: nothing,
        presets: [],
        usePreset: nothing,
        menu: nothing,
        edit: nothing,
        link: nothing,
        footnote: nothing,
        toggleBinder: nothing,
        toggleStudio: nothing,
        toggleFocus: nothing,
      },
      ...{
        showPassage: nothing,
        showHistory: nothing,
        showHistoryHere: nothing,
        prune: nothing,
        isWritable: true,
        showSnapshots: nothing,
        theme: nothing,
        pane: nothing,
        toggleQuotes: nothing,
      },
      ...{ showInspector: nothing, labels: nothing, goals: nothing, fullScreen: nothing },
      ...{ showMode: nothing, readProject: nothing },
      ...{ toggleTypewriter: nothing, typewriter: false },
      ...{
        typographicQuotes: true,
        model: nothing,
        turnOrigins: nothing,
        turnHeat: nothing,
        originReport: nothing,
        hasDrawer: false,
        closeDrawer: nothing,
      },
    },
    ...change,
  }
}
const commandsOf = (change: Partial<CommandTargets> = {}) => bound(studioCommands(targets(change)), {})
const all = commandsOf()
const passage = targets().passage

function keyAt(target: EventTarget, key: string, init: KeyboardEventInit = {}): KeyboardEvent {
  const press = new KeyboardEvent('keydown', { key, bubbles: true, ...init })
  target.dispatchEvent(press)
  return press
}
function put(html: string): Element {
  document.body.innerHTML = html
  return document.body.querySelector('[data-here]')!
}
afterEach(() => {
  document.body.innerHTML = ''
})

describe('the list of commands', () => {
  it('names each once', () => expect(new Set(all.map(({ id }) => id)).size).toBe(all.length))
  it('gives no key to two, but for those that are fixed', () => {
    const chords = studioCommands(targets()).flatMap(({ chord, fixed }) =>
      chord === undefined || fixed === true ? [] : [chord],
    )
    expect(chords.filter((chord, at) => chords.indexOf(chord) !== at)).toEqual([])
  })
  it('offers nothing that writes in a library that can only be read', () => {
    const readOnly = commandsOf({ documents: { ...targets().documents, isWritable: false } })
    const offered = readOnly.filter(({ group, when }) => group === 'Documents' && (when?.() ?? true))
    expect(offered.map(({ id }) => id)).toEqual(['document-next', 'document-previous'])
  })
})

describe('a key', () => {
  const idOf = (press: KeyboardEvent, commands = all) => commandFor(commands, press, false)?.id ?? null
  const running = commandsOf({ passage: { ...passage, phase: 'running' } })

  it('finds its command', () => expect(idOf(keyAt(put('<p data-here>'), 'Enter', { ctrlKey: true }))).toBe('fill'))
  it('finds none while an input method composes', () =>
    expect(idOf(keyAt(put('<p data-here>'), 'Enter', { ctrlKey: true, isComposing: true }))).toBe(null))
  it('finds none that cannot be done', () => expect(idOf(keyAt(put('<p data-here>'), 'Escape'))).toBe(null))
  it('stops a run', () => expect(idOf(keyAt(put('<p data-here>'), 'Escape'), running)).toBe('stop'))
  it('leaves Escape to a field', () => expect(idOf(keyAt(put('<input data-here>'), 'Escape'), running)).toBe(null))
  it('a slider is no such field', () =>
    expect(idOf(keyAt(put('<input type="range" data-here>'), 'Escape'), running)).toBe('stop'))
  const picked = '<li aria-selected="true"></li>'
  for (const open of ['<div role="menu">', `<ul role="tree">${picked}`, '<search data-pane="find">'])
    it(`leaves Escape to what it closes: ${open}`, () =>
      expect(idOf(keyAt(put(`${open}<button data-here>`), 'Escape'), running)).toBe(null))
  for (const open of ['<ul role="tree"><li aria-selected="false"></li>', '<search>'])
    it(`has Escape where nothing would use it: ${open}`, () =>
      expect(idOf(keyAt(put(`${open}<button data-here>`), 'Escape'), running)).toBe('stop'))
  it('leaves a dialog alone', () =>
    expect(idOf(keyAt(put('<dialog><p data-here></dialog>'), 'Enter', { ctrlKey: true }))).toBe(null))
  it('that the editor obeys itself is not listened for', () => {
    const writing = commandsOf({ editor: new Editor({ element: null, extensions: quietExtensions }) })
    expect(writing.find(({ id }) => id === 'bold')?.when?.()).toBe(true)
    expect(idOf(keyAt(put('<p data-here>'), 'b', { ctrlKey: true }), writing)).toBe(null)
  })
  it('of the editor’s that the writer changed is listened for on the page only', () => {
    const writing = bound(
      studioCommands(targets({ editor: new Editor({ element: null, extensions: quietExtensions }) })),
      { bold: 'F7' },
    )
    expect(idOf(keyAt(put('<p class="ProseMirror" data-here>'), 'F7'), writing)).toBe('bold')
    expect(idOf(keyAt(put('<p data-here>'), 'F7'), writing)).toBe(null)
  })
  it('runs what it was found for', () => {
    const fill = vi.fn()
    const commands = commandsOf({ passage: { ...passage, pressFill: fill } })
    commandFor(commands, keyAt(put('<p data-here>'), 'Enter', { ctrlKey: true }), false)?.run()
    expect(fill).toHaveBeenCalledOnce()
  })
  it('fills nothing while that is blocked', () => {
    const blocked = commandsOf({ passage: { ...passage, blocked: 'No model.' } })
    expect(idOf(keyAt(put('<p data-here>'), 'Enter', { ctrlKey: true }), blocked)).toBe(null)
  })
})
