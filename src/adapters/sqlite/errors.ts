/** Another process, or another store in this one, holds the data folder. */
export class DataFolderInUse extends Error {
  override readonly name = 'DataFolderInUse'
  constructor(folder: string) {
    super(
      `The data folder ${folder} is in use by another running Polydesk. Stop that one first, or start this one with another data folder.`,
    )
  }
}

/** The store was written by a newer version of the program. */
export class StoreTooNew extends Error {
  override readonly name = 'StoreTooNew'
  constructor(file: string, version: number, newest: number) {
    super(
      `The store ${file} has schema version ${version}, but this program knows versions up to ${newest}. Start the newer program, or restore a backup made before the upgrade.`,
    )
  }
}

/** The store cannot be opened: not writable, no space, or not a store. */
export class StoreUnusable extends Error {
  override readonly name = 'StoreUnusable'
  constructor(file: string, why: string) {
    super(`The store ${file} cannot be used: ${why}.`)
  }
}

/** The events of a batch do not follow the last one stored: another writer was there, or the caller lost count. */
export class PositionGap extends Error {
  override readonly name = 'PositionGap'
  constructor(last: number, given: number) {
    super(`The journal ends at position ${last}; an event with position ${given} does not follow it.`)
  }
}

/** A thread of the store is gone, or the store is closed: nothing more is read or written through it. */
export class StoreStopped extends Error {
  override readonly name = 'StoreStopped'
}
