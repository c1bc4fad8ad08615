// What is known of the lesson: its beats and captions, how far it has been stepped through, and where it ends.

export class Timeline {
  constructor() {
    this.open(1);
  }

  // Another lesson, of about so many frames.
  open(frames) {
    const nothing = { beats: [], former: [], reach: 0, formerReach: 0, end: null };
    Object.assign(this, nothing, { estimate: Math.max(1, frames) });
    this.begin();
  }

  // A new take: what the one before has told is shown until this one tells it.
  begin() {
    this.former = this.shown;
    this.formerReach = Math.max(this.known, this.formerReach);
    this.estimate = this.length;
    this.beats = [];
    this.reach = 0;
    this.end = null;
    this.hasFailed = false;
  }

  hear(message) {
    if (message.tell === "beat") this.beats.push(message);
    if (message.tell === "play") this.reach = Math.max(this.reach, message.start + message.frames);
    if (message.tell === "whole") this.end = this.reach = message.frames;
    if (message.tell === "failed") this.hasFailed = true;
  }

  // Of the scrubber, in frames.
  get length() {
    return this.end ?? Math.max(this.estimate, this.reach);
  }

  // So many frames are shown as stepped through: a new take, which soon is, changes nothing of that.
  get known() {
    const isUnderWay = this.end == null && !this.hasFailed;
    return isUnderWay ? Math.max(this.reach, this.formerReach) : this.reach;
  }

  // The last frame that can be asked for; nothing comes after it, or it is waited for. -1: there is none.
  get last() {
    return (this.hasFailed ? this.reach : this.length) - 1;
  }

  get shown() {
    if (this.end != null) return this.beats;
    const told = this.beats.at(-1);
    const from = told ? told.start + told.frames : 0;
    return [...this.beats, ...this.former.filter((beat) => beat.start >= from)];
  }

  isDrawable(frame) {
    return frame < this.reach;
  }

  beatAt(frame) {
    return this.shown.findLast((beat) => beat.start <= frame && frame < beat.start + beat.frames);
  }

  captionAt(frame) {
    const captions = this.beatAt(frame)?.captions ?? [];
    return captions.find(({ start, frames }) => start <= frame && frame < start + frames);
  }

  // The start of the beat so many beats from a frame on; one back is the start of its own, if it is past that.
  beatFrom(frame, count) {
    const starts = this.shown.map((beat) => beat.start);
    const found = count < 0 ? starts.findLast((start) => start < frame) : starts.find((start) => start > frame);
    return found ?? (count < 0 ? 0 : this.last);
  }
}
