/* Three short sounds, so that a volunteer hears the answer without looking up. */

const TONES = {
  good: [
    [660, 0, 0.09],
    [880, 0.09, 0.14],
  ],
  ask: [
    [330, 0, 0.16],
    [330, 0.22, 0.16],
  ],
  notice: [[520, 0, 0.2]],
};
let context = null;

/** Play "good", "ask" or "notice"; silence for anything else, or where the browser has no sound. */
export function playTone(tone) {
  if (!TONES[tone] || typeof AudioContext === "undefined") return;
  // Before the first touch a browser keeps sounds for later, and an answer that comes late says something else.
  if (navigator.userActivation?.hasBeenActive === false) return;
  try {
    context ??= new AudioContext();
    context.resume().catch(() => {});
    TONES[tone].forEach(([pitch, start, length]) => playNote(pitch, start, length));
  } catch {
    // A device without an audio output throws here; the colour and the word still answer.
  }
}

function playNote(pitch, start, length) {
  const from = context.currentTime + start;
  const oscillator = new OscillatorNode(context, { frequency: pitch, type: "triangle" });
  const gain = new GainNode(context, { gain: 0.0001 });
  gain.gain.exponentialRampToValueAtTime(0.25, from + 0.01);
  gain.gain.exponentialRampToValueAtTime(0.0001, from + length);
  oscillator.connect(gain).connect(context.destination);
  oscillator.start(from);
  oscillator.stop(from + length + 0.02);
}
