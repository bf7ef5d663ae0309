/** Hashes and checks passwords, slowly and off the event loop. */
export interface Passwords {
  /** An argon2id hash in PHC form. */
  hash(password: string): Promise<string>
  /** False for a wrong password; with a null hash it takes as long and answers false. */
  matches(password: string, hash: string | null): Promise<boolean>
}
