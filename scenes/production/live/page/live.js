// The page: what its parts tell each other.

import { keepInAddress, readAddress } from "./address.js";
import { Areas } from "./areas.js";
import { Failure } from "./failure.js";
import { listen } from "./keyboard.js";
import { Knobs } from "./knobs.js";
import { Picture } from "./picture.js";
import { Player } from "./player.js";
import { Previews } from "./previews.js";
import { Scrubber, clock } from "./scrubber.js";
import { Socket } from "./socket.js";
import { Timeline } from "./timeline.js";

const $ = (id) => document.getElementById(id);
const SAVED_FOR = 2500; // milliseconds for which it is said that a file was saved
const OF_A_TAKE = ["knobs", "beat", "play", "busy", "whole"]; // until one has begun, they are of the lesson before
const ENDS_BUSY = ["lesson", "play", "whole", "failed"];
const ADDRESS_PAUSE = 500; // milliseconds; browsers allow few changes of the address

let lecture = null;
let page = ""; // which files are loaded
let lesson = null; // as the lecture lists it
let isOpened = false; // whether a take of it has begun
let isConnected = false;
let saved = "";
let shownValues = "{}"; // with which the lesson was asked for last
let takeValues = {}; // those of the present take
let playedValues = {}; // those with which there was a picture: loading the page again shows it again
let busy = null; // where the take is, if nothing has come of it for a while

const timeline = new Timeline();
const player = new Player(timeline, show);
const scrubber = new Scrubber($("scrubber"), timeline, (frame) => player.seek(frame));
const failure = new Failure($("failure"), $("place"), $("reason"), $("log"));
const knobs = new Knobs($("knobs"), turned);
const picture = new Picture($("picture"), {
  send: (request) => socket.send("frame", request),
  came(serial) {
    if (previews.isOn) failure.tellPreview(null);
    previews.answered(serial);
    areas.look();
  },
});
const previews = new Previews((frame) => {
  const serial = picture.next();
  socket.send("preview", { serial, frame, values: knobs.values });
  return serial;
});
const areas = new Areas($("picture"), $("aim"), knobs, () => (player.isPlaying ? [] : picture.areas));
const socket = new Socket({
  heard(message) {
    if (ENDS_BUSY.includes(message.tell)) busy = null;
    if (isOpened || !OF_A_TAKE.includes(message.tell)) HEARD[message.tell](message);
  },
  seen: (buffer) => picture.receive(buffer),
  changed(isOpen) {
    isConnected = isOpen;
    if (!isOpen) lecture = null;
    showState();
  },
});

const HEARD = {
  lecture(message) {
    const isNew = !lecture;
    if (page && page !== message.page) {
      keepAddressNow();
      location.reload(); // another server has come
      return;
    }
    page = message.page;
    lecture = message;
    document.title = `${message.title} – live`;
    $("title").textContent = message.title;
    $("caption").lang = message.language;
    $("screen").style.setProperty("--shape", message.width / message.height);
    player.rate = scrubber.rate = message.rate;
    listLessons();
    if (isNew) lesson ? ask() : openAddress();
  },

  lesson({ name, values }) {
    if (name !== lesson?.name) return; // another was chosen meanwhile
    isOpened = true;
    takeValues = values;
    timeline.begin();
    endPreviews();
    picture.forget();
    failure.age();
    scrubber.draw();
    show();
  },

  knobs(message) {
    knobs.hear(message.knobs);
    $("no-knobs").hidden = message.knobs.length > 0;
    $("copy").hidden = message.knobs.length === 0;
  },

  busy(message) {
    busy = message;
    showState();
  },

  beat: heardOfLesson,

  play(message) {
    playedValues = takeValues;
    heardOfLesson(message);
  },

  whole(message) {
    heardOfLesson(message);
    failure.pass();
    if (player.frame > timeline.last) player.seek(timeline.last);
  },

  failed(message) {
    if (isOpened) timeline.hear(message);
    picture.fail();
    failure.tell(message);
    if (!picture.isPainted && knobs.isTurned) refuseAddress();
    show();
  },

  // What was to be asked is not: the take goes on as it was.
  unsent(message) {
    failure.tell(message);
    failure.isKept = true;
  },

  "preview failed"(message) {
    if (previews.isOn) failure.tellPreview(message);
    previews.answered(message.serial);
  },

  saved(message) {
    saved = `saved: ${message.files.join(", ")}`;
    showState();
    clearTimeout(HEARD.timer);
    HEARD.timer = setTimeout(() => ((saved = ""), showState()), SAVED_FOR);
  },

  code(message) {
    $("code-text").textContent = message.text;
    $("code-file").textContent = message.file;
    $("part-text").textContent = message.part;
    $("code-part").hidden = !message.part;
    $("code").showModal();
    copy($("code-text"), "the class");
  },
};

async function copy(element, name) {
  $("code-state").textContent = "";
  try {
    await navigator.clipboard.writeText(element.textContent);
    $("code-state").textContent = `Copied ${name} to the clipboard.`;
  } catch {
    getSelection().selectAllChildren(element);
    $("code-state").textContent = `Copy ${name} by Ctrl+C.`;
  }
}

function heardOfLesson(message) {
  timeline.hear(message);
  scrubber.draw();
  show();
}

function listLessons() {
  const groups = Map.groupBy(lecture.lessons, ({ chapter }) => chapter);
  $("lessons").replaceChildren(
    ...[...groups].map(([chapter, lessons]) => {
      const group = document.createElement("optgroup");
      group.label = chapter || lecture.title;
      group.append(...lessons.map(({ name, scene }) => new Option(scene, name)));
      return group;
    }),
  );
  if (!lesson) return;
  const listed = lecture.lessons.find(({ name }) => name === lesson.name);
  if (!listed) $("lessons").prepend(Object.assign(new Option(`${lesson.scene} (gone)`, lesson.name), { disabled: true }));
  lesson = listed ?? lesson;
  $("lessons").value = lesson.name;
}

