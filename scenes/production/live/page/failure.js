// What has gone wrong: in the lesson, or with a value while it is dragged.

export class Failure {
  // The elements: all of it, its place, its reason, and its log in a thing that opens.
  constructor(panel, place, reason, log) {
    Object.assign(this, { panel, place, reason, log, ofLesson: null, isKept: false });
    log.parentElement.addEventListener("toggle", () => {
      log.scrollTop = log.scrollHeight; // what has gone wrong is told at the end
    });
  }

  // The lesson has failed; null: it has not.
  tell(message) {
    this.ofLesson = message;
    this.show(message);
  }

  // A picture cannot be drawn with the value that is dragged; null: it can.
  tellPreview(message) {
    this.show(message ?? this.ofLesson);
  }

  // The lesson is played anew: it may be mended.
  age() {
    if (!this.isKept) this.panel.classList.add("former");
  }

  // It was played to its end.
  pass() {
    if (this.panel.classList.contains("former")) this.tell(null);
  }

  show(message) {
    this.panel.hidden = !message;
    if (!message) return;
    this.panel.classList.remove("former");
    this.place.textContent = message.place;
    this.reason.textContent = message.reason;
    this.log.textContent = message.log;
    this.log.parentElement.hidden = !message.log;
  }
}
