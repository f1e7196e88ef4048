// What the native player cannot do by itself: chapters and transcript times that play, the line being spoken, links
// that start at a moment, skipping, speed, keys. The page is whole without it, and its words stand in the page.
(() => {
  "use strict";

  const player = document.querySelector("[data-player]");
  const audio = player.querySelector("audio");
  const status = player.querySelector("[data-status]");
  const speed = player.querySelector("[data-speed]");
  const share = player.querySelector("[data-share]");
  const follow = document.querySelector("[data-follow]");
  const remembers = "remember" in player.dataset;
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const chapters = marks("a.chapter", "t", (link, on) =>
    on ? link.setAttribute("aria-current", "true") : link.removeAttribute("aria-current"));
  const lines = marks("[data-cue]", "cue", (line, on) => line.classList.toggle("now", on));

  // A list of elements that each begin at a moment, of which one is current.
  function marks(selector, key, mark) {
    const elements = [...document.querySelectorAll(selector)];
    return { elements, starts: elements.map((element) => Number(element.dataset[key])), mark, current: -1 };
  }

  function light(list, now) {
    let low = 0;
    let high = list.starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (list.starts[middle] <= now) low = middle + 1;
      else high = middle;
    }
    const found = low - 1;
    if (found === list.current) return null;
    if (list.current >= 0) list.mark(list.elements[list.current], false);
    if (found >= 0) list.mark(list.elements[found], true);
    list.current = found;
    return list.elements[found] || null;
  }

  function show(now) {
    light(chapters, now);
    const line = light(lines, now);
    if (line && follow && follow.checked && !audio.paused) {
      line.scrollIntoView({ block: "center", behavior: calm.matches ? "auto" : "smooth" });
    }
  }

  function clock(time) {
    const whole = Math.floor(time);
    const pair = (number) => String(number).padStart(2, "0");
    const [hour, minute, second] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
    return hour ? `${hour}:${pair(minute)}:${pair(second)}` : `${minute}:${pair(second)}`;
  }

  function say(sentence, time) {
    status.textContent = sentence.replace("{time}", clock(time));
  }

  // Before the length is known a browser may forget a seek, so it is repeated when the length arrives.
  function seek(time) {
    const apply = () => { audio.currentTime = Math.max(0, Math.min(time, audio.duration || time)); };
    if (audio.readyState) apply();
    else audio.addEventListener("loadedmetadata", apply, { once: true });
    show(time);
  }

  function play() {
    audio.play().catch(() => {});
  }

  function skip(by) {
    seek(audio.currentTime + by);
  }

  // "#t=754", "#t=12:34" and "#t=1:02:03" are moments; "#t754" is a line of the transcript, and the moment it begins.
  function momentIn(hash) {
    const line = /^#t\d+$/.test(hash) && document.getElementById(hash.slice(1));
    if (line) return Number(line.dataset.cue);
    const written = /^#t=(?:npt:)?((?:\d+:){0,2}\d+(?:\.\d+)?)/.exec(hash);
    return written ? written[1].split(":").reduce((total, part) => total * 60 + Number(part), 0) : null;
  }

  function address(time) {
    return `#t=${Math.floor(time)}`;
  }

  // What a browser may refuse: storage and history are closed to a frame in a sandbox, and to some private windows.
  function attempt(action) {
    try {
      return action();
    } catch {
      return null;
    }
  }

  function keepAddress(time) {
    if (remembers) attempt(() => history.replaceState(null, "", address(time)));
  }

  function startAt(time) {
    seek(time);
    if (audio.paused) say(player.dataset.starts, time);
  }

  function followAddress() {
    const time = momentIn(location.hash);
    if (time !== null) startAt(time);
    return time !== null;
  }

  for (const link of document.querySelectorAll("a[data-t]")) {
    const time = Number(link.dataset.t);
    link.href = address(time);
    link.addEventListener("click", (event) => {
      if (event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      keepAddress(time);
      seek(time);
      play();
    });
  }

  for (const button of player.querySelectorAll("[data-skip]")) {
    button.addEventListener("click", () => skip(Number(button.dataset.skip)));
  }

  if (speed) {
    speed.addEventListener("change", () => { audio.playbackRate = audio.defaultPlaybackRate = Number(speed.value); });
  }

  audio.addEventListener("timeupdate", () => show(audio.currentTime));
  audio.addEventListener("seeking", () => show(audio.currentTime));
  audio.addEventListener("play", () => {
    status.textContent = "";
    player.classList.add("started");
  });
  audio.addEventListener("error", () => say(player.dataset.broken, 0));
  if (audio.error) say(player.dataset.broken, 0);

  // Only while the focus is in the player: single keys elsewhere would trip people who speak to their computer (WCAG 2.1.4).
  player.addEventListener("keydown", (event) => {
    if (event.metaKey || event.ctrlKey || event.altKey || event.target === speed) return;
    const key = event.key.toLowerCase();
    if (key === "k") audio.paused ? play() : audio.pause();
    else if (key === "j") skip(-15);
    else if (key === "l") skip(30);
    else return;
    event.preventDefault();
  });

  if (share) {
    share.addEventListener("click", async () => {
      const time = audio.currentTime;
      keepAddress(time);
      try {
        await navigator.clipboard.writeText(location.href.replace(/#.*$/, "") + address(time));
        say(share.dataset.shared, time);
      } catch {
        say(share.dataset.byHand, time);
      }
    });
  }

  // A phone that throws the tab away and reloads it finds its place again; nothing outlives the tab.
  if (remembers) {
    const key = `place in ${audio.src}`;
    const keep = () => attempt(() => sessionStorage.setItem(key, audio.ended ? 0 : audio.currentTime));
    audio.addEventListener("pause", keep);
    addEventListener("pagehide", () => { if (player.classList.contains("started")) keep(); });
    const place = Number(attempt(() => sessionStorage.getItem(key)));
    if (!followAddress() && place > 1) startAt(place);
    addEventListener("hashchange", followAddress);
  }

  if ("mediaSession" in navigator) {
    navigator.mediaSession.metadata = new MediaMetadata({
      title: audio.title,
      artist: audio.dataset.artist,
      artwork: [{ src: audio.dataset.art }],
    });
    navigator.mediaSession.setActionHandler("seekbackward", () => skip(-15));
    navigator.mediaSession.setActionHandler("seekforward", () => skip(30));
  }

  for (const element of document.querySelectorAll("[data-scripted]")) element.hidden = false;
})();
