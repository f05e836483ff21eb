let context: AudioContext | null = null;

/** A short high tone for right, a long low one for wrong: whoever scans looks at the parcel, not at the screen. */
export function sound(kind: 'right' | 'wrong'): void {
  try {
    context ??= new AudioContext();
    const tone = context.createOscillator();
    const volume = context.createGain();
    tone.frequency.value = kind === 'right' ? 1_320 : 220;
    tone.type = kind === 'right' ? 'sine' : 'square';
    volume.gain.value = 0.12;
    tone.connect(volume).connect(context.destination);
    tone.start();
    tone.stop(context.currentTime + (kind === 'right' ? 0.09 : 0.45));
  } catch {
    // A machine without sound still has the colour.
  }
}
