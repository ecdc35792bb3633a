import type { Handlers } from '../../contract/ipc.ts'
import type { WriteDb } from '../../store/database.ts'
import { keepScrap, listScraps, loadScrap, starScrap, trashScrap } from '../../store/scraps.ts'

type Name = 'keep' | 'list' | 'load' | 'star' | 'trash' | 'restore'

export function scrapHandlers(db: WriteDb, now: () => number): Pick<Handlers, `scrap:${Name}`> {
  return {
    'scrap:keep': scrap => keepScrap(db, scrap, now()),
    'scrap:list': (query, after, limit) => listScraps(db, query, after, limit),
    'scrap:load': id => loadScrap(db, id),
    'scrap:star': (id, on) => starScrap(db, id, on),
    'scrap:trash': id => trashScrap(db, id, now()),
    'scrap:restore': id => trashScrap(db, id, null),
  }
}
