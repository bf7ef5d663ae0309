import { closeSync, existsSync, fsyncSync, mkdirSync, openSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'

/** Where the parts of a store lie. */
export interface StorePaths {
  readonly folder: string
  readonly file: string
  readonly lock: string
  readonly backups: string
}

export function storePaths(folder: string): StorePaths {
  const absolute = resolve(folder)
  return {
    folder: absolute,
    file: join(absolute, 'polydesk.db'),
    lock: join(absolute, 'polydesk.lock'),
    backups: join(absolute, 'backups'),
  }
}

/** Makes the folder and empty files that only their owner may read; what is there already stays as it is. */
export function prepareFolder({ folder, file, lock }: StorePaths): void {
  if (mkdirSync(folder, { recursive: true, mode: 0o700 }) !== undefined) syncFolder(dirname(folder))
  // Never opened when there: closing a file gives up every lock this process holds on it, those of a running store too.
  for (const path of [file, lock]) if (!existsSync(path)) closeSync(openSync(path, 'ax', 0o600))
  syncFolder(folder)
}

/** A new name in a folder is safe only when the folder itself is synced. */
export function syncFolder(folder: string): void {
  const descriptor = openSync(folder, 'r')
  fsyncSync(descriptor)
  closeSync(descriptor)
}
