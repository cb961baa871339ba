/* Short tones and a shake, so that nobody has to look: good rises, bad falls, "look" stays. */
const TONES = { good: [660, 990], look: [520, 520], bad: [330, 180] };
let context = null, on = true;

export function setSound(wanted) {
  on = wanted;
}

export function sound(kind) {
  if (navigator.vibrate) navigator.vibrate(kind === "good" ? 60 : [120, 60, 120]);
  if (!on || !window.AudioContext) return;
  context = context || new AudioContext();
  TONES[kind].forEach((hertz, place) => {
    const tone = context.createOscillator(), loudness = context.createGain();
    const start = context.currentTime + place * 0.14;
    tone.frequency.value = hertz;
    loudness.gain.setValueAtTime(0.2, start);
    loudness.gain.exponentialRampToValueAtTime(0.001, start + 0.13);
    tone.connect(loudness).connect(context.destination);
    tone.start(start);
    tone.stop(start + 0.14);
  });
}
