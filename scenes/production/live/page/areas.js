// Areas of the picture, while it stands still, in which a click sets a number or two of a knob.

// Which number stands at a share of an axis.
function numberAt({ low, high, is_logarithmic }, share) {
  return is_logarithmic ? low * (high / low) ** share : low + share * (high - low);
}

export class Areas {
  // `present` returns the picture's areas by now; `hint` tells what would be set where the pointer is.
  constructor(canvas, hint, knobs, present) {
    Object.assign(this, { canvas, hint, knobs, present, pointer: null, held: null });
    canvas.addEventListener("pointerdown", (event) => this.press(event));
    canvas.addEventListener("pointermove", (event) => {
      this.pointer = event;
      if (this.held) this.put(event, false);
      this.look();
    });
    canvas.addEventListener("pointerup", (event) => {
      if (this.held) this.put(event, true);
      this.release();
    });
    canvas.addEventListener("pointercancel", () => this.release());
    canvas.addEventListener("pointerleave", () => {
      this.pointer = null;
      this.look();
    });
    canvas.addEventListener("click", (event) => this.isUsed && event.stopImmediatePropagation(), true);
  }

  // What is pressed stays as it was then: the picture may show other numbers there, once it follows.
  press(event) {
    const area = this.at(event);
    this.isUsed = event.button === 0 && area != null;
    if (!this.isUsed) return;
    Object.assign(this, { held: area, pointer: event });
    this.canvas.setPointerCapture(event.pointerId);
  }

  release() {
    this.held = null;
    this.look();
  }

  // The area under the pointer; of several, the one whose mark is nearest.
  at(event) {
    const [x, y] = this.shares(event);
    const isIn = ({ left, top, right, bottom }) => left <= x && x <= right && top <= y && y <= bottom;
    const away = (area) => Math.hypot(area.x - x, area.y - y);
    const found = this.present().filter((area) => isIn(area) && this.source(area, event) != null);
    return found.sort((one, other) => away(one) - away(other))[0];
  }

  shares({ clientX, clientY }) {
    const { left, top, width, height } = this.canvas.getBoundingClientRect();
    return [(clientX - left) / width, (clientY - top) / height];
  }

  // What the knob of an area says at the pointer.
  source({ knob, left, top, right, bottom, across, upwards }, event) {
    const [x, y] = this.shares(event);
    const numbers = [
      [across, (x - left) / (right - left)],
      [upwards, (bottom - y) / (bottom - top)],
    ]
      .filter(([axis]) => axis)
      .map(([axis, share]) => [axis.number, numberAt(axis, share)]);
    return this.knobs.withNumbers(knob, numbers);
  }

  put(event, isFinal) {
    const source = this.source(this.held, event);
    if (source != null) this.knobs.put(this.held.knob, source, isFinal);
  }

  // Tell what is under the pointer by now.
  look() {
    const area = this.held ?? (this.pointer && this.at(this.pointer));
    this.canvas.classList.toggle("aimed", area != null);
    this.canvas.classList.toggle("has-areas", this.present().length > 0);
    this.hint.hidden = area == null;
    if (!area) return;
    this.hint.textContent = `${area.knob.replaceAll("_", " ")} = ${this.source(area, this.pointer)}`;
    const { clientX, clientY } = this.pointer;
    this.hint.style.left = `${Math.min(clientX + 14, innerWidth - this.hint.offsetWidth)}px`;
    this.hint.style.top = `${clientY + 18}px`;
  }
}
