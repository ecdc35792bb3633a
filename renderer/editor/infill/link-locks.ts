import type { EditorState } from '@tiptap/pm/state'
import { aimOf } from './aim.ts'
import { bearsLock, isLinkOrCode, markedRegions } from './targets.ts'
import type { Target } from './targets.ts'

/** Links and inline code that a run would keep as it keeps locks: in the passage that is aimed at and in marked regions. */
export function linkLocks(state: EditorState): Target[] {
  const { doc, selection } = state
  const aim = selection.empty ? null : aimOf(state)
  const aimed = aim === null || 'sentence' in aim ? [] : aim.targets
  const locks = new Map<number, Target>()
  for (const { from, to } of [...markedRegions(doc).flatMap(({ targets }) => targets), ...aimed])
    doc.nodesBetween(from, to, (node, pos) => {
      if (!node.isText || bearsLock(node) || !isLinkOrCode(node)) return
      const start = Math.max(from, pos)
      const end = Math.min(to, pos + node.nodeSize)
      locks.set(start, { from: start, to: Math.max(end, locks.get(start)?.to ?? 0) })
    })
  return [...locks.values()]
}
