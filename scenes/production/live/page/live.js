// The page: what its parts tell each other.

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
const OF_A_TAKE = ["knobs", "beat", "play", "whole"]; // until one has begun, they are of the lesson before
const ADDRESS_PAUSE = 500; // milliseconds; browsers allow few changes of the address

let lecture = null;
let lesson = null; // as the lecture lists it
let isOpened = false; // whether a take of it has begun
let isConnected = false;
let saved = "";
let shownValues = "{}"; // with which the lesson was asked for last

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
    lecture = message;
    document.title = `${message.title} – live`;
    $("title").textContent = message.title;
    $("caption").lang = message.language;
    $("screen").style.setProperty("--shape", message.width / message.height);
    player.rate = scrubber.rate = message.rate;
    listLessons();
    if (isNew) lesson ? ask() : openAddress();
  },

  lesson({ name }) {
    if (name !== lesson?.name) return; // another was chosen meanwhile
    isOpened = true;
    timeline.begin();
    endPreviews();
    failure.age();
    scrubber.draw();
    show();
  },

  knobs(message) {
    knobs.hear(message.knobs);
    $("no-knobs").hidden = message.knobs.length > 0;
    $("copy").hidden = message.knobs.length === 0;
  },

  beat: heardOfLesson,
  play: heardOfLesson,

  whole(message) {
    heardOfLesson(message);
    failure.pass();
    if (player.frame > timeline.last) player.seek(timeline.last);
  },

  failed(message) {
    if (isOpened) timeline.hear(message);
    picture.fail();
    failure.tell(message);
    show();
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

  async code(message) {
    $("code-text").textContent = message.text;
    $("code-state").textContent = "";
    $("code").showModal();
    try {
      await navigator.clipboard.writeText(message.text);
      $("code-state").textContent = "Copied to the clipboard.";
    } catch {
      getSelection().selectAllChildren($("code-text"));
      $("code-state").textContent = "Copy it by Ctrl+C.";
    }
  },
};

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
  lesson = lecture.lessons.find(({ name }) => name === lesson?.name) ?? lesson;
  if (lesson) $("lessons").value = lesson.name;
}

// Show the lesson and the frame that the address names.
function openAddress() {
  const [, name, frame] = /^#?(.*?)(?:@(\d+))?$/.exec(location.hash);
  const named = lecture.lessons.find((each) => each.name === name) ?? lecture.lessons[0];
  if (named === lesson) player.seek(Number(frame ?? 0));
  else open(named, Number(frame ?? 0));
}

function open(listed, frame = 0) {
  lesson = listed;
  $("lessons").value = lesson.name;
  failure.tell(null);
  timeline.open(Math.max(lesson.frames, frame + 1));
  player.position = frame;
  player.isPlaying = false;
  knobs.open({});
  picture.areas = [];
  endPreviews();
  ask();
  show();
}

// Ask for the lesson, with the values that have been turned.
function ask() {
  isOpened = false;
  shownValues = "{}";
  socket.send("lesson", { name: lesson.name });
  if (Object.keys(knobs.values).length) turn();
}

// Have the lesson played with the present values.
function turn() {
  shownValues = JSON.stringify(knobs.values);
  endPreviews();
  socket.send("turn", { values: knobs.values });
}

// A value has changed: while it is dragged, the picture alone does.
function turned(isFinal) {
  if (isFinal) return turn();
  if (JSON.stringify(knobs.values) === shownValues) endPreviews();
  else {
    if (!previews.isOn) picture.forget();
    previews.turned();
  }
  show();
}

function endPreviews() {
  if (previews.isOn) failure.tellPreview(null);
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
  const text = !isConnected
    ? Socket.LOST
    : saved || (isUnderWay ? `stepping through: ${clock(reach, player.rate)}` : "");
  if ($("state").textContent !== text) $("state").textContent = text;
  $("state").classList.toggle("wrong", !isConnected);
}

function keepAddress() {
  keepAddress.timer ??= setTimeout(() => {
    keepAddress.timer = null;
    if (lesson) history.replaceState(null, "", `#${lesson.name}@${player.frame}`);
  }, ADDRESS_PAUSE);
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
  copy: () => socket.send("code"),
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
