import { hear } from "./hearing";
import { RECIPES, type SoundName, type Voice } from "./voices";

const MAX_VOICES = 16;
const NOISE_SECONDS = 1;

interface Playing {
  readonly endsAt: number; // clock of the audio context
  readonly weight: number;
  readonly gain: GainNode;
}

/**
 * Makes every sound from oscillators and noise. Silent until `unlock` is called from a gesture, as browsers demand. A
 * compressor ducks the sum, so that sixteen voices at once are not louder than a few.
 */
export class SoundBoard {
  private context: AudioContext | undefined;
  private master: GainNode | undefined;
  private noise: AudioBuffer | undefined;
  private volume = 0.6;
  private muted = false;
  private earX = 0;
  private earY = 0;
  private readonly playing: Playing[] = [];
  private readonly lastStart = new Map<SoundName, number>();

  /** Starts the audio; call it from a click, a touch or a key. */
  unlock(): void {
    if (!this.context) this.open();
    if (this.context?.state === "suspended") void this.context.resume().catch(() => {});
  }

  setVolume(volume: number, muted: boolean): void {
    this.volume = volume;
    this.muted = muted;
    this.applyVolume();
  }

  /** Where the listener is, world px. */
  listenAt(x: number, y: number): void {
    this.earX = x;
    this.earY = y;
  }

  /** A sound at a place in the world. */
  at(name: SoundName, x: number, y: number, level = 1): void {
    const heard = hear(x - this.earX, y - this.earY);
    if (heard) this.start(name, heard.level * level, heard.pan);
  }

  /** A sound of the page itself. */
  here(name: SoundName, level = 1): void {
    this.start(name, level, 0);
  }

  private open(): void {
    if (typeof AudioContext === "undefined") return;
    const context = new AudioContext({ latencyHint: "interactive" });
    const duck = context.createDynamicsCompressor();
    duck.threshold.value = -20;
    duck.ratio.value = 6;
    duck.attack.value = 0.004;
    duck.release.value = 0.18;
    const softener = context.createBiquadFilter();
    softener.type = "lowpass";
    softener.frequency.value = 7000;
    const master = context.createGain();
    master.connect(softener).connect(duck).connect(context.destination);
    const noise = context.createBuffer(1, context.sampleRate * NOISE_SECONDS, context.sampleRate);
    const samples = noise.getChannelData(0);
    for (let index = 0; index < samples.length; index++) samples[index] = Math.random() * 2 - 1;
    this.context = context;
    this.master = master;
    this.noise = noise;
    this.applyVolume();
  }

  private applyVolume(): void {
    if (!this.context || !this.master) return;
    // Loudness is heard by ratio: a squared slider feels even.
    const gain = this.muted ? 0 : this.volume * this.volume;
    this.master.gain.setTargetAtTime(gain, this.context.currentTime, 0.02);
  }

  private start(name: SoundName, level: number, pan: number): void {
    const context = this.context;
    if (context?.state !== "running" || this.muted || level < 0.02) return;
    const recipe = RECIPES[name];
    const now = context.currentTime;
    if (now - (this.lastStart.get(name) ?? -1) < recipe.pause) return;
    this.lastStart.set(name, now);
    const panner = context.createStereoPanner();
    panner.pan.value = pan;
    panner.connect(this.master!);
    for (const voice of recipe.voices) {
      if (this.makeRoom(recipe.weight)) this.sing(context, voice, recipe.weight, level, panner);
    }
  }

  private sing(context: AudioContext, voice: Voice, weight: number, level: number, target: AudioNode): void {
    const begin = context.currentTime + (voice.delay ?? 0);
    const end = begin + voice.length;
    const gain = context.createGain();
    gain.gain.setValueAtTime(0.0001, begin);
    gain.gain.exponentialRampToValueAtTime(Math.max(0.0002, voice.level * level), begin + voice.attack);
    gain.gain.exponentialRampToValueAtTime(0.0001, end);
    gain.connect(target);
    if (voice.wave === "noise") this.playNoise(context, voice, begin, end, gain);
    else this.playTone(context, voice.wave, voice, begin, end, gain);
    this.playing.push({ endsAt: end, weight, gain });
  }

  private playNoise(
    context: AudioContext,
    voice: Voice,
    begin: number,
    end: number,
    target: AudioNode,
  ): void {
    const source = context.createBufferSource();
    source.buffer = this.noise!;
    source.loop = true;
    const band = context.createBiquadFilter();
    band.type = "bandpass";
    band.Q.value = voice.width ?? 1;
    band.frequency.setValueAtTime(voice.from, begin);
    band.frequency.exponentialRampToValueAtTime(voice.to, end);
    source.connect(band).connect(target);
    source.start(begin, Math.random() * NOISE_SECONDS);
    source.stop(end + 0.02);
  }

  private playTone(
    context: AudioContext,
    wave: OscillatorType,
    voice: Voice,
    begin: number,
    end: number,
    target: AudioNode,
  ): void {
    const source = context.createOscillator();
    source.type = wave;
    // A slight detune each time keeps a repeated sound from droning.
    source.detune.value = (Math.random() - 0.5) * 60;
    source.frequency.setValueAtTime(voice.from, begin);
    source.frequency.exponentialRampToValueAtTime(voice.to, end);
    source.connect(target);
    source.start(begin);
    source.stop(end + 0.02);
  }

  /** Frees a voice for a sound of this weight if all are taken; false if only weightier ones sound. */
  private makeRoom(weight: number): boolean {
    this.forget();
    if (this.playing.length < MAX_VOICES) return true;
    let lightest = 0;
    for (let index = 1; index < this.playing.length; index++) {
      if (this.playing[index]!.weight < this.playing[lightest]!.weight) lightest = index;
    }
    if (this.playing[lightest]!.weight > weight) return false;
    const [given] = this.playing.splice(lightest, 1);
    given!.gain.disconnect();
    return true;
  }

  private forget(): void {
    const now = this.context?.currentTime ?? 0;
    for (let index = this.playing.length - 1; index >= 0; index--) {
      if (this.playing[index]!.endsAt < now) this.playing.splice(index, 1);
    }
  }
}
