const key = 'polydesk-muted'
let audio: AudioContext | null = null

export function isMuted(): boolean {
  return localStorage.getItem(key) === 'yes'
}

export function setMuted(muted: boolean): void {
  localStorage.setItem(key, muted ? 'yes' : 'no')
}

/** Whether the browser would still ask if we may show notifications. */
export function mayAskToNotify(): boolean {
  return 'Notification' in window && Notification.permission === 'default'
}

/** Browsers let a page ask only while one clicks something. */
export function askToNotify(): void {
  if (mayAskToNotify()) void Notification.requestPermission().catch(() => {})
}

/** Says it outside of the page, if that is allowed and nobody looks at the page; returns how to take it back. */
export function notify(title: string, body: string, tag: string): () => void {
  if (document.visibilityState === 'visible') return () => {}
  if (!('Notification' in window) || Notification.permission !== 'granted') return () => {}
  const note = new Notification(title, { body, tag })
  note.onclick = () => window.focus()
  return () => note.close()
}

/** Two soft tones; silent where the browser allows no sound before the first click. */
export function ring(): void {
  if (isMuted()) return
  audio ??= new AudioContext()
  if (audio.state === 'suspended') void audio.resume().catch(() => {})
  for (const [index, frequency] of [660, 880].entries()) {
    const tone = audio.createOscillator()
    const volume = audio.createGain()
    const at = audio.currentTime + index * 0.18
    tone.frequency.value = frequency
    volume.gain.setValueAtTime(0, at)
    volume.gain.linearRampToValueAtTime(0.15, at + 0.02)
    volume.gain.linearRampToValueAtTime(0, at + 0.16)
    tone.connect(volume).connect(audio.destination)
    tone.start(at)
    tone.stop(at + 0.18)
  }
}
