// The whole lesson as a bar: its beats, the marks of its captions, how far it is known, and the moment.

export function clock(frame, rate) {
  const tenths = Math.floor((10 * frame) / rate);
  const seconds = Math.floor(tenths / 10);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}.${tenths % 10}`;
}

export class Scrubber {
  // `sought` gets the frame that is pointed at.
  constructor(element, timeline, sought) {
    Object.assign(this, { element, timeline, sought, rate: 30 });
    this.bar = element.querySelector("#beats");
    this.head = element.querySelector("#head");
    this.hint = element.querySelector("#hint");
    element.addEventListener("pointerdown", (event) => {
      element.setPointerCapture(event.pointerId);
      this.sought(this.frameAt(event));
    });
    element.addEventListener("pointermove", (event) => {
      if (element.hasPointerCapture(event.pointerId)) this.sought(this.frameAt(event));
      this.showHint(event);
    });
    for (const end of ["pointerleave", "pointercancel"])
      element.addEventListener(end, () => (this.hint.hidden = true));
    new ResizeObserver(() => this.hideLongNames()).observe(this.bar);
  }

  frameAt({ clientX }) {
    const { left, width } = this.bar.getBoundingClientRect();
    const share = Math.max(0, Math.min((clientX - left) / width, 1));
    return Math.min(Math.floor(share * this.timeline.length), this.timeline.length - 1);
  }

  // Draw what is known of the lesson; called once however much is told before the next picture.
  draw() {
    this.isDrawn ??= requestAnimationFrame(() => {
      this.isDrawn = null;
      const { shown, known, length } = this.timeline;
      this.bar.replaceChildren(...shown.map((beat) => this.segment(beat)));
      this.bar.style.setProperty("--known", `${(100 * Math.min(known, length)) / length}%`);
      this.element.setAttribute("aria-valuemax", length - 1);
      this.hideLongNames();
      this.place(this.frame ?? 0);
    });
  }

  segment(beat) {
    const segment = document.createElement("div");
    segment.className = "beat";
    segment.dataset.start = beat.start;
    this.spread(segment, beat);
    const name = document.createElement("span");
    name.textContent = beat.name;
    segment.append(name);
    for (const caption of beat.captions) {
      const mark = document.createElement("i");
      mark.style.left = `${(100 * (caption.start - beat.start)) / beat.frames}%`;
      mark.style.width = `${(100 * caption.frames) / beat.frames}%`;
      segment.append(mark);
    }
    return segment;
  }

  spread(element, { start, frames }) {
    const { length, known } = this.timeline;
    element.style.left = `${(100 * start) / length}%`;
    element.style.width = `${(100 * frames) / length}%`;
    element.classList.toggle("known", start + frames <= known);
  }

  hideLongNames() {
    for (const { classList, firstChild: name } of this.bar.children)
      classList.toggle("narrow", name.scrollWidth > name.clientWidth);
  }

  // Show the moment.
  place(frame) {
    this.frame = frame;
    const { length } = this.timeline, beat = this.timeline.beatAt(frame);
    this.head.style.left = `${(100 * Math.min(frame + 0.5, length)) / length}%`;
    for (const segment of this.bar.children)
      segment.classList.toggle("present", Number(segment.dataset.start) === beat?.start);
    this.element.setAttribute("aria-valuenow", frame);
    this.element.setAttribute("aria-valuetext", [clock(frame, this.rate), beat?.name].filter(Boolean).join(", "));
  }

  // Tell what is under the pointer.
  showHint(event) {
    const frame = this.frameAt(event), { left, width } = this.element.getBoundingClientRect();
    const beat = this.timeline.beatAt(frame), caption = this.timeline.captionAt(frame);
    this.hint.replaceChildren(
      ...[["b", beat?.name], ["span", clock(frame, this.rate)], ["p", caption?.text]]
        .filter(([, text]) => text)
        .map(([tag, text]) => Object.assign(document.createElement(tag), { textContent: text })),
    );
    this.hint.hidden = false;
    const half = this.hint.offsetWidth / 2;
    this.hint.style.left = `${Math.max(half, Math.min(event.clientX - left, width - half))}px`;
  }
}
