// The moment that is shown, and the clock that moves it.

const LONGEST = 1; // seconds between two looks at the clock; browsers take longer ones in hidden windows

export class Player {
  // `changed` is called whenever the moment changes, or whether it moves.
  constructor(timeline, changed) {
    Object.assign(this, { timeline, changed, rate: 30, speed: 1, position: 0, isPlaying: false });
  }

  get frame() {
    return Math.floor(this.position);
  }

  seek(frame) {
    if (this.timeline.last < 0) return;
    this.position = Math.max(0, Math.min(frame, this.timeline.last));
    this.changed();
  }

  step(frames) {
    this.pause();
    this.seek(this.frame + frames);
  }

  toggle() {
    this.isPlaying ? this.pause() : this.play();
  }

  play() {
    if (this.timeline.last < 0) return;
    if (this.frame >= this.timeline.last) this.position = 0;
    this.isPlaying = true;
    this.before = performance.now();
    requestAnimationFrame((now) => this.tick(now));
    this.changed();
  }

  pause() {
    this.isPlaying = false;
    this.changed();
  }

  // Go on by the clock, as far as there are pictures; where they are still to come, wait for them.
  tick(now) {
    if (!this.isPlaying) return;
    const passed = Math.max(0, Math.min((now - this.before) / 1000, LONGEST));
    this.before = now;
    const { reach, end, hasFailed } = this.timeline;
    const next = this.position + passed * this.rate * this.speed;
    this.position = Math.max(this.position, Math.min(next, reach - 1));
    if ((end != null || hasFailed) && next >= reach - 1) this.isPlaying = false;
    this.changed();
    requestAnimationFrame((later) => this.tick(later));
  }
}
