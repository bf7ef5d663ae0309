const key = 'polydesk-muted'
let audio: AudioContext | null = null

export function isMuted(): boolean {
  return localStorage.getItem(key) === 'yes'
}

export function setMuted(muted: boolean): void {
  localStorage.setItem(key, muted ? 'yes' : 'no')
}

/** Two soft tones; silent where the browser allows no sound before the first click. */
export function ring(): void {
  if (isMuted()) return
  audio ??= new AudioContext()
  if (audio.state === 'suspended') void audio.resume()
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
