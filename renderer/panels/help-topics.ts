/** A row of a picture: its words, each a kind and a width. See `HelpPicture`. */
export type PictureRow = string
/** A thing that the studio does: told, drawn, and the commands that do it. */
export type HelpTopic = Readonly<{
  title: string
  text: string
  commands: readonly string[]
  rows: readonly PictureRow[]
  /** The picture in words. */
  alt: string
}>

export const helpTopics: readonly HelpTopic[] = [
  {
    title: 'Rub out a passage and have it written back',
    text: 'Select words, or put the caret where some are missing. The model reads the text on both sides; places not written yet are soft blocks. Nothing of your page is overwritten before you accept.',
    commands: ['fill', 'stop'],
    rows: ['w4 w6 w3 w5 w4', 'w3 m5 m3 m6 n4', 'm4 n3 w5 w4 w2'],
    alt: 'Lines of text. In the middle some words are blocks to be written, and the first of them are there already.',
  },
  {
    title: 'Choose among variants',
    text: 'Several versions are offered under the passage, best fit first. Turn through them in place, lay them side by side and drag words from one into another, star one, type into one, or take only the words that you select in it.',
    commands: ['variant-next', 'variant-previous', 'compare', 'accept', 'discard', 'more'],
    rows: ['w5 w3 n6 n4 n3', 'b8 o8 o8'],
    alt: 'A passage with new words, and three cards below it, of which the first is chosen.',
  },
  {
    title: 'Mark regions that may change',
    text: 'A region stays in the document until it is rewritten or unmarked, and is in no export. Mark as many as you like, by words or by paragraph, and fill them all in one run that one undo takes back.',
    commands: ['region', 'region-paragraph', 'fill-all', 'region-none'],
    rows: ['w4 r6 r4 w5', 'w3 w5 w4 w6', 'r5 r3 w6 w3'],
    alt: 'Lines of text with two stretches that are underlined as regions.',
  },
  {
    title: 'Leave gaps to fill later',
    text: 'A gap is a region of no words. It stays where you put it, with the length that you wish of it, and is in no export, count or search. Select one to change its length. Gaps are numbered with the regions, and filled with them.',
    commands: ['gap', 'bridge-gap', 'continue-gap', 'toward-gap', 'fill-all', 'gap-none'],
    rows: ['w4 w6 w3 r3 w4', 'w3 w5 w4 w2', 'r3'],
    alt: 'Two lines of text with a small block between two words, and another block alone on a line below.',
  },
  {
    title: 'Lock what must stay',
    text: 'A locked word stands in every variant as it is. Names and numbers are found by a plain rule; quoted speech by choice. Links and inline code are locked too, unless the passage panel says that they may change.',
    commands: ['lock', 'lock-names', 'lock-speech', 'lock-none'],
    rows: ['w4 m3 m5 l6 m4', 'm3 l4 m5 w4 w3'],
    alt: 'A passage to be rewritten, in which two words are framed: they stay.',
  },
  {
    title: 'Change a little, or much',
    text: 'Strength is the share of words given up. Below 100 % the page shows before the run which words stay and which go; draw others with a key. Presets hold strength, length, variety and care under a name.',
    commands: ['redraw', 'preset-polish', 'preset-rework', 'preset-wild', 'preset-shorten'],
    rows: ['w4 g3 w5 w3 g4', 'w6 w3 g5 w4 w3'],
    alt: 'Lines of text in which a few words are pale and dashed: those are given up.',
  },
  {
    title: 'Write what is missing',
    text: 'Put the caret into a paragraph: bridge to the next, go on at the end of the scene, or lead up to the line that you are in.',
    commands: ['bridge', 'continue', 'toward'],
    rows: ['w5 w4 w6 w3', 'm5 m4 m3 m6', 'w4 w6 w3 w4'],
    alt: 'Two lines of text, and between them a line of blocks to be written.',
  },
  {
    title: 'Work on a variant word by word',
    text: 'Write the chosen word anew, or the least certain ones, or all since a word’s step; or what two variants do not share. Point at a word to see how certain the model was; click it for others in its place, also where it was accepted long ago.',
    commands: ['word-next', 'word-inspect', 'reroll', 'polish', 'branch', 'breed', 'resume'],
    rows: ['n5 n3 b4 n4 n3', 'n4 d5 n3 d4 w3'],
    alt: 'New words, one of them framed as chosen, two with a dotted line below.',
  },
  {
    title: 'See your own words as the model does',
    text: 'Each word of a paragraph, or of what you select, is marked by how likely the model finds it, given all the others. It is a way to look for worn phrases and for slips; it changes nothing.',
    commands: ['surprise'],
    rows: ['w5 u4 w3 w6', 'w4 w3 u6 d3 w4'],
    alt: 'Lines of text; under the least likely words is a line.',
  },
  {
    title: 'See the model think',
    text: 'Go through the steps that wrote a variant, with a slider or by playing them: what was not written yet is a soft block again, and what a step wrote is underlined. Branch at any step: the rest is written anew, and stands beside what there is.',
    commands: ['timeline', 'timeline-play', 'timeline-back', 'timeline-forward', 'branch'],
    rows: ['n5 n3 d4 m4 m3', 'b10 o14'],
    alt: 'A passage of which the first words are written and the others are blocks, and a slider below it.',
  },
  {
    title: 'Select by meaning',
    text: 'The word, the sentence, the paragraph, the scene; and less again. Pressing the fill key twice quickly does the same. A handle in the margin marks a paragraph.',
    commands: ['grow', 'shrink', 'region-paragraph', 'context-menu'],
    rows: ['w4 w5 w3 w4', 's5 s3 s6 s4', 's3 w5 w4 w3'],
    alt: 'Lines of text, of which a sentence over two lines is selected.',
  },
  {
    title: 'Know whose words they are',
    text: 'Each character is known as yours, the model’s, the model’s and then edited, or pasted. Show it as a line or a tint, and keep a report.',
    commands: ['origins', 'origin-report'],
    rows: ['w5 u4 u6 w3', 'w4 w3 e5 u4 w3'],
    alt: 'Lines of text; some words have a line below, one has a dashed line: model’s, and model’s then edited.',
  },
  {
    title: 'Lose nothing',
    text: 'What you type is on the disk within a second. Snapshots of a document can be compared and restored, backups of the whole library are made every hour and checked, and every variant ever offered can be found again.',
    commands: ['history-tab', 'snapshot', 'snapshots-tab', 'back-up', 'backups'],
    rows: ['o6 o6 o6', 'w5 w4 w3 w5'],
    alt: 'Three copies in a row above a line of text.',
  },
  {
    title: 'Add footnotes',
    text: 'A footnote is a number in the text, and a card below it that says what it notes. Select the number with the arrow keys or the mouse and press Enter to write. What the model writes goes round footnotes, never over them; exports set them as the format does.',
    commands: ['footnote'],
    rows: ['w5 w4 o1 w6', 'o16'],
    alt: 'A line of text with a small mark in it, and a card below the mark.',
  },
  {
    title: 'Put aside what you cut',
    text: 'Move a paragraph to the shelf of scraps instead of deleting it, or keep a variant that you do not take. A scrap keeps its formatting and whose words it holds. Put it in at the caret, or drag it into the page; drag selected words onto the shelf to keep a copy.',
    commands: ['scrap-move', 'scrap-keep', 'scrap-variant', 'scraps-tab'],
    rows: ['w5 w4 w6 w3', 'o12 o12'],
    alt: 'A line of text, and below it two scraps on a shelf.',
  },
  {
    title: 'Find your way',
    text: 'Every command goes by its name, every document by its title or its text. Find and replace on the page or everywhere, with each place shown before.',
    commands: ['palette', 'keys', 'jump', 'search', 'find', 'replace'],
    rows: ['o24', 'b16', 'w12', 'w9'],
    alt: 'A field to type in, and below it a list with the first line chosen.',
  },
  {
    title: 'See the whole book',
    text: 'Parts, chapters, scenes, notes and research stand in the binder; as cards, as an outline, or as one text of scenes below each other. Import and export keep other programs in reach.',
    commands: ['binder', 'mode-corkboard', 'mode-outline', 'mode-reading', 'import', 'export'],
    rows: ['o6 o6 o6', 'o6 b6 o6'],
    alt: 'Cards in two rows, one of them chosen.',
  },
]
