// What can be heard, and a screen that stays on: each only where the device can, sound only when asked for.

export class Cues {
  #context = null;
  #lock = null;
  hasChime = false;
  hasVoice = false;

  static canSpeak() {
    return "speechSynthesis" in window;
  }

  static canChime() {
    return "AudioContext" in window;
  }

  say(sentence) {
    if (!this.hasVoice) return;
    speechSynthesis.cancel();
    const spoken = new SpeechSynthesisUtterance(sentence);
    spoken.lang = document.documentElement.lang;
    spoken.rate = 0.9;
    speechSynthesis.speak(spoken);
  }

  hush() {
    if (Cues.canSpeak()) speechSynthesis.cancel();
  }

  // A soft bell: two sine tones that fade out.
  chime() {
    if (!this.hasChime) return;
    this.#context ??= new AudioContext();
    const start = this.#context.currentTime;
    for (const [pitch, volume] of [[528, 0.18], [792, 0.08]]) {
      const tone = this.#context.createOscillator();
      const gain = this.#context.createGain();
      tone.frequency.value = pitch;
      gain.gain.setValueAtTime(volume, start);
      gain.gain.exponentialRampToValueAtTime(0.0001, start + 1.4);
      tone.connect(gain).connect(this.#context.destination);
      tone.start(start);
      tone.stop(start + 1.5);
    }
  }

  async keepAwake() {
    if (this.#lock || !("wakeLock" in navigator) || document.hidden) return;
    try {
      this.#lock = await navigator.wakeLock.request("screen");
      this.#lock.addEventListener("release", () => {
        this.#lock = null;
      });
    } catch {
      // A low battery may refuse it; the player works without.
      this.#lock = null;
    }
  }

  letSleep() {
    this.#lock?.release();
    this.#lock = null;
  }
}
