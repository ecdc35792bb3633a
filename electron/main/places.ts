import { createHash } from 'node:crypto'
import { realpathSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'

/** Folders that main works with. `profile` is Chromium's own; `cache` is the engine's. */
export type Places = Readonly<{
  library: string
  profile: string
  cache: string
  model: string
  page: string
  preload: string
  engine: string
  /** The process that converts files. */
  files: string
  /** The process that knows spelling. */
  spelling: string
  /** The program that checks a backup. */
  checker: string
  /** The program that salvages a damaged library. */
  salvager: string
  /** What is remembered of the library outside of it. */
  known: string
}>

type Surroundings = Readonly<{
  env: Readonly<Record<string, string | undefined>>
  /** Where the system keeps applications' data, and the application's own files. */
  appData: string
  app: string
  /** Where a packaged application keeps what lies beside it; null when run from its source. */
  resources: string | null
  /** Chromium's folder, if the command line named one. */
  profile: string | null
}>

/**
 * `PALIMPSEST_LIBRARY` names another library than the usual one. Each library has a profile of its own, so that two can
 * be open at once and the same one cannot. `PALIMPSEST_MODEL` names another model's folder.
 */
export function places({ env, appData, app, resources, profile }: Surroundings): Places {
  const home = join(appData, 'Palimpsest')
  const named = env.PALIMPSEST_LIBRARY
  const library = named ? resolve(named) : join(home, 'Library')
  const ownProfile = profile ?? (named ? join(home, 'profiles', shortHash(canonical(library))) : join(home, 'profile'))
  return {
    library,
    profile: ownProfile,
    known: join(ownProfile, 'library.json'),
    checker: join(app, 'out', 'main', 'check-copy.js'),
    salvager: join(app, 'out', 'main', 'salvage.js'),
    cache: join(home, 'cache'),
    model: env.PALIMPSEST_MODEL ? resolve(env.PALIMPSEST_MODEL) : join(resources ?? app, 'models', 'starter'),
    page: join(app, 'out', 'renderer'),
    preload: join(app, 'out', 'preload', 'index.cjs'),
    engine: join(app, 'out', 'main', 'engine.js'),
    files: join(app, 'out', 'main', 'files.js'),
    spelling: join(app, 'out', 'main', 'spelling.js'),
  }
}

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16)
}

/** `folder` by its one true name, as far down as it exists: the same name whether its drive is connected or not. */
function canonical(folder: string): string {
  try {
    return realpathSync.native(folder)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT' && dirname(folder) !== folder)
      return join(canonical(dirname(folder)), basename(folder))
    throw error
  }
}
