const paths = {
  inbox: 'M4 4h16a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2H9l-5 4v-4a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2z',
  history: 'M12 3a9 9 0 1 1-8.5 6H6A7 7 0 1 0 7 7l2.5 2.5H3V3l2.6 2.6A9 9 0 0 1 12 3zm-1 4h2v5l4 2.4-1 1.7-5-3z',
  board: 'M3 3h8v8H3zm10 0h8v5h-8zM3 13h8v8H3zm10-3h8v11h-8z',
  reports: 'M4 3h2v16h15v2H4zm4 9h3v6H8zm5-7h3v13h-3zm5 4h3v9h-3z',
  settings:
    'M12 8a4 4 0 1 1 0 8 4 4 0 0 1 0-8zm-1.500-6h3l.5 3 2 .9 2.600-1.700 2.100 2.100-1.700 2.600.9 2 3.100.6v3l-3.100.5-.9 2 1.700 2.600-2.100 2.100-2.600-1.700-2 .9-.5 3.100h-3l-.5-3.100-2-.9-2.600 1.700-2.100-2.100 1.700-2.600-.9-2-3.100-.5v-3l3.100-.6.9-2-1.700-2.600 2.100-2.100 2.600 1.700 2-.9z',
  person: 'M12 4a4 4 0 1 1 0 8 4 4 0 0 1 0-8zm0 10c4.400 0 8 2 8 4.500V20H4v-1.500C4 16 7.600 14 12 14z',
  back: 'm14 5 1.400 1.400L9.800 12l5.600 5.600L14 19l-7-7z',
  more: 'M12 4a2 2 0 1 1 0 4 2 2 0 0 1 0-4zm0 6a2 2 0 1 1 0 4 2 2 0 0 1 0-4zm0 6a2 2 0 1 1 0 4 2 2 0 0 1 0-4z',
  file: 'M16 6v10a4 4 0 0 1-8 0V5a2.500 2.500 0 0 1 5 0v10a1 1 0 0 1-2 0V6H9.500v9a2.500 2.500 0 0 0 5 0V5a4 4 0 0 0-8 0v11a5.500 5.500 0 0 0 11 0V6z',
} as const

/** Our few pictures; each stands beside a word or has a label. */
export function Icon({ name, size = 20 }: { readonly name: keyof typeof paths; readonly size?: number }) {
  return (
    <svg className={name} viewBox="0 0 24 24" width={size} height={size} aria-hidden="true">
      <path fill="currentColor" d={paths[name]} />
    </svg>
  )
}
