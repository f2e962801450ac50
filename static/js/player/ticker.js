// A worker that ticks: browsers slow the timers of a page in the background, but not those of its workers.
setInterval(() => postMessage(0), 200);
