// Notes what the page sounds and what notices it has the system show; told to the page before it begins.
window.heard = [];
window.loudness = [];
window.noticed = [];
const begin = OscillatorNode.prototype.start;
OscillatorNode.prototype.start = function (...at) {
  window.heard.push(this.type);
  return begin.apply(this, at);
};
const set = AudioParam.prototype.setValueAtTime;
AudioParam.prototype.setValueAtTime = function (value, ...at) {
  window.loudness.push(value);
  return set.call(this, value, ...at);
};
window.Notification = class {
  static permission = "default";
  static requestPermission() {
    this.permission = "granted";
    return Promise.resolve("granted");
  }
  constructor(title, { body }) {
    this.words = `${title}: ${body}`;
    window.noticed.push(this);
  }
  close() {}
};
document.hasFocus = () => !window.looksAway;
