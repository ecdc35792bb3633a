/** A file that cannot be read as what it is called. The message says what is wrong and what to do. */
export class UnreadableFile extends Error {
  override name = 'UnreadableFile'
}
