// A machine without a loudspeaker never lets Firefox or WebKit begin; for the page there is one.
const isWoken = new WeakSet();
AudioContext.prototype.resume = function () {
  isWoken.add(this);
  return Promise.resolve();
};
Object.defineProperty(AudioContext.prototype, "state", {
  get() {
    return isWoken.has(this) ? "running" : "suspended";
  },
});
