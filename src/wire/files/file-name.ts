/** What is no name of a file: one with folders in it, control characters, or a folder itself. */
export const badName = /[/\\\u0000-\u001f\u007f-\u009f]|^\.{1,2}$/

/** What is said of such a name. */
export const acceptedName = 'a file name alone, without folders or control characters'
