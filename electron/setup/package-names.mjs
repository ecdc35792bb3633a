/**
 * What the studio and its tests need of a Linux system, under each package manager's names. Alternatives are in order of
 * preference: Debian 13 and Ubuntu 24.04 renamed some libraries, and keep the old name as one that nothing can install.
 */
const window = /** @type {const} */ ([
  { apt: ['xvfb'], dnf: 'xorg-x11-server-Xvfb', pacman: 'xorg-server-xvfb' },
  { apt: ['libgtk-3-0t64', 'libgtk-3-0'], dnf: 'gtk3', pacman: 'gtk3' },
  { apt: ['libnss3'], dnf: 'nss', pacman: 'nss' },
  { apt: ['libasound2t64', 'libasound2'], dnf: 'alsa-lib', pacman: 'alsa-lib' },
  { apt: ['libgbm1'], dnf: 'mesa-libgbm', pacman: 'mesa' },
  { apt: ['libxss1'], dnf: 'libXScrnSaver', pacman: 'libxss' },
  { apt: ['libxtst6'], dnf: 'libXtst', pacman: 'libxtst' },
  { apt: ['libatk-bridge2.0-0t64', 'libatk-bridge2.0-0'], dnf: 'at-spi2-atk', pacman: 'at-spi2-core' },
  { apt: ['libdrm2'], dnf: 'libdrm', pacman: 'libdrm' },
  { apt: ['libxkbcommon0'], dnf: 'libxkbcommon', pacman: 'libxkbcommon' },
  { apt: ['fonts-liberation'], dnf: 'liberation-fonts', pacman: 'ttf-liberation' },
])

/** What compiling better-sqlite3 needs, where its own binary does not load. */
const compiler = /** @type {const} */ ([
  { apt: ['g++'], dnf: 'gcc-c++', pacman: 'gcc' },
  { apt: ['make'], dnf: 'make', pacman: 'make' },
  { apt: ['python3'], dnf: 'python3', pacman: 'python' },
])
/** Programs that open, in tests, what the studio writes, and write what it opens. */
const readers = /** @type {const} */ ([
  { apt: ['pandoc'], dnf: 'pandoc', pacman: 'pandoc-cli' },
  { apt: ['poppler-utils'], dnf: 'poppler-utils', pacman: 'poppler' },
  { apt: ['unzip'], dnf: 'unzip', pacman: 'unzip' },
])
export const kits = { window, compiler, readers }

/** @typedef {'apt' | 'dnf' | 'pacman'} Manager */
/** @typedef {keyof typeof kits} Kit */

/**
 * Every Debian name that may matter.
 * @param {Kit} kit
 */
export const aptNames = kit => kits[kit].flatMap(need => [...need.apt])

/**
 * The Debian packages to install: one for each need that no installed package meets.
 * @param {ReadonlySet<string>} installed
 * @param {ReadonlySet<string>} offered those that the package lists can install
 * @param {Kit} kit
 * @returns {{ install: string[]; unknown: string[] }} `unknown`: needs that the lists offer under no name
 */
export function aptChoice(installed, offered, kit) {
  /** @type {readonly Readonly<{ apt: readonly string[] }>[]} */
  const all = kits[kit]
  const open = all.filter(need => !need.apt.some(name => installed.has(name)))
  const names = open.map(need => need.apt.find(name => offered.has(name)) ?? null)
  return {
    install: names.filter(name => name !== null),
    unknown: open.filter((_, i) => names[i] === null).map(need => need.apt.at(-1) ?? ''),
  }
}

/**
 * The one line that a person would type.
 * @param {Manager} manager
 * @param {Kit} kit
 * @param {readonly string[]} [names] those of apt that are missing
 */
export function commandLine(manager, kit, names = kits[kit].map(need => need.apt[0])) {
  if (manager === 'apt') return `sudo apt-get install -y ${names.join(' ')}`
  const listed = kits[kit].map(need => need[manager]).join(' ')
  return manager === 'dnf' ? `sudo dnf install -y ${listed}` : `sudo pacman -S --needed ${listed}`
}

/**
 * Names with a candidate in what `apt-cache policy NAME…` prints.
 * @param {string} policy
 * @returns {Set<string>}
 */
export function offeredIn(policy) {
  const blocks = policy.split(/\n(?=\S)/)
  const candidates = blocks.filter(block => /^ {2}Candidate: (?!\(none\))/m.test(block))
  return new Set(candidates.map(block => block.slice(0, block.indexOf(':'))))
}

/**
 * Names in what `dpkg-query -W -f '${Package} ${db:Status-Status}\n'` prints that are installed.
 * @param {string} listing
 * @returns {Set<string>}
 */
export function installedIn(listing) {
  const rows = listing.split('\n').map(row => row.split(' '))
  return new Set(rows.filter(([, status]) => status === 'installed').map(([name]) => name ?? ''))
}