// Show the lesson, the frame and the values that the address names.
function openAddress() {
  const { name, frame, values } = readAddress();
  const named = lecture.lessons.find((each) => each.name === name) ?? lecture.lessons[0];
  if (named !== lesson) {
    open(named, frame, values);
    return;
  }
  knobs.turnTo(values);
  player.seek(frame);
}

function open(listed, frame = 0, values = {}) {
  lesson = listed;
  $("lessons").value = lesson.name;
  failure.tell(null);
  timeline.open(Math.max(lesson.frames, frame + 1));
  player.position = frame;
  player.isPlaying = false;
  knobs.open(values);
  showTurned();
  playedValues = values;
  picture.clear();
  endPreviews();
  ask();
  show();
}

// Ask for the lesson, with the values that have been turned.
function ask() {
  isOpened = false;
  shownValues = "{}";
  socket.send("lesson", { name: lesson.name });
  if (knobs.isTurned) turn();
}

// Have the lesson played with the present values.
function turn() {
  shownValues = JSON.stringify(knobs.values);
  failure.isKept = false;
  endPreviews();
  socket.send("turn", { values: knobs.values });
}

// No picture can be with the values of the address: show the lesson's own, and go on telling why.
function refuseAddress() {
  knobs.turnTo({});
  failure.isKept = true;
}

// A value has changed: while it is dragged, the picture alone does.
function turned(isFinal) {
  showTurned();
  if (isFinal) return turn();
  if (JSON.stringify(knobs.values) === shownValues) endPreviews();
  else {
    if (!previews.isOn) picture.forget();
    previews.turned();
  }
  show();
}

function showTurned() {
  $("all-back").hidden = !knobs.isTurned;
}

function endPreviews() {
  if (!previews.isOn) return;
  failure.tellPreview(null);
  previews.end();
  picture.forget();
}

// Show the moment: in the picture, in the caption, on the scrubber, in the address.
function show() {
  const { frame, rate, isPlaying } = player;
  if (previews.isOn) previews.want(frame);
  else if (isOpened && frame <= timeline.last) picture.want(frame, timeline.isDrawable(frame));
  scrubber.place(frame);
  $("time").textContent = `${clock(frame, rate)} / ${clock(timeline.length, rate)} · frame ${frame}`;
  $("beat").textContent = timeline.beatAt(frame)?.name ?? "";
  $("caption").textContent = timeline.captionAt(frame)?.text ?? "";
  $("caption").classList.toggle("former", previews.isOn); // its numbers are those of other values
  $("picture").ariaLabel = `${lesson?.scene ?? ""}, ${clock(frame, rate)}`;
  $("play").ariaLabel = isPlaying ? "Stop" : "Play";
  $("play").classList.toggle("playing", isPlaying);
  areas.look();
  showState();
  keepAddress();
}

function showState() {
  const { reach, end, hasFailed } = timeline;
  const isUnderWay = lesson && end == null && !hasFailed;
  const stepping = isUnderWay ? `stepping through: ${clock(reach, player.rate)}` : "";
  const text = !isConnected ? Socket.LOST : saved || (stepping && busy ? busyState() : stepping);
  if ($("state").textContent !== text) $("state").textContent = $("state").title = text;
  $("state").classList.toggle("wrong", !isConnected || text === busyState());
}

function busyState() {
  if (!busy) return null;
  const play = timeline.reach ? "next" : "first";
  return `at ${busy.place} for ${busy.seconds} seconds: it may never come to its ${play} play`;
}

function keepAddress() {
  keepAddress.timer ??= setTimeout(keepAddressNow, ADDRESS_PAUSE);
}

function keepAddressNow() {
  keepAddress.timer = null;
  if (lesson) keepInAddress(lesson.name, player.frame, playedValues);
}

function moveBeat(count) {
  player.seek(timeline.beatFrom(player.frame, count));
}

function fill() {
  document.fullscreenElement ? document.exitFullscreen() : $("theatre").requestFullscreen();
}

listen({
  " ": () => player.toggle(),
  ArrowLeft: () => player.step(-1),
  ArrowRight: () => player.step(1),
  "shift+ArrowLeft": () => player.step(-player.rate),
  "shift+ArrowRight": () => player.step(player.rate),
  ArrowUp: () => moveBeat(-1),
  ArrowDown: () => moveBeat(1),
  "[": () => moveBeat(-1),
  "]": () => moveBeat(1),
  Home: () => player.seek(0),
  End: () => player.seek(timeline.last),
  f: fill,
  "?": () => $("help").showModal(),
});

const CLICKS = {
  play: () => player.toggle(),
  picture: () => player.toggle(),
  "frame-back": () => player.step(-1),
  "frame-on": () => player.step(1),
  "beat-back": () => moveBeat(-1),
  "beat-on": () => moveBeat(1),
  full: fill,
  "all-back": () => knobs.turnTo({}),
  copy: () => socket.send("code"),
  "copy-part": () => copy($("part-text"), "the lines"),
  "ask-help": () => $("help").showModal(),
};
for (const [id, act] of Object.entries(CLICKS))
  $(id).addEventListener("click", ({ detail, currentTarget }) => {
    act();
    if (detail) currentTarget.blur(); // after the mouse, the space bar plays
  });
$("lessons").addEventListener("change", ({ target }) => {
  open(lecture.lessons.find(({ name }) => name === target.value));
  target.blur();
});
$("speed").addEventListener("change", ({ target }) => {
  player.speed = Number(target.value);
  target.blur();
});
addEventListener("hashchange", () => lecture && openAddress());
